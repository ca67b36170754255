import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { changeContentSchema, type changeFactsSchema } from '../contracts/values.js';
import { isFinal, mayBecome, type ChangeState } from '../domain/change.js';
import { SYSTEM_ACTOR } from '../domain/actor.js';
import { BusinessError, ConflictError } from '../domain/errors.js';
import { EVENT_TYPES, type EventType } from '../domain/events.js';
import type { ChangeId } from '../domain/ids.js';
import { OpenApprovals } from '../approvals/open-approvals.js';
import { digestOf } from '../ledger/entry-hash.js';
import { LedgerWriter } from '../ledger/ledger-writer.js';
import type { ChangeRequestEntity } from '../persistence/entities/change-request.entity.js';
import { Outbox } from '../persistence/outbox.js';
import { Clock } from '../ports/clock.port.js';
import { changeEvent } from './change-events.js';
import { lockChange } from './change-submission.js';

export type ChangeFacts = z.infer<typeof changeFactsSchema>;
export type ChangeOutcome = Extract<ChangeState, 'implemented' | 'rejected' | 'withdrawn' | 'failed'>;

const outcomeEvents: Readonly<Record<ChangeOutcome, EventType>> = {
  implemented: EVENT_TYPES.changeImplemented,
  rejected: EVENT_TYPES.changeRejected,
  withdrawn: EVENT_TYPES.changeWithdrawn,
  failed: EVENT_TYPES.changeFailed,
};

/** The steps of the change-request flow. The engine may repeat each of them, so each finds out first whether it was done. */
@Injectable()
export class ChangeReview {
  constructor(
    private readonly database: DataSource,
    private readonly ledger: LedgerWriter,
    private readonly outbox: Outbox,
    private readonly openApprovals: OpenApprovals,
    private readonly clock: Clock,
  ) {}

  /**
   * Claims the process instance for the change and returns what the rules decide on.
   * Errors: BusinessError CHANGE_INVALID (unreadable or altered content, already ended, another instance runs it).
   */
  async validate(
    changeId: ChangeId,
    processInstanceKey: string,
  ): Promise<{ facts: ChangeFacts; purchaseNeeded: boolean }> {
    return this.database.transaction(async (manager) => {
      const change = await lockChange(manager, changeId);
      const problem = problemOf(change, processInstanceKey);
      if (problem !== undefined) throw new BusinessError('CHANGE_INVALID', problem);
      if (change.processInstanceKey === null) {
        change.processInstanceKey = processInstanceKey;
        await manager.save(change);
        await this.appendStep(manager, changeId, 'change.validated', { processInstanceKey });
      }
      const { type, site, costImpact, riskClass, hasSupplierImpact } = change.content;
      return {
        facts: { changeType: type, site, costImpact, riskClass, hasSupplierImpact },
        purchaseNeeded: costImpact > 0,
      };
    });
  }

  /** Errors: BusinessError CHANGE_WITHDRAWN. */
  async approve(changeId: ChangeId): Promise<void> {
    await this.database.transaction(async (manager) => {
      const change = await lockChange(manager, changeId);
      if (change.state === 'withdrawn') throw new BusinessError('CHANGE_WITHDRAWN', `${changeId} was withdrawn.`);
      if (change.state !== 'in_review') return;
      change.state = 'approved';
      await manager.save(change);
      await this.appendStep(manager, changeId, 'change.approved', {});
      await this.outbox.publishToBus(manager, changeEvent(EVENT_TYPES.changeApproved, change));
    });
  }

  async beginImplementation(changeId: ChangeId): Promise<void> {
    await this.database.transaction(async (manager) => {
      const change = await lockChange(manager, changeId);
      if (change.state !== 'approved') return;
      change.state = 'implementing';
      await manager.save(change);
      await this.appendStep(manager, changeId, 'change.implementation-begun', {});
    });
  }

  /** Ends the change. One that has already ended keeps its outcome; what is still open of it is withdrawn in any case. */
  async conclude(changeId: ChangeId, outcome: ChangeOutcome, reason: string | null): Promise<void> {
    await this.database.transaction(async (manager) => {
      const change = await lockChange(manager, changeId);
      await this.openApprovals.withdrawAll(manager, changeId, SYSTEM_ACTOR, reason ?? `The change is ${outcome}.`);
      if (isFinal(change.state)) return;
      if (!mayBecome(change.state, outcome)) {
        throw new ConflictError('WRONG_STATE', `${changeId} is ${change.state} and cannot become ${outcome}.`);
      }
      change.state = outcome;
      change.outcomeReason = reason;
      change.closedAt = this.clock.now();
      await manager.save(change);
      await this.appendStep(manager, changeId, `change.${outcome}`, { reason });
      await this.outbox.publishToBus(manager, changeEvent(outcomeEvents[outcome], change, reason));
    });
  }

  private appendStep(
    manager: Parameters<LedgerWriter['append']>[0],
    changeId: ChangeId,
    kind: string,
    facts: Record<string, unknown>,
  ) {
    return this.ledger.append(manager, { changeId, kind, actor: SYSTEM_ACTOR, facts });
  }
}

function problemOf(change: ChangeRequestEntity, processInstanceKey: string): string | undefined {
  if (change.processInstanceKey !== null && change.processInstanceKey !== processInstanceKey) {
    return `${change.id} is already handled by process instance ${change.processInstanceKey}.`;
  }
  if (change.state !== 'in_review') return `${change.id} is ${change.state}, not in review.`;
  if (digestOf(change.content) !== change.contentDigest)
    return `The content of ${change.id} was altered after it was submitted.`;
  const parsed = changeContentSchema.safeParse(change.content);
  return parsed.success
    ? undefined
    : `${change.id} is not complete: ${parsed.error.issues.map((issue) => issue.message).join('; ')}`;
}
