import { z } from 'zod';

export const STATES = {
  OPEN: 'Open',
  UNDER_REVIEW: 'Under Review',
  REWORK: 'Rework',
  IMPLEMENTATION: 'Implementation',
  RELEASED: 'Released',
  CANCELLED: 'Cancelled',
} as const;
export type StateValue = keyof typeof STATES;
export const stateValues = z.enum(['OPEN', 'UNDER_REVIEW', 'REWORK', 'IMPLEMENTATION', 'RELEASED', 'CANCELLED']);

/** Properties that this site added to change notices (type extension of the ChangeMgmt domain). */
export const siteProperties = {
  CountersignChange: z.string().nullable(),
  ChangeType: z.string().nullable(),
  Site: z.string().nullable(),
  CostImpact: z.number().nullable(),
  RiskClass: z.string().nullable(),
};

const noticeSchema = z.object({
  id: z.string(),
  number: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  state: stateValues,
  createdBy: z.string(),
  createdOn: z.string(),
  modifiedBy: z.string(),
  lastModified: z.string(),
  site: z.object(siteProperties),
});

const workItemSchema = z.object({
  id: z.string(),
  subject: z.string(),
  status: z.enum(['POTENTIAL', 'COMPLETED', 'TERMINATED']),
  kind: z.enum(['routing', 'voting']),
  signingRequired: z.boolean(),
  owner: z.string(),
  originalOwner: z.string(),
  completedBy: z.string().nullable(),
  completedOn: z.string().nullable(),
  action: z.string().nullable(),
  comment: z.string().nullable(),
  createdOn: z.string(),
  lastModified: z.string(),
});

const subscriptionSchema = z.object({
  id: z.string(),
  name: z.string(),
  callbackUrl: z.string(),
  event: z.string(),
  subject: z.string().nullable(),
  lifeCycleState: z.string().nullable(),
  expirationDate: z.string().nullable(),
});

export const windchillStateSchema = z.object({
  nextOid: z.number(),
  nextNumber: z.number(),
  changeNotices: z.array(noticeSchema),
  workItems: z.array(workItemSchema),
  subscriptions: z.array(subscriptionSchema),
});

export type WindchillState = z.infer<typeof windchillStateSchema>;
export type ChangeNotice = z.infer<typeof noticeSchema>;
export type WorkItem = z.infer<typeof workItemSchema>;
export type EventSubscription = z.infer<typeof subscriptionSchema>;

export const emptyWindchill = (): WindchillState => ({
  nextOid: 234_100,
  nextNumber: 1,
  changeNotices: [],
  workItems: [],
  subscriptions: [],
});

/** Windchill's object references: `OR:<class>:<number>`, one number range for all classes. */
export function newOid(state: WindchillState, className: string): string {
  state.nextOid += 9;
  return `OR:${className}:${state.nextOid}`;
}
