import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { decisionOf } from '../approvals/decision-of.js';
import { ChangeQueries } from '../changes/change-queries.js';
import { SYSTEM_ACTOR } from '../domain/actor.js';
import type { Decision } from '../domain/approval.js';
import { NotFoundError, PermanentError } from '../domain/errors.js';
import type { ApprovalId } from '../domain/ids.js';
import { PersonDirectory } from '../identities/person-directory.js';
import { LedgerWriter } from '../ledger/ledger-writer.js';
import { ApprovalEntity } from '../persistence/entities/approval.entity.js';
import { Clock } from '../ports/clock.port.js';
import type { DecisionToWrite } from '../ports/owning-system.port.js';
import { callKey, type CallContext } from './call-context.js';
import { IntegrationCalls } from './integration-calls.js';
import { OwningObjects } from './owning-objects.js';
import { Registrations } from './registrations.js';
import { stored, storedDecisionSchema, type StoredDecision } from './stored-responses.js';
import { SystemRegistry } from './system-registry.js';

/**
 * Writes decisions to the system that owns the approval. An object that several of our approvals share
 * (procurement and finance decide about one purchase order) is approved there with the last of them; a rejection at once.
 */
@Injectable()
export class DecisionWriter {
  constructor(
    private readonly database: DataSource,
    private readonly systems: SystemRegistry,
    private readonly calls: IntegrationCalls,
    private readonly registrations: Registrations,
    private readonly objects: OwningObjects,
    private readonly changes: ChangeQueries,
    private readonly people: PersonDirectory,
    private readonly ledger: LedgerWriter,
    private readonly clock: Clock,
  ) {}

  async writeBack(approvalId: ApprovalId, context: CallContext): Promise<void> {
    const approval = await this.read(approvalId);
    const decision = decisionOf(approval);
    // Withdrawn approvals are taken back with their change; decisions of the system itself are there already.
    if (decision === null || decision.via === 'owning-system') return;
    const { changeId, owningSystem: system } = approval;
    const operation = `${system}.write-decision`;
    await this.calls.run(
      {
        key: callKey(context, operation),
        system,
        operation,
        changeId,
        request: { approvalId, verdict: decision.verdict },
        response: storedDecisionSchema,
      },
      () => this.write(approval, decision, context),
      (manager, written) => this.record(manager, approval, decision, written),
    );
  }

  private async write(approval: ApprovalEntity, decision: Decision, context: CallContext): Promise<StoredDecision> {
    const waitingFor = decision.verdict === 'approved' ? await this.othersMissing(approval) : 0;
    if (waitingFor > 0) {
      const note = `The object waits for ${waitingFor} more of our approvals; it is approved with the last one.`;
      return { outcome: 'held', capability: null, alreadyThere: false, object: null, note };
    }
    const change = await this.changes.snapshot(approval.changeId);
    const objectId = await this.registrations.objectId(approval.owningSystem, change, context);
    const email = (await this.people.get(decision.by))?.email ?? null;
    return this.writeTo(approval, objectId, {
      verdict: decision.verdict,
      byName: decision.byName,
      byEmail: email,
      comment: decision.comment,
      approvalId: approval.id,
    });
  }

  private async writeTo(
    approval: ApprovalEntity,
    objectId: string,
    decision: DecisionToWrite,
  ): Promise<StoredDecision> {
    try {
      const { object, capability, alreadyThere } = await this.systems
        .get(approval.owningSystem)
        .writeDecision(objectId, decision);
      return { outcome: 'written', capability, alreadyThere, object: stored(object), note: null };
    } catch (error) {
      const disagrees = error instanceof PermanentError && error.code === 'SYSTEM_DISAGREES';
      if (!disagrees || decision.verdict !== 'rejected') throw error;
      // The system has approved what was rejected here. The rejection makes the flow take the change back there,
      // so stopping with an incident would only delay that.
      return { outcome: 'differs', capability: null, alreadyThere: false, object: null, note: error.message };
    }
  }

  private async record(
    manager: EntityManager,
    approval: ApprovalEntity,
    decision: Decision,
    written: StoredDecision,
  ): Promise<void> {
    const { changeId, owningSystem: system } = approval;
    if (written.object !== null) {
      await this.objects.save(manager, changeId, system, written.object);
      await manager.update(ApprovalEntity, { id: approval.id }, { writtenBackAt: this.clock.now() });
    }
    const { outcome, object, ...how } = written;
    await this.ledger.append(manager, {
      changeId,
      kind: `owning-system.decision-${outcome}`,
      actor: SYSTEM_ACTOR,
      facts: { system, approvalId: approval.id, verdict: decision.verdict, ...how, ...(object ?? {}) },
    });
  }

  /** Approvals of the same object that are still to come: those that are open, and those of later stages. */
  private async othersMissing(approval: ApprovalEntity): Promise<number> {
    const { changeId, owningSystem } = approval;
    const siblings = await this.database.getRepository(ApprovalEntity).findBy({ changeId, owningSystem });
    const expected = await this.objects.expectedApprovals(changeId, owningSystem);
    const given = siblings.filter(({ state }) => state === 'approved').length;
    const known = siblings.filter(({ state }) => state !== 'withdrawn').length;
    return Math.max(expected, known) - given;
  }

  private async read(id: ApprovalId): Promise<ApprovalEntity> {
    const approval = await this.database.getRepository(ApprovalEntity).findOneBy({ id });
    if (approval === null) throw new NotFoundError('approval', id);
    return approval;
  }
}
