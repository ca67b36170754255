import { Injectable } from '@nestjs/common';
import type { ApprovalEventData } from '../contracts/event-data.js';
import { EVENT_TYPES } from '../domain/events.js';
import type { Person } from '../identities/person-directory.js';
import { PersonDirectory } from '../identities/person-directory.js';
import type { Announcement } from './announcement.js';
import { MessageComposer, type ApprovalCase } from './message-composer.js';
import { urgencyOf, type Reason } from './routing-table.js';

interface ApprovalOccasion {
  readonly type: string;
  readonly eventId: string;
  readonly data: ApprovalEventData;
  readonly about: ApprovalCase;
}

/** Who is told what about an approval. Requesters are never asked to decide; they are told how it went. */
@Injectable()
export class ApprovalAnnouncements {
  constructor(
    private readonly people: PersonDirectory,
    private readonly composer: MessageComposer,
  ) {}

  async of(occasion: ApprovalOccasion): Promise<Announcement[]> {
    const { data, about } = occasion;
    switch (occasion.type) {
      case EVENT_TYPES.approvalOpened:
        return this.opened(occasion);
      case EVENT_TYPES.approvalReminded: {
        const groups = data.escalationLevel > 0 ? [data.accountable, data.escalateTo] : [data.accountable];
        return [
          announce(occasion, 'reminder', occasion.eventId, await this.deciders(groups, about), (person) =>
            this.composer.reminder(about, person.id),
          ),
        ];
      }
      case EVENT_TYPES.approvalEscalated: {
        const cause = `${data.approvalId}:escalation:${data.escalationLevel}`;
        return [
          announce(occasion, 'escalation', cause, await this.deciders([data.escalateTo], about), (person) =>
            this.composer.escalation(about, person.id),
          ),
        ];
      }
      case EVENT_TYPES.approvalDecided:
        return this.decided(occasion);
      default:
        return [];
    }
  }

  private async opened(occasion: ApprovalOccasion): Promise<Announcement[]> {
    const { data, about } = occasion;
    const deciders = await this.deciders([data.accountable], about);
    const followers = without(await this.people.membersOf([...data.consulted, ...data.informed]), [
      ...deciders.map((person) => person.id),
      about.change.requester,
    ]);
    return [
      announce(occasion, 'decide', `${data.approvalId}:decide:0`, deciders, (person) =>
        this.composer.decide(about, person.id),
      ),
      announce(occasion, 'informed', `${data.approvalId}:informed`, followers, () => this.composer.informed(about)),
    ];
  }

  private async decided(occasion: ApprovalOccasion): Promise<Announcement[]> {
    const { data, about } = occasion;
    const requester = await this.people.get(about.change.requester);
    const followers = await this.people.membersOf([...data.consulted, ...data.informed]);
    const told = new Map(
      [...followers, ...(requester === null ? [] : [requester])].map((person) => [person.id, person]),
    );
    // Who decided knows it.
    const audience = without([...told.values()], data.decision === null ? [] : [data.decision.by]);
    return [announce(occasion, 'decided', `${data.approvalId}:decided`, audience, () => this.composer.decided(about))];
  }

  private async deciders(groups: readonly string[], about: ApprovalCase): Promise<Person[]> {
    return without(await this.people.membersOf(groups), [about.change.requester]);
  }
}

const without = (people: readonly Person[], ids: readonly string[]): Person[] =>
  people.filter((person) => !ids.includes(person.id));

function announce(
  { about, data }: ApprovalOccasion,
  reason: Reason,
  cause: string,
  audience: readonly Person[],
  compose: Announcement['compose'],
): Announcement {
  const urgency = urgencyOf(about.change.content.riskClass, reason);
  return {
    cause,
    changeId: data.changeId,
    approvalId: data.approvalId,
    routing: { reason, urgency, domain: data.domain },
    audience,
    compose,
  };
}
