import type { Actor, Door } from './actor.js';
import type { OwningSystemId } from './change.js';
import type { ApprovalId, ChangeId, PersonId } from './ids.js';

export const DOMAINS = ['quality', 'engineering', 'procurement', 'finance'] as const;
export type Domain = (typeof DOMAINS)[number];

export const APPROVAL_STATES = ['open', 'approved', 'rejected', 'withdrawn'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

export type Verdict = 'approved' | 'rejected';

/** One row that the governance table asks for, with the rule that asked. */
export interface RequiredApproval {
  readonly ruleId: string;
  /** Position of the matched rule in the table, 1-based, as people count rows. */
  readonly ruleNumber: number;
  readonly tableVersion: number;
  readonly domain: Domain;
  readonly stage: number;
  readonly owningSystem: OwningSystemId;
  readonly accountable: string;
  readonly consulted: readonly string[];
  readonly informed: readonly string[];
  /** ISO 8601 duration from opening to due. */
  readonly dueIn: string;
  readonly remindEvery: string;
  readonly escalateTo: string;
}

/** What the right to decide depends on. */
export interface DecidableApproval {
  readonly id: ApprovalId;
  readonly changeId: ChangeId;
  readonly state: ApprovalState;
  readonly accountable: string;
  readonly escalateTo: string;
  readonly escalationLevel: number;
}

export interface Decision {
  readonly verdict: Verdict;
  readonly by: PersonId;
  readonly byName: string;
  readonly via: Door;
  readonly at: Date;
  readonly comment: string;
  readonly contentDigest: string;
}

/** Groups whose members may decide now: the accountable one, and the next level once it was escalated. */
export function eligibleGroups(
  approval: Pick<DecidableApproval, 'accountable' | 'escalateTo' | 'escalationLevel'>,
): string[] {
  return approval.escalationLevel > 0 ? [approval.accountable, approval.escalateTo] : [approval.accountable];
}

export type Refusal =
  { readonly code: 'OWN_CHANGE'; readonly reason: string } | { readonly code: 'NOT_ELIGIBLE'; readonly reason: string };

/**
 * Why this actor may not decide this approval, or undefined when he may.
 * Segregation of duties comes first: the requester is refused even when he is a member of the accountable group.
 */
export function refusalOf(approval: DecidableApproval, requester: PersonId, actor: Actor): Refusal | undefined {
  if (actor.personId === requester) {
    return { code: 'OWN_CHANGE', reason: 'The requester of a change cannot decide an approval of it.' };
  }
  const groups = eligibleGroups(approval);
  if (!groups.some((group) => actor.groups.includes(group))) {
    return { code: 'NOT_ELIGIBLE', reason: `Only members of ${groups.join(' or ')} can decide this approval.` };
  }
  return undefined;
}
