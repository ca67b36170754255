import { ArenaError, notAdministrator, type ArenaProblem } from './arena-errors.ts';
import type { Change, LifecycleStatus } from './arena-state.ts';
import type { User } from './workspace.ts';

/** How the workspace routes submitted changes: ARENA-DOC `_user_defined`, `_admin_defined` and `_auto_routing`. */
export const ROUTING_METHODS = ['user-defined', 'admin-defined', 'auto-routing'] as const;
export type RoutingMethod = (typeof ROUTING_METHODS)[number];

export const REQUESTED_STATUSES = [
  'SUBMITTED',
  'APPROVED',
  'REJECTED',
  'OPEN_AND_UNLOCKED',
  'OPEN_AND_LOCKED',
  'COMPLETED',
  'EFFECTIVE',
  'CANCELED',
] as const;
export type RequestedStatus = (typeof REQUESTED_STATUSES)[number];

type Right = 'anybody' | 'submitter' | 'administrator';
interface Transition {
  readonly from: readonly LifecycleStatus[];
  readonly to: LifecycleStatus;
  readonly right: Right;
}

/** What may be asked for, except SUBMITTED, whose outcome depends on the routing (ARENA-DOC "Change Status Workflow"). */
const TRANSITIONS: Readonly<Record<Exclude<RequestedStatus, 'SUBMITTED'>, readonly Transition[]>> = {
  APPROVED: [{ from: ['SUBMITTED_FOR_APPROVAL'], to: 'APPROVED', right: 'administrator' }],
  REJECTED: [{ from: ['SUBMITTED_FOR_APPROVAL'], to: 'REJECTED', right: 'administrator' }],
  OPEN_AND_UNLOCKED: [
    { from: ['OPEN_AND_LOCKED'], to: 'OPEN_AND_UNLOCKED', right: 'anybody' },
    { from: ['SUBMITTED_FOR_ROUTING', 'SUBMITTED_FOR_APPROVAL'], to: 'OPEN_AND_UNLOCKED', right: 'submitter' },
    { from: ['REJECTED'], to: 'OPEN_AND_UNLOCKED', right: 'administrator' },
  ],
  OPEN_AND_LOCKED: [{ from: ['OPEN_AND_UNLOCKED'], to: 'OPEN_AND_LOCKED', right: 'anybody' }],
  COMPLETED: [{ from: ['EFFECTIVE', 'EXPIRED'], to: 'COMPLETED', right: 'administrator' }],
  EFFECTIVE: [{ from: ['COMPLETED'], to: 'EFFECTIVE', right: 'administrator' }],
  CANCELED: [{ from: ['OPEN_AND_UNLOCKED', 'REJECTED'], to: 'CANCELED', right: 'administrator' }],
};

/**
 * The status that a request leads to.
 * @throws ArenaError 400 (3063) when there is no such way, 403 when this user may not go it
 */
export function nextStatus(
  change: Change,
  requested: RequestedStatus,
  user: User,
  method: RoutingMethod,
): LifecycleStatus {
  if (requested === 'SUBMITTED') return statusAfterSubmission(change, user, method);
  const transition = TRANSITIONS[requested].find(({ from }) => from.includes(change.lifecycleStatus));
  if (!transition) throw unsupported(change.lifecycleStatus, requested);
  requireRight(transition.right, change, user);
  return transition.to;
}

function statusAfterSubmission(change: Change, user: User, method: RoutingMethod): LifecycleStatus {
  const from = change.lifecycleStatus;
  if (from === 'SUBMITTED_FOR_ROUTING') {
    requireRight('administrator', change, user);
    return 'SUBMITTED_FOR_APPROVAL';
  }
  if (from !== 'OPEN_AND_UNLOCKED' && from !== 'OPEN_AND_LOCKED') throw unsupported(from, 'SUBMITTED');
  if (method === 'admin-defined') return 'SUBMITTED_FOR_ROUTING';
  return method === 'auto-routing' && change.routings.length === 0 ? 'APPROVED' : 'SUBMITTED_FOR_APPROVAL';
}

function requireRight(right: Right, change: Change, user: User): void {
  if (right === 'anybody' || user.isChangeAdministrator) return;
  if (right === 'administrator') throw notAdministrator();
  if (change.submitter !== user.guid) {
    throw new ArenaError(403, {
      code: 4997,
      message: 'Only a change administrator or the user who submitted the change can perform this action.',
    });
  }
}

const unsupported = (from: string, to: string): ArenaError =>
  new ArenaError(400, { code: 3063, message: `Lifecycle transition from "${from}" to "${to}" is not supported.` });

const NOTICE = 'Notice: ';

/** What stands against a submission, notices among the errors, as `GET /changes/{guid}/alerts` shows it. */
export function submissionAlerts(change: Change, method: RoutingMethod, now: Date): ArenaProblem[] {
  const alerts: ArenaProblem[] = [];
  if (change.routings.length === 0 && method === 'user-defined') {
    alerts.push({
      code: 5006,
      message:
        'No routing has been specified for this Change. The Change configuration for this workspace requires that at least one routing be assigned before a Change may be submitted.',
    });
  }
  const deadline = change.approvalDeadlineDateTime;
  if (deadline === null) {
    alerts.push({ code: 5202, message: `${NOTICE}No approval deadline has been specified for this Change.` });
  } else if (change.enforceApprovalDeadline && new Date(deadline) <= now) {
    alerts.push({
      code: 5001,
      message:
        'The approval deadline has not been entered correctly for this Change. If the deadline is enforced, it must be a date in the future.',
    });
  }
  return alerts;
}

export const isNotice = (problem: ArenaProblem): boolean => problem.message.startsWith(NOTICE);
