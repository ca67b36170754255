import type { ChangeEventData } from '../contracts/event-data.js';
import type { EventType } from '../domain/events.js';
import type { ChangeRequestEntity } from '../persistence/entities/change-request.entity.js';
import type { OutboxEvent } from '../persistence/outbox.js';

/** The public event of a change's new state. One event per type and change: a repeated step publishes nothing new. */
export function changeEvent(type: EventType, change: ChangeRequestEntity, reason: string | null = null): OutboxEvent {
  const data: ChangeEventData = {
    changeId: change.id,
    type: change.type,
    title: change.title,
    requester: change.requester,
    reason,
  };
  return { type, subject: change.id, data, id: `${type}:${change.id}` };
}
