import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EVENT_TYPES } from '../domain/events.js';
import type { ChangeId } from '../domain/ids.js';
import { LedgerWriter } from '../ledger/ledger-writer.js';
import { ApprovalEntity } from '../persistence/entities/approval.entity.js';
import { Outbox } from '../persistence/outbox.js';
import { Clock } from '../ports/clock.port.js';
import { approvalEvent } from './approval-events.js';

/** Ends approvals that nobody needs to decide any more, because their change ended. */
@Injectable()
export class OpenApprovals {
  constructor(
    private readonly ledger: LedgerWriter,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Inside the caller's transaction. Approvals that were decided meanwhile stay as they are. */
  async withdrawAll(manager: EntityManager, changeId: ChangeId, actor: string, reason: string): Promise<void> {
    const open = await manager.find(ApprovalEntity, {
      where: { changeId, state: 'open' },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    for (const approval of open) {
      approval.state = 'withdrawn';
      approval.closedAt = this.clock.now();
      await manager.save(approval);
      await this.ledger.append(manager, {
        changeId,
        kind: 'approval.withdrawn',
        actor,
        facts: { approvalId: approval.id, domain: approval.domain, reason },
      });
      await this.outbox.publishToBus(manager, approvalEvent(EVENT_TYPES.approvalWithdrawn, approval));
    }
  }
}
