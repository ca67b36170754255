import type { DecisionToWrite } from '../ports/owning-system.port.js';

const LONGEST = 2_000;

/** What an owning system keeps of a decision that was taken elsewhere: who decided, where to look it up, and why. */
export function decisionText(decision: DecisionToWrite): string {
  const who = decision.byEmail === null ? decision.byName : `${decision.byName} <${decision.byEmail}>`;
  const verdict = decision.verdict === 'approved' ? 'Approved' : 'Rejected';
  const why = decision.comment === '' ? '' : `: ${decision.comment}`;
  return `${verdict} by ${who} through Countersign (${decision.approvalId})${why}`.slice(0, LONGEST);
}
