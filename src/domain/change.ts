import type { ChangeId, PersonId } from './ids.js';

export const CHANGE_TYPES = ['engineering', 'document', 'supplier', 'corrective-action'] as const;
export type ChangeType = (typeof CHANGE_TYPES)[number];

export const RISK_CLASSES = ['low', 'medium', 'high'] as const;
export type RiskClass = (typeof RISK_CLASSES)[number];

export const CHANGE_STATES = [
  'draft',
  'in_review',
  'approved',
  'implementing',
  'implemented',
  'rejected',
  'withdrawn',
  'failed',
] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

/** Where a change was raised: a door of ours or an owning system. */
export type ChangeSource = 'web' | 'api' | OwningSystemId;

export const OWNING_SYSTEM_IDS = ['arena', 'windchill', 'erpnext'] as const;
export type OwningSystemId = (typeof OWNING_SYSTEM_IDS)[number];

/** One thing that a change touches: an item, document or supplier, by the number its owning system knows. */
export interface AffectedItem {
  readonly number: string;
  readonly revision?: string | undefined;
  readonly description?: string | undefined;
}

/** What approvers decide about. Its digest is bound to every decision; it never changes after submission. */
export interface ChangeContent {
  readonly type: ChangeType;
  readonly title: string;
  readonly description: string;
  readonly reason: string;
  readonly site: string;
  /** In the organisation's currency, two decimals at most. */
  readonly costImpact: number;
  readonly currency: string;
  readonly riskClass: RiskClass;
  readonly hasSupplierImpact: boolean;
  readonly affectedItems: readonly AffectedItem[];
}

/** A change as the flow's steps and the adapters see it. */
export interface ChangeSnapshot extends ChangeContent {
  readonly id: ChangeId;
  readonly requester: PersonId;
  readonly source: ChangeSource;
  /** Id of the object in the owning system in which the change was raised. */
  readonly sourceRef: string | null;
  readonly contentDigest: string;
}

const transitions: Readonly<Record<ChangeState, readonly ChangeState[]>> = {
  draft: ['in_review', 'withdrawn'],
  in_review: ['approved', 'rejected', 'withdrawn', 'failed'],
  approved: ['implementing', 'implemented', 'failed'],
  implementing: ['implemented', 'failed'],
  implemented: [],
  rejected: [],
  withdrawn: [],
  failed: [],
};

export const isFinal = (state: ChangeState): boolean => transitions[state].length === 0;
export const mayBecome = (from: ChangeState, to: ChangeState): boolean => transitions[from].includes(to);
