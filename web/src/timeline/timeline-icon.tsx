import {
  CheckmarkFilled,
  CircleSolid,
  ErrorFilled,
  Misuse,
  NotificationFilled,
  SendAlt,
  WarningFilled,
} from '@carbon/icons-react';
import type { TimelineEntry } from '../api/types.ts';

/** A sign for what weighs; everything else is a dot. */
export function TimelineIcon({ entry }: { entry: TimelineEntry }) {
  const { icon: Icon, tone } = signOf(entry);
  return <Icon size={16} className={`timeline__icon timeline__icon--${tone}`} aria-hidden="true" />;
}

function signOf({ kind, facts }: TimelineEntry) {
  switch (kind) {
    case 'change.submitted':
      return { icon: SendAlt, tone: 'info' };
    case 'approval.decided':
      return facts['verdict'] === 'rejected'
        ? { icon: ErrorFilled, tone: 'bad' }
        : { icon: CheckmarkFilled, tone: 'good' };
    case 'approval.decision-refused':
      return { icon: Misuse, tone: 'bad' };
    case 'approval.reminded':
      return { icon: NotificationFilled, tone: 'plain' };
    case 'approval.escalated':
    case 'owning-system.decision-differs':
      return { icon: WarningFilled, tone: 'warning' };
    case 'change.approved':
    case 'change.implemented':
      return { icon: CheckmarkFilled, tone: 'good' };
    case 'change.rejected':
    case 'change.failed':
      return { icon: ErrorFilled, tone: 'bad' };
    default:
      return { icon: CircleSolid, tone: 'dot' };
  }
}
