import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ChangeQueries } from '../changes/change-queries.js';
import type { OwningSystemId } from '../domain/change.js';
import { NotFoundError } from '../domain/errors.js';
import type { ApprovalId, ChangeId } from '../domain/ids.js';
import { ApprovalEntity } from '../persistence/entities/approval.entity.js';
import type { Reversal } from '../ports/owning-system.port.js';
import type { CallContext } from './call-context.js';
import { DecisionWriter } from './decision-writer.js';
import { ObjectCalls } from './object-calls.js';
import { OwningObjects } from './owning-objects.js';
import { Registrations } from './registrations.js';
import { stored } from './stored-responses.js';
import { SystemRegistry } from './system-registry.js';

export interface Registration {
  readonly owningSystem: OwningSystemId;
  readonly objectId: string;
  readonly number: string;
}

/**
 * What the flow's steps do in owning systems. Every method may be repeated with the same call context: what succeeded
 * is not done again, and what was interrupted is found by reading the system first. Each write is in the ledger, once.
 */
@Injectable()
export class OwningSystems {
  constructor(
    private readonly database: DataSource,
    private readonly systems: SystemRegistry,
    private readonly registrations: Registrations,
    private readonly decisions: DecisionWriter,
    private readonly objectCalls: ObjectCalls,
    private readonly objects: OwningObjects,
    private readonly changes: ChangeQueries,
  ) {}

  /**
   * Finds or creates the change's object in each system.
   * @param systems one entry per required approval: what is named twice is approved there with the second approval
   */
  async register(changeId: ChangeId, systems: readonly OwningSystemId[], call: CallContext): Promise<Registration[]> {
    const change = await this.changes.snapshot(changeId);
    const distinct = [...new Set(systems)].sort();
    return allOrFirstFailure(
      distinct.map(async (system) => {
        const approvals = systems.filter((each) => each === system).length;
        const { objectId, number } = await this.registrations.register(system, change, approvals, call);
        return { owningSystem: system, objectId, number };
      }),
    );
  }

  /** Takes the change back in every system that has an object of it. All are tried before the first failure is thrown. */
  async unregister(changeId: ChangeId, call: CallContext, reason = `${changeId} does not go on.`): Promise<void> {
    await this.registrations.findLost(changeId);
    const objects = await this.objects.allOf(changeId);
    await allOrFirstFailure(
      objects.map(({ system, objectId }) => this.registrations.revert(system, changeId, objectId, reason, call)),
    );
  }

  /** Puts the change in front of the system's own approvers and links the approval to the object. */
  async raiseApproval(approvalId: ApprovalId, context: CallContext): Promise<void> {
    const approval = await this.database.getRepository(ApprovalEntity).findOneBy({ id: approvalId });
    if (approval === null) throw new NotFoundError('approval', approvalId);
    if (approval.state !== 'open') return;
    const { changeId, owningSystem: system } = approval;
    const change = await this.changes.snapshot(changeId);
    const objectId = await this.registrations.objectId(system, change, context);
    await this.objectCalls.object(
      { system, changeId, context, operation: 'raise-approval', request: { approvalId } },
      'owning-system.approval-raised',
      async () => stored(await this.systems.get(system).raiseApproval(change, objectId)),
      async (manager, { objectId, number, url }) => {
        await manager.update(ApprovalEntity, { id: approvalId }, { objectId, objectNumber: number, objectUrl: url });
      },
    );
  }

  /** Writes a decision that was taken through another door to the system, and reads it back. */
  writeBack(approvalId: ApprovalId, context: CallContext): Promise<void> {
    return this.decisions.writeBack(approvalId, context);
  }

  /** The step of implement-change in one system. Errors: BusinessError SYSTEM_REFUSED. */
  async implement(system: OwningSystemId, changeId: ChangeId, context: CallContext): Promise<void> {
    const change = await this.changes.snapshot(changeId);
    const objectId = await this.registrations.objectId(system, change, context);
    await this.objectCalls.object(
      { system, changeId, context, operation: 'implement', request: {} },
      'owning-system.implemented',
      async () => stored(await this.systems.get(system).implementChange(change, objectId)),
    );
  }

  /** Takes the step of `implement` back. A change that has no object there was not implemented there. */
  async revertImplementation(
    system: OwningSystemId,
    changeId: ChangeId,
    context: CallContext,
    reason = `The implementation of ${changeId} failed in another system.`,
  ): Promise<Reversal> {
    const change = await this.changes.snapshot(changeId);
    const known = await this.objects.of(changeId, system);
    if (known === null) return { undone: true, how: `${changeId} has no object in ${system}.` };
    const { objectId } = known;
    return this.objectCalls.reversal(
      { system, changeId, context, operation: 'revert-implementation', request: { objectId } },
      () => this.systems.get(system).revertImplementation(change, objectId, reason),
    );
  }
}

/** Lets every one finish, so that a retry has less to do, and then fails with the first failure. */
async function allOrFirstFailure<Result>(running: readonly Promise<Result>[]): Promise<Result[]> {
  const results = await Promise.allSettled(running);
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}
