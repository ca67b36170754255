/**
 * How a site is set up: workflow, custom field, defaults of a new order.
 * docs/systems/erpnext.md lists what an administrator prepares.
 */
export interface ErpnextOptions {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly timeoutMs: number;
  /** Custom field of Purchase Order that holds our change id. */
  readonly changeField: string;
  /** `workflow_state_field` of the site's Workflow on Purchase Order. */
  readonly stateField: string;
  readonly states: ErpnextStates;
  readonly actions: {
    readonly submit: string;
    readonly approve: string;
    readonly reject: string;
    readonly cancel: string;
  };
  /** A change names no supplier and no article of the ERP: purchasing completes the order that is made with these. */
  readonly supplier: string;
  readonly itemCode: string;
  /** Days from the order to its required-by date. */
  readonly leadDays: number;
  /** `{origin}` and `{name}` are filled in; `/app` is the path of v14 and v15, `/desk` of v16. */
  readonly linkTemplate: string;
  /** How long, and how often, a submission that was queued is looked for before the step is tried again later. */
  readonly queuedLooks: number;
  readonly queuedPauseMs: number;
}

export interface ErpnextStates {
  readonly draft: string;
  readonly pending: string;
  readonly approved: string;
  readonly rejected: string;
  readonly cancelled: string;
}

export const ERPNEXT_DEFAULTS = {
  timeoutMs: 10_000,
  changeField: 'countersign_change',
  stateField: 'workflow_state',
  states: {
    draft: 'Draft',
    pending: 'Pending Approval',
    approved: 'Approved',
    rejected: 'Rejected',
    cancelled: 'Cancelled',
  },
  actions: { submit: 'Submit for Approval', approve: 'Approve', reject: 'Reject', cancel: 'Cancel' },
  supplier: 'Sample Supplier A',
  itemCode: 'CHANGE-IMPLEMENTATION',
  leadDays: 30,
  linkTemplate: '{origin}/app/purchase-order/{name}',
  queuedLooks: 5,
  queuedPauseMs: 300,
} as const satisfies Partial<ErpnextOptions>;
