import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../domain/actor.js';
import { refusalOf, type Decision, type Verdict } from '../domain/approval.js';
import { AlreadyDecidedError, BusinessError, ConflictError, ForbiddenError, NotFoundError } from '../domain/errors.js';
import { EVENT_TYPES } from '../domain/events.js';
import type { ApprovalId } from '../domain/ids.js';
import { LedgerWriter } from '../ledger/ledger-writer.js';
import { ApprovalEntity } from '../persistence/entities/approval.entity.js';
import { ChangeRequestEntity } from '../persistence/entities/change-request.entity.js';
import { Outbox } from '../persistence/outbox.js';
import { Clock } from '../ports/clock.port.js';
import { approvalEvent } from './approval-events.js';
import { decisionOf } from './decision-of.js';

/** A decision may come before the engine has opened its subscription, so the message waits for it. */
const DECIDED_TTL_MS = 12 * 3_600_000;

export interface DecideApprovalCommand {
  readonly approvalId: ApprovalId;
  readonly verdict: Verdict;
  /** Required for a rejection. */
  readonly comment: string;
  /** Digest of the content that the actor saw; refused when the change has another one. */
  readonly contentDigest?: string | undefined;
  readonly actor: Actor;
}

/**
 * The only way to a decision: every door calls it, and PostgreSQL arbitrates. One transaction locks the approval,
 * checks the actor's right, records the decision, appends to the ledger and writes the outbox.
 *
 * Errors: NotFoundError; AlreadyDecidedError (with who, when and where); ForbiddenError OWN_CHANGE or NOT_ELIGIBLE;
 * ConflictError APPROVAL_CLOSED or CONTENT_CHANGED; BusinessError REASON_REQUIRED.
 * A refused attempt is in the ledger too.
 */
@Injectable()
export class DecideApproval {
  constructor(
    private readonly database: DataSource,
    private readonly ledger: LedgerWriter,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async decide(command: DecideApprovalCommand): Promise<Decision> {
    const result = await this.database.transaction((manager) => this.decideOrRefuse(manager, command));
    // Thrown after the commit: the refusal's ledger entry must outlive it.
    if (result instanceof BusinessError) throw result;
    return result;
  }

  private async decideOrRefuse(
    manager: EntityManager,
    command: DecideApprovalCommand,
  ): Promise<Decision | BusinessError> {
    const approval = await manager.findOne(ApprovalEntity, {
      where: { id: command.approvalId },
      lock: { mode: 'pessimistic_write' },
    });
    if (approval === null) return new NotFoundError('approval', command.approvalId);
    const change = await manager.findOneByOrFail(ChangeRequestEntity, { id: approval.changeId });

    const refusal = this.refuse(approval, change, command);
    if (refusal !== undefined) {
      await this.recordRefusal(manager, approval, command, refusal);
      return refusal;
    }
    return this.record(manager, approval, change, command);
  }

  private refuse(
    approval: ApprovalEntity,
    change: ChangeRequestEntity,
    command: DecideApprovalCommand,
  ): BusinessError | undefined {
    // Rights come first: who may not decide learns nothing about the decision and cannot race for it.
    const forbidden = refusalOf(approval, change.requester, command.actor);
    if (forbidden !== undefined) return new ForbiddenError(forbidden.code, forbidden.reason);
    const earlier = decisionOf(approval);
    if (earlier !== null) {
      const { verdict, by, byName, via, at } = earlier;
      return new AlreadyDecidedError(`${byName} already ${verdict} this via ${via} at ${at.toISOString()}.`, {
        verdict,
        by,
        byName,
        via,
        at: at.toISOString(),
      });
    }
    if (approval.state !== 'open')
      return new ConflictError('APPROVAL_CLOSED', `${approval.id} was withdrawn; there is nothing to decide.`);
    if (command.contentDigest !== undefined && command.contentDigest !== change.contentDigest) {
      return new ConflictError(
        'CONTENT_CHANGED',
        'The change is not the one that was shown. Read it again before you decide.',
      );
    }
    if (command.verdict === 'rejected' && command.comment.trim() === '') {
      return new BusinessError('REASON_REQUIRED', 'A rejection needs a reason.');
    }
    return undefined;
  }

  private async record(
    manager: EntityManager,
    approval: ApprovalEntity,
    change: ChangeRequestEntity,
    { verdict, comment, actor }: DecideApprovalCommand,
  ): Promise<Decision> {
    const at = this.clock.now();
    Object.assign(approval, {
      state: verdict,
      verdict,
      decidedBy: actor.personId,
      decidedByName: actor.name,
      decidedVia: actor.via,
      decidedAt: at,
      closedAt: at,
      comment,
      contentDigest: change.contentDigest,
    });
    await manager.save(approval);
    await this.ledger.append(manager, {
      changeId: approval.changeId,
      kind: 'approval.decided',
      actor: actor.personId,
      via: actor.via,
      facts: {
        approvalId: approval.id,
        domain: approval.domain,
        owningSystem: approval.owningSystem,
        verdict,
        comment,
        actorName: actor.name,
        contentDigest: change.contentDigest,
        rule: {
          table: 'selectApprovals',
          version: approval.tableVersion,
          number: approval.ruleNumber,
          id: approval.ruleId,
        },
      },
    });
    await this.outbox.publishToEngine(manager, {
      name: 'approval-decided',
      correlationKey: approval.id,
      messageId: approval.id,
      variables: {},
      timeToLiveMs: DECIDED_TTL_MS,
    });
    await this.outbox.publishToBus(manager, approvalEvent(EVENT_TYPES.approvalDecided, approval));
    return {
      verdict,
      by: actor.personId,
      byName: actor.name,
      via: actor.via,
      at,
      comment,
      contentDigest: change.contentDigest,
    };
  }

  private async recordRefusal(
    manager: EntityManager,
    approval: ApprovalEntity,
    command: DecideApprovalCommand,
    refusal: BusinessError,
  ) {
    await this.ledger.append(manager, {
      changeId: approval.changeId,
      kind: 'approval.decision-refused',
      actor: command.actor.personId,
      via: command.actor.via,
      facts: { approvalId: approval.id, verdict: command.verdict, code: refusal.code, reason: refusal.message },
    });
  }
}
