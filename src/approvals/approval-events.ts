import type { ApprovalEventData } from '../contracts/event-data.js';
import type { EventType } from '../domain/events.js';
import type { ApprovalEntity } from '../persistence/entities/approval.entity.js';
import type { OutboxEvent } from '../persistence/outbox.js';
import { decisionJsonOf } from './decision-of.js';

/** The public event of an approval. `occasion` tells repeats of one type apart (the second reminder, the next level). */
export function approvalEvent(type: EventType, approval: ApprovalEntity, occasion = ''): OutboxEvent {
  const data: ApprovalEventData = {
    approvalId: approval.id,
    changeId: approval.changeId,
    domain: approval.domain,
    stage: approval.stage,
    owningSystem: approval.owningSystem,
    accountable: approval.accountable,
    consulted: approval.consulted,
    informed: approval.informed,
    escalateTo: approval.escalateTo,
    escalationLevel: approval.escalationLevel,
    openedAt: approval.openedAt.toISOString(),
    dueAt: approval.dueAt.toISOString(),
    decision: decisionJsonOf(approval),
  };
  return {
    type,
    subject: approval.changeId,
    data,
    id: `${type}:${approval.id}${occasion === '' ? '' : `:${occasion}`}`,
  };
}
