import { CheckmarkFilled, CircleDash, ErrorFilled, Pending } from '@carbon/icons-react';
import type { Approval } from '../api/types.ts';

const icons = { open: Pending, approved: CheckmarkFilled, rejected: ErrorFilled, withdrawn: CircleDash } as const;

/** The state as a sign; the word stands beside it. */
export function ApprovalStateIcon({ state }: { state: Approval['state'] }) {
  const Icon = icons[state];
  return <Icon size={20} className={`state-icon state-icon--${state}`} aria-hidden="true" />;
}
