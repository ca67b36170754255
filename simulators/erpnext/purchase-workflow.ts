import type { Switches } from './erpnext-context.ts';
import type { PurchaseOrder } from './erpnext-state.ts';
import type { User } from './users.ts';

/** The site's Workflow on Purchase Order: names of states and actions are configuration, not product. */
export const WORKFLOW_STATES: readonly { readonly state: string; readonly docstatus: PurchaseOrder['docstatus'] }[] = [
  { state: 'Draft', docstatus: 0 },
  { state: 'Pending Approval', docstatus: 0 },
  { state: 'Rejected', docstatus: 0 },
  { state: 'Approved', docstatus: 1 },
  { state: 'Cancelled', docstatus: 2 },
];

export interface Transition {
  readonly state: string;
  readonly action: string;
  readonly next_state: string;
  readonly allowed: string;
  readonly allow_self_approval: 0 | 1;
}

export function workflowTransitions({ allowSelfApproval }: Switches): readonly Transition[] {
  const self = allowSelfApproval ? 1 : 0;
  return [
    {
      state: 'Draft',
      action: 'Submit for Approval',
      next_state: 'Pending Approval',
      allowed: 'Purchase User',
      allow_self_approval: 1,
    },
    {
      state: 'Pending Approval',
      action: 'Approve',
      next_state: 'Approved',
      allowed: 'Purchase Manager',
      allow_self_approval: self,
    },
    {
      state: 'Pending Approval',
      action: 'Reject',
      next_state: 'Rejected',
      allowed: 'Purchase Manager',
      allow_self_approval: self,
    },
    {
      state: 'Pending Approval',
      action: 'Recall',
      next_state: 'Draft',
      allowed: 'Purchase User',
      allow_self_approval: 1,
    },
    { state: 'Rejected', action: 'Reopen', next_state: 'Draft', allowed: 'Purchase User', allow_self_approval: 1 },
    {
      state: 'Approved',
      action: 'Cancel',
      next_state: 'Cancelled',
      allowed: 'Purchase Manager',
      allow_self_approval: 1,
    },
  ];
}

/** What this user may do with this order now: by state and role only, self approval is checked when he does it. */
export const transitionsFor = (order: PurchaseOrder, user: User, switches: Switches): Transition[] =>
  workflowTransitions(switches).filter(
    ({ state, allowed }) => state === order.workflow_state && user.roles.includes(allowed),
  );

export const docstatusOf = (state: string): PurchaseOrder['docstatus'] =>
  WORKFLOW_STATES.find((row) => row.state === state)?.docstatus ?? 0;

/** The state a document gets when it is submitted or cancelled past the workflow (workflow.py set_workflow_state_on_action). */
export function stateOfDocstatus(order: PurchaseOrder, docstatus: PurchaseOrder['docstatus']): string {
  if (docstatusOf(order.workflow_state) === docstatus) return order.workflow_state;
  return WORKFLOW_STATES.find((row) => row.docstatus === docstatus)?.state ?? order.workflow_state;
}
