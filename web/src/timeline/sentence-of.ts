import type { TimelineEntry } from '../api/types.ts';
import type { Messages } from '../messages/english.ts';
import { nameOf } from '../messages/names.ts';
import { systemSentenceOf } from './system-sentence-of.ts';

/** A ledger entry as people read it: a sentence, and the words somebody gave as comment or reason. */
export interface TimelineSentence {
  readonly text: string;
  readonly quote: string | undefined;
}

/** Reads a ledger entry. Kinds that this page does not know yet are shown under their own name. */
export function sentenceOf({ kind, facts }: TimelineEntry, { terms, timeline }: Messages): TimelineSentence {
  const fact = (name: string): string => (typeof facts[name] === 'string' ? facts[name] : '');
  const domain = nameOf(terms.domainsInText, fact('domain'));
  const system = nameOf(terms.systems, fact('owningSystem') || fact('system'));
  const group = nameOf(terms.groups, fact('accountable'));
  const say = (text: string, quote = ''): TimelineSentence => ({ text, quote: quote === '' ? undefined : quote });

  switch (kind) {
    case 'change.created':
      return fact('sourceRef') === ''
        ? say(timeline.changeCreated)
        : say(timeline.changeRaisedIn(nameOf(terms.systems, fact('source')), fact('sourceRef')));
    case 'change.submitted':
      return say(timeline.changeSubmitted);
    case 'change.validated':
      return say(timeline.changeValidated);
    case 'change.approved':
      return say(timeline.changeApproved);
    case 'change.implementation-begun':
      return say(timeline.implementationBegun);
    case 'change.implemented':
      return say(timeline.changeImplemented);
    case 'change.rejected':
      return say(timeline.changeRejected, fact('reason'));
    case 'change.failed':
      return say(timeline.changeFailed, fact('reason'));
    case 'change.withdrawn':
      return say(timeline.changeWithdrawn, fact('reason'));
    case 'approval.opened':
      return say(timeline.approvalOpened({ domain, system }, group));
    case 'approval.decided':
      return say(
        fact('verdict') === 'rejected' ? timeline.rejected({ domain, system }) : timeline.approved({ domain, system }),
        fact('comment'),
      );
    case 'approval.decision-refused':
      return say(
        timeline.decisionRefused(
          fact('verdict') === 'rejected' ? timeline.reject : timeline.approve,
          fact('approvalId'),
        ),
        fact('reason'),
      );
    case 'approval.withdrawn':
      return say(timeline.approvalWithdrawn(domain), fact('reason'));
    case 'approval.reminded':
      return say(timeline.reminded(group));
    case 'approval.escalated':
      return say(timeline.escalated(nameOf(terms.groups, fact('escalateTo'))));
    default:
      return systemSentenceOf(kind, facts, system, timeline) ?? say(nameOf({}, kind), fact('reason'));
  }
}
