/**
 * How a site is set up: life cycle template, workflow and soft attributes are the customer's.
 * docs/systems/windchill.md lists what an administrator prepares.
 */
export interface WindchillOptions {
  /** `https://<host>/Windchill/servlet/odata`, with `/vN` behind it to pin a version. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly timeoutMs: number;
  /** Name of the product or library in which change notices are made; null when the site has only one. */
  readonly container: string | null;
  readonly states: WindchillStates;
  /** Labels of the review task's choices, defined by the workflow template. */
  readonly choices: { readonly approve: string; readonly reject: string };
  /** Property of the change notice that holds our change id. */
  readonly changeProperty: string;
  /** Further properties of the change notice; those that the site does not have are set to null. */
  readonly properties: {
    readonly type: string | null;
    readonly site: string | null;
    readonly costImpact: string | null;
    readonly riskClass: string | null;
  };
  /** `{origin}` and `{oid}` are filled in; the form of the page's address is not documented. */
  readonly linkTemplate: string;
}

/** Values of the life cycle states, by what they mean for us. */
export interface WindchillStates {
  readonly open: string;
  readonly review: string;
  readonly approved: string;
  readonly rejected: string;
  readonly released: string;
  readonly cancelled: string;
}

export const WINDCHILL_DEFAULTS = {
  timeoutMs: 10_000,
  container: null,
  states: {
    open: 'OPEN',
    review: 'UNDER_REVIEW',
    approved: 'IMPLEMENTATION',
    rejected: 'REWORK',
    released: 'RELEASED',
    cancelled: 'CANCELLED',
  },
  choices: { approve: 'Approve', reject: 'Reject' },
  changeProperty: 'CountersignChange',
  properties: { type: 'ChangeType', site: 'Site', costImpact: 'CostImpact', riskClass: 'RiskClass' },
  linkTemplate: '{origin}/Windchill/app/#ptc1/tcomp/infoPage?oid={oid}',
} as const satisfies Partial<WindchillOptions>;
