import { Injectable } from '@nestjs/common';
import type { ChangeEventData } from '../contracts/event-data.js';
import { EVENT_TYPES } from '../domain/events.js';
import { PersonDirectory } from '../identities/person-directory.js';
import type { ChangeRequestEntity } from '../persistence/entities/change-request.entity.js';
import type { Announcement } from './announcement.js';
import { MessageComposer, type ChangeOutcome } from './message-composer.js';
import { urgencyOf } from './routing-table.js';

const outcomes = new Map<string, ChangeOutcome>([
  [EVENT_TYPES.changeImplemented, 'implemented'],
  [EVENT_TYPES.changeRejected, 'rejected'],
  [EVENT_TYPES.changeFailed, 'failed'],
  [EVENT_TYPES.changeWithdrawn, 'withdrawn'],
]);

export const OUTCOME_TYPES: readonly string[] = [...outcomes.keys()];

/** Requesters are told how their changes ended. */
@Injectable()
export class ChangeAnnouncements {
  constructor(
    private readonly people: PersonDirectory,
    private readonly composer: MessageComposer,
  ) {}

  async of(type: string, data: ChangeEventData, change: ChangeRequestEntity): Promise<Announcement[]> {
    const outcome = outcomes.get(type);
    const requester = await this.people.get(data.requester);
    if (outcome === undefined || requester === null) return [];
    return [
      {
        cause: `${data.changeId}:outcome`,
        changeId: data.changeId,
        approvalId: null,
        routing: { reason: 'outcome', urgency: urgencyOf(change.content.riskClass, 'outcome'), domain: null },
        audience: [requester],
        compose: () => this.composer.outcome(change, outcome, data.reason),
      },
    ];
  }
}
