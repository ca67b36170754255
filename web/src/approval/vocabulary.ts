import type { Approval, ChangeContent, ChangeListItem } from '../api/types.ts';

export const DOMAINS = ['quality', 'engineering', 'procurement', 'finance'] as const satisfies Approval['domain'][];
export const SYSTEMS = ['arena', 'windchill', 'erpnext'] as const satisfies Approval['owningSystem'][];
export const CHANGE_TYPES = [
  'engineering',
  'document',
  'supplier',
  'corrective-action',
] as const satisfies ChangeListItem['type'][];
export const RISKS = ['low', 'medium', 'high'] as const satisfies ChangeContent['riskClass'][];
export const CHANGE_STATES = [
  'draft',
  'in_review',
  'approved',
  'implementing',
  'implemented',
  'rejected',
  'withdrawn',
  'failed',
] as const satisfies ChangeListItem['state'][];

/** The value when it is one of the known ones; addresses are typed by people. */
export function oneOf<Value extends string>(values: readonly Value[], value: string | null): Value | undefined {
  return values.find((known) => known === value);
}
