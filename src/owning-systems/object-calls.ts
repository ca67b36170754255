import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SYSTEM_ACTOR } from '../domain/actor.js';
import type { OwningSystemId } from '../domain/change.js';
import type { ChangeId } from '../domain/ids.js';
import { LedgerWriter } from '../ledger/ledger-writer.js';
import type { Reversal } from '../ports/owning-system.port.js';
import { callKey, type CallContext } from './call-context.js';
import { IntegrationCalls } from './integration-calls.js';
import { OwningObjects } from './owning-objects.js';
import { storedObjectSchema, storedReversalSchema, type StoredObject } from './stored-responses.js';

export interface ObjectCall {
  readonly system: OwningSystemId;
  readonly changeId: ChangeId;
  readonly context: CallContext;
  /** Second part of `integration_call.operation`, such as `register`. */
  readonly operation: string;
  readonly request: Readonly<Record<string, unknown>>;
}

/** Runs one write through `integration_call` and records what it left: the object's state and the ledger entry. */
@Injectable()
export class ObjectCalls {
  constructor(
    private readonly calls: IntegrationCalls,
    private readonly objects: OwningObjects,
    private readonly ledger: LedgerWriter,
  ) {}

  /** @param also runs in the transaction that records the result */
  object(
    call: ObjectCall,
    ledgerKind: string,
    work: () => Promise<StoredObject>,
    also: (manager: EntityManager, object: StoredObject) => Promise<void> = async () => undefined,
  ): Promise<StoredObject> {
    const { system, changeId } = call;
    return this.calls.run({ ...this.identify(call), response: storedObjectSchema }, work, async (manager, object) => {
      await this.objects.save(manager, changeId, system, object);
      await also(manager, object);
      await this.append(manager, changeId, ledgerKind, { system, ...call.request, ...object });
    });
  }

  reversal(call: ObjectCall, work: () => Promise<Reversal>): Promise<Reversal> {
    const { system, changeId, operation } = call;
    return this.calls.run({ ...this.identify(call), response: storedReversalSchema }, work, (manager, reversal) =>
      this.append(manager, changeId, 'owning-system.reverted', { system, operation, ...call.request, ...reversal }),
    );
  }

  private identify({ system, changeId, context, operation, request }: ObjectCall) {
    const name = `${system}.${operation}`;
    return { key: callKey(context, name), system, operation: name, changeId, request };
  }

  private append(
    manager: EntityManager,
    changeId: ChangeId,
    kind: string,
    facts: Record<string, unknown>,
  ): Promise<void> {
    return this.ledger.append(manager, { changeId, kind, actor: SYSTEM_ACTOR, facts });
  }
}
