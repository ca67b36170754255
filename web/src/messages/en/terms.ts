import type { SpokenDay } from '../../time/moments.ts';

/** Words of the field: how the values of the API read on screen. */
export const terms = {
  domains: { quality: 'Quality', engineering: 'Engineering', procurement: 'Procurement', finance: 'Finance' },
  /** In the middle of a sentence. */
  domainsInText: { quality: 'quality', engineering: 'engineering', procurement: 'procurement', finance: 'finance' },
  systems: { arena: 'Arena', windchill: 'Windchill', erpnext: 'ERPNext' },
  sources: { web: 'web form', api: 'API' },
  doors: {
    'owning-system': 'owning system',
    tasklist: 'Tasklist',
    slack: 'Slack',
    web: 'web inbox',
    api: 'API',
  },
  changeTypes: {
    engineering: 'Engineering change',
    document: 'Document revision',
    supplier: 'Supplier change',
    'corrective-action': 'Corrective action',
  },
  changeStates: {
    draft: 'Draft',
    in_review: 'In review',
    approved: 'Approved',
    implementing: 'Implementing',
    implemented: 'Implemented',
    rejected: 'Rejected',
    withdrawn: 'Withdrawn',
    failed: 'Failed',
  },
  approvalStates: { open: 'Open', approved: 'Approved', rejected: 'Rejected', withdrawn: 'Withdrawn' },
  risks: { low: 'Low', medium: 'Medium', high: 'High' },
  groups: {
    'quality-approvers': 'Quality approvers',
    'engineering-approvers': 'Engineering approvers',
    'procurement-approvers': 'Procurement approvers',
    'finance-approvers': 'Finance approvers',
    managers: 'Managers',
    operators: 'Operators',
  },
  yes: 'Yes',
  no: 'No',
  platform: 'Countersign',
  stage: (stage: number) => `Stage ${stage}`,
  escalation: (level: number) => (level === 1 ? 'Escalated' : `Escalated ${level} times`),
  lateBy: (duration: string) => `Late by ${duration}`,
  since: (day: SpokenDay) => `since ${day.text}`,
  on: (day: SpokenDay) => (day.kind === 'time' ? `at ${day.text}` : `on ${day.text}`),
  dueIn: (relative: string) => `due ${relative}`,
  lateByInText: (duration: string) => `late by ${duration}`,
};
