import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ChangeQueries } from '../changes/change-queries.js';
import { isFinal, type ChangeSnapshot, type OwningSystemId } from '../domain/change.js';
import { TransientError } from '../domain/errors.js';
import type { ChangeId } from '../domain/ids.js';
import { ChangeRequestEntity } from '../persistence/entities/change-request.entity.js';
import type { Reversal } from '../ports/owning-system.port.js';
import type { CallContext } from './call-context.js';
import { IntegrationCalls } from './integration-calls.js';
import { ObjectCalls } from './object-calls.js';
import { OwningObjects } from './owning-objects.js';
import { stored, type StoredObject } from './stored-responses.js';
import { SystemRegistry } from './system-registry.js';

/** Which object stands for a change in a system, and how it is taken back. */
@Injectable()
export class Registrations {
  constructor(
    private readonly database: DataSource,
    private readonly systems: SystemRegistry,
    private readonly calls: IntegrationCalls,
    private readonly objectCalls: ObjectCalls,
    private readonly objects: OwningObjects,
    private readonly changes: ChangeQueries,
  ) {}

  /** @param approvals how many approvals the rules ask for in this system; 0 when the object is needed for another reason */
  async register(
    system: OwningSystemId,
    change: ChangeSnapshot,
    approvals: number,
    context: CallContext,
  ): Promise<StoredObject> {
    const request = { approvals, contentDigest: change.contentDigest };
    const object = await this.objectCalls.object(
      { system, changeId: change.id, context, operation: 'register', request },
      'owning-system.registered',
      async () => ({ ...stored(await this.systems.get(system).registerChange(change)), approvals }),
    );
    // The change was withdrawn while its object was created: who took it back may not have seen this one.
    if (await this.hasEnded(change.id)) {
      await this.revert(system, change.id, object.objectId, `${change.id} has ended.`, context);
    }
    return object;
  }

  /** The object's id, of an object that is registered now if none is known. */
  async objectId(system: OwningSystemId, change: ChangeSnapshot, context: CallContext): Promise<string> {
    const known = await this.objects.of(change.id, system);
    return known?.objectId ?? (await this.register(system, change, 0, context)).objectId;
  }

  revert(
    system: OwningSystemId,
    changeId: ChangeId,
    objectId: string,
    reason: string,
    context: CallContext,
  ): Promise<Reversal> {
    return this.objectCalls.reversal(
      { system, changeId, context, operation: 'unregister', request: { objectId } },
      () => this.systems.get(system).revertRegistration(objectId, reason),
    );
  }

  /** Finds objects whose registration was cut off before we learned of them. */
  async findLost(changeId: ChangeId): Promise<void> {
    const unfinished = await this.calls.unfinished(changeId, 'register');
    if (unfinished.length === 0) return;
    const change = await this.changes.snapshot(changeId);
    for (const call of unfinished) {
      const system = this.systems.ids.find((id) => id === call.system);
      if (system === undefined || (await this.objects.of(changeId, system)) !== null) continue;
      if (call.running) {
        throw new TransientError('CALL_IN_PROGRESS', `${changeId} is being registered in ${system} right now.`, {
          retryAfterMs: 5_000,
        });
      }
      const found = await this.systems.get(system).findObject(change);
      if (found !== null) await this.objects.remember(changeId, system, found);
    }
  }

  private async hasEnded(id: ChangeId): Promise<boolean> {
    const { state } = await this.database.getRepository(ChangeRequestEntity).findOneByOrFail({ id });
    return isFinal(state);
  }
}
