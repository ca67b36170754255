import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../domain/actor.js';
import { mayBecome } from '../domain/change.js';
import { ConflictError, ForbiddenError } from '../domain/errors.js';
import { EVENT_TYPES } from '../domain/events.js';
import type { ChangeId } from '../domain/ids.js';
import { LedgerWriter } from '../ledger/ledger-writer.js';
import { Outbox } from '../persistence/outbox.js';
import { Clock } from '../ports/clock.port.js';
import { OpenApprovals } from '../approvals/open-approvals.js';
import { changeEvent } from './change-events.js';
import { lockChange } from './change-submission.js';
import { requireVisible } from './draft-privacy.js';

const WITHDRAWN_TTL_MS = 24 * 3_600_000;

/** The requester takes his change back while it is a draft or in review. */
@Injectable()
export class ChangeWithdrawal {
  constructor(
    private readonly database: DataSource,
    private readonly ledger: LedgerWriter,
    private readonly outbox: Outbox,
    private readonly openApprovals: OpenApprovals,
    private readonly clock: Clock,
  ) {}

  async withdraw(id: ChangeId, actor: Actor, reason: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const change = await lockChange(manager, id);
      requireVisible(change, actor.personId);
      if (change.requester !== actor.personId) {
        throw new ForbiddenError('NOT_REQUESTER', 'Only the requester can withdraw his change.');
      }
      if (!mayBecome(change.state, 'withdrawn')) {
        throw new ConflictError('CANNOT_WITHDRAW', `${id} is ${change.state} and can no longer be withdrawn.`);
      }
      const wasRunning = change.state === 'in_review';
      change.state = 'withdrawn';
      change.outcomeReason = reason;
      change.closedAt = this.clock.now();
      await manager.save(change);
      await this.openApprovals.withdrawAll(manager, id, actor.personId, `The requester withdrew the change: ${reason}`);
      await this.ledger.append(manager, {
        changeId: id,
        kind: 'change.withdrawn',
        actor: actor.personId,
        via: actor.via,
        facts: { reason },
      });
      if (!wasRunning) return;
      await this.outbox.publishToEngine(manager, {
        name: 'change-withdrawn',
        correlationKey: id,
        messageId: id,
        variables: { withdrawalReason: reason },
        timeToLiveMs: WITHDRAWN_TTL_MS,
      });
      await this.outbox.publishToBus(manager, changeEvent(EVENT_TYPES.changeWithdrawn, change, reason));
    });
  }
}
