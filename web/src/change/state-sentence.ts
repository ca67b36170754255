import type { Approval, ChangeDetail } from '../api/types.ts';
import type { Messages } from '../messages/english.ts';
import type { Moments } from '../time/moments.ts';

interface Speech {
  readonly messages: Messages;
  readonly moments: Moments;
  list(items: readonly string[]): string;
}

/** Where the change stands and what comes next, in one sentence. */
export function stateSentence(change: ChangeDetail, now: Date, speech: Speech): string {
  const { sentence } = speech.messages.change;
  const closed = () => speech.messages.terms.on(speech.moments.spokenDay(new Date(change.closedAt ?? now), now));
  switch (change.state) {
    case 'draft':
      return sentence.draft;
    case 'in_review':
      return reviewSentence(change.approvals, now, speech);
    case 'approved':
      return sentence.approved;
    case 'implementing':
      return sentence.implementing;
    case 'implemented':
      return sentence.implemented(closed());
    case 'rejected':
      return rejectionSentence(change.approvals, closed(), speech);
    case 'withdrawn':
      return sentence.withdrawn(closed());
    case 'failed':
      return sentence.failed(closed());
  }
}

function reviewSentence(approvals: readonly Approval[], now: Date, { messages, moments, list }: Speech): string {
  const open = approvals.filter(({ state }) => state === 'open');
  const earliest = (times: string[]) => new Date(times.sort()[0] ?? now);
  if (open.length === 0) return messages.change.sentence.preparing;

  const { terms } = messages;
  const due = earliest(open.map(({ dueAt }) => dueAt));
  const whom = list([...new Set(open.map(({ domain }) => terms.domainsInText[domain]))]);
  const since = terms.since(moments.spokenDay(earliest(open.map(({ openedAt }) => openedAt)), now));
  const dueText =
    due < now
      ? terms.lateByInText(moments.duration(now.getTime() - due.getTime()))
      : terms.dueIn(moments.relative(due, now));
  return messages.change.sentence.waiting(whom, since, dueText);
}

function rejectionSentence(approvals: readonly Approval[], when: string, { messages }: Speech): string {
  const { sentence } = messages.change;
  const rejection = approvals.find(({ state, decision }) => state === 'rejected' && decision !== null);
  if (rejection?.decision == null) return sentence.rejected(when);
  return sentence.rejectedBy(rejection.decision.byName, messages.terms.domainsInText[rejection.domain], when);
}
