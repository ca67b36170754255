import { Injectable } from '@nestjs/common';
import type { PersonId } from '../domain/ids.js';
import { DeepLinks } from '../links/deep-links.js';
import type { ApprovalEntity } from '../persistence/entities/approval.entity.js';
import type { ChangeRequestEntity } from '../persistence/entities/change-request.entity.js';
import { Clock } from '../ports/clock.port.js';
import type { OutgoingMessage } from '../ports/message-channel.port.js';
import {
  ageText,
  decisionFacts,
  domainNames,
  followerFacts,
  placeOf,
  present,
  shortened,
  subjectOf,
  systemNames,
  timeText,
  type Fact,
} from './message-facts.js';

/** An approval with its change. */
export interface ApprovalCase {
  readonly approval: ApprovalEntity;
  readonly change: ChangeRequestEntity;
}

export type ChangeOutcome = 'implemented' | 'rejected' | 'failed' | 'withdrawn';

/** Writes what people are told, in plain words; how it looks is the channels' business. */
@Injectable()
export class MessageComposer {
  constructor(
    private readonly links: DeepLinks,
    private readonly clock: Clock,
  ) {}

  decide(about: ApprovalCase, to: PersonId): OutgoingMessage {
    const lead = `Your ${domain(about)} decision is asked for by ${timeText(about.approval.dueAt)}.`;
    return this.asking('decide', about, to, lead);
  }

  reminder(about: ApprovalCase, to: PersonId): OutgoingMessage {
    const age = ageText(about.approval.openedAt, this.clock.now());
    const lead = `Reminder: a ${domain(about)} decision has waited for ${age}. It is due ${timeText(about.approval.dueAt)}.`;
    return this.asking('reminder', about, to, lead);
  }

  escalation(about: ApprovalCase, to: PersonId): OutgoingMessage {
    const { approval } = about;
    const lead =
      `Escalated to ${approval.escalateTo}: ${approval.accountable} has not answered for ` +
      `${ageText(approval.openedAt, this.clock.now())}. It was due ${timeText(approval.dueAt)}. You may decide now.`;
    return this.asking('escalation', about, to, lead);
  }

  /** What an earlier request says once the next level was asked as well. */
  escalatedMeanwhile(about: ApprovalCase, to: PersonId): OutgoingMessage {
    const lead = `This ${domain(about)} decision was escalated to ${about.approval.escalateTo}. You can still decide.`;
    return this.asking('decide', about, to, lead);
  }

  informed(about: ApprovalCase): OutgoingMessage {
    const lead = `For your information: ${about.approval.accountable} is asked for a ${domain(about)} decision.`;
    return this.telling('informed', about, lead, followerFacts(about.change));
  }

  decided(about: ApprovalCase): OutgoingMessage {
    return this.telling('decided', about, decisionText(about), [
      ...followerFacts(about.change),
      ...present([['Comment', shortened(about.approval.comment ?? '')]]),
    ]);
  }

  /** What an earlier request says once nothing is left to decide: who, when, where. */
  closed(about: ApprovalCase): OutgoingMessage {
    const { approval, change } = about;
    return this.telling('decided', about, `${decisionText(about)} Nothing is left to decide.`, [
      ...present([['Comment', shortened(approval.comment ?? '')]]),
      ...decisionFacts(approval, change),
    ]);
  }

  outcome(change: ChangeRequestEntity, outcome: ChangeOutcome, reason: string | null): OutgoingMessage {
    return {
      kind: 'outcome',
      changeId: change.id,
      approvalId: null,
      subject: subjectOf(change),
      lead: outcomeTexts[outcome],
      facts: [...present([['Reason', shortened(reason ?? '')]]), ...followerFacts(change)],
      links: [{ label: 'Open the change', url: this.links.forChange(change.id) }],
      decidable: false,
      contentDigest: null,
    };
  }

  private asking(
    kind: OutgoingMessage['kind'],
    { approval, change }: ApprovalCase,
    to: PersonId,
    lead: string,
  ): OutgoingMessage {
    return {
      kind,
      changeId: change.id,
      approvalId: approval.id,
      subject: subjectOf(change),
      lead,
      facts: decisionFacts(approval, change),
      links: [
        { label: 'Open the approval', url: this.links.forApproval(approval.id, to) },
        { label: 'Open in Tasklist', url: this.links.forApproval(approval.id, to, 'tasklist') },
        {
          label: `Open in ${systemNames[approval.owningSystem]}`,
          url: this.links.forApproval(approval.id, to, 'owning-system'),
        },
      ],
      decidable: true,
      contentDigest: change.contentDigest,
    };
  }

  private telling(
    kind: OutgoingMessage['kind'],
    { approval, change }: ApprovalCase,
    lead: string,
    facts: readonly Fact[],
  ): OutgoingMessage {
    return {
      kind,
      changeId: change.id,
      approvalId: approval.id,
      subject: subjectOf(change),
      lead,
      facts,
      links: [{ label: 'Open the change', url: this.links.forChange(change.id) }],
      decidable: false,
      contentDigest: null,
    };
  }
}

const outcomeTexts: Readonly<Record<ChangeOutcome, string>> = {
  implemented: 'Your change is implemented.',
  rejected: 'Your change was rejected.',
  failed: 'Your change could not be implemented; what had been done was undone.',
  withdrawn: 'Your change was withdrawn.',
};

const domain = ({ approval }: ApprovalCase): string => domainNames[approval.domain];

function decisionText({ approval }: ApprovalCase): string {
  const { verdict, decidedByName, decidedVia, decidedAt } = approval;
  if (verdict === null || decidedVia === null || decidedAt === null) {
    return `The ${domainNames[approval.domain]} approval was withdrawn.`;
  }
  const place = placeOf(decidedVia, approval.owningSystem);
  const word = verdict === 'approved' ? 'Approved' : 'Rejected';
  return `${word} by ${decidedByName ?? 'an unnamed person'} on ${timeText(decidedAt)} in ${place} (${domainNames[approval.domain]}).`;
}
