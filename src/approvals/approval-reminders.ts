import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SYSTEM_ACTOR } from '../domain/actor.js';
import { NotFoundError } from '../domain/errors.js';
import { EVENT_TYPES } from '../domain/events.js';
import { changeIdOfApproval, type ApprovalId } from '../domain/ids.js';
import { LedgerWriter } from '../ledger/ledger-writer.js';
import { ApprovalEntity } from '../persistence/entities/approval.entity.js';
import { Outbox } from '../persistence/outbox.js';
import { approvalEvent } from './approval-events.js';

/** What the timers of the approval flow do. `occasion` (the job's key) makes a repeated job harmless. */
@Injectable()
export class ApprovalReminders {
  constructor(
    private readonly database: DataSource,
    private readonly ledger: LedgerWriter,
    private readonly outbox: Outbox,
  ) {}

  async remind(id: ApprovalId, occasion: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const approval = await lockApproval(manager, id);
      if (approval.state !== 'open') return;
      if (await isRecorded(manager, 'approval.reminded', id, occasion)) return;
      await this.ledger.append(manager, {
        changeId: approval.changeId,
        kind: 'approval.reminded',
        actor: SYSTEM_ACTOR,
        facts: { approvalId: id, accountable: approval.accountable, occasion },
      });
      await this.outbox.publishToBus(manager, approvalEvent(EVENT_TYPES.approvalReminded, approval, occasion));
    });
  }

  /** Returns the level that is reached. */
  async escalate(id: ApprovalId, occasion: string): Promise<number> {
    return this.database.transaction(async (manager) => {
      const approval = await lockApproval(manager, id);
      if (approval.state !== 'open') return approval.escalationLevel;
      if (await isRecorded(manager, 'approval.escalated', id, occasion)) return approval.escalationLevel;
      approval.escalationLevel += 1;
      await manager.save(approval);
      await this.ledger.append(manager, {
        changeId: approval.changeId,
        kind: 'approval.escalated',
        actor: SYSTEM_ACTOR,
        facts: {
          approvalId: id,
          level: approval.escalationLevel,
          escalateTo: approval.escalateTo,
          unansweredBy: approval.accountable,
          openedAt: approval.openedAt.toISOString(),
          dueAt: approval.dueAt.toISOString(),
          occasion,
        },
      });
      await this.outbox.publishToBus(manager, approvalEvent(EVENT_TYPES.approvalEscalated, approval, occasion));
      return approval.escalationLevel;
    });
  }
}

async function lockApproval(manager: EntityManager, id: ApprovalId): Promise<ApprovalEntity> {
  const approval = await manager.findOne(ApprovalEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (approval === null) throw new NotFoundError('approval', id);
  return approval;
}

/** The ledger remembers every occasion; delivered outbox rows are gone. */
async function isRecorded(manager: EntityManager, kind: string, id: ApprovalId, occasion: string): Promise<boolean> {
  const rows: unknown[] = await manager.query(
    `select 1 from ledger_entry where change_id = $1 and kind = $2 and facts->>'approvalId' = $3 and facts->>'occasion' = $4`,
    [changeIdOfApproval(id), kind, id, occasion],
  );
  return rows.length > 0;
}
