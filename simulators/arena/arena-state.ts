import { z } from 'zod';

export const LIFECYCLE_STATUSES = [
  'OPEN_AND_UNLOCKED',
  'OPEN_AND_LOCKED',
  'SUBMITTED_FOR_ROUTING',
  'SUBMITTED_FOR_APPROVAL',
  'REJECTED',
  'CANCELED',
  'APPROVED',
  'EFFECTIVE',
  'COMPLETED',
  'EXPIRED',
] as const;
export type LifecycleStatus = (typeof LIFECYCLE_STATUSES)[number];

const voteSchema = z.object({
  guid: z.string(),
  routing: z.string(),
  decision: z.enum(['APPROVED', 'REJECTED', 'OVERRIDE_APPROVED', 'OVERRIDE_REJECTED']),
  decisionDateTime: z.string(),
  comments: z.string().nullable(),
  user: z.string(),
});

const historySchema = z.object({
  guid: z.string(),
  dateTime: z.string(),
  user: z.string(),
  action: z.string(),
  comment: z.string().nullable(),
});

const attributeValueSchema = z.union([z.string(), z.number()]);

const changeSchema = z.object({
  guid: z.string(),
  /** What stands in `url.app`: not the GUID, as in the product's samples. */
  viewId: z.string(),
  number: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  category: z.string(),
  creator: z.string(),
  submitter: z.string().nullable(),
  lifecycleStatus: z.enum(LIFECYCLE_STATUSES),
  effectivityType: z.enum(['PERMANENT_ON_APPROVAL', 'PERMANENT_ON_DATE', 'TEMPORARY']),
  implementationStatus: z.enum(['NOT_STARTED', 'IN_PROGRESS', 'NEEDS_ATTENTION', 'DONE']),
  creationDateTime: z.string(),
  lifecycleDateTime: z.string(),
  submissionDateTime: z.string().nullable(),
  withdrawnDateTime: z.string().nullable(),
  effectiveDateTime: z.string().nullable(),
  effectivityPlannedDateTime: z.string().nullable(),
  expirationDateTime: z.string().nullable(),
  approvalDeadlineDateTime: z.string().nullable(),
  enforceApprovalDeadline: z.boolean(),
  routings: z.array(z.string()),
  routingAdmins: z.array(z.string()),
  additionalAttributes: z.record(z.string(), attributeValueSchema),
  /** Votes of the present submission; a new submission starts empty. */
  votes: z.array(voteSchema),
  history: z.array(historySchema),
});

const resourceSchema = z.object({
  guid: z.string(),
  preEvent: z.record(z.string(), z.unknown()).nullable(),
  postEvent: z.record(z.string(), z.unknown()).nullable(),
  reconciled: z.boolean(),
  reconciledDateTime: z.string().nullable(),
  reconciledUser: z.string().nullable(),
});

const eventSchema = z.object({
  guid: z.string(),
  creationDateTime: z.string(),
  creator: z.string(),
  resource: z.enum(['CHANGE', 'QUALITY']),
  action: z.enum(['CREATE', 'EDIT', 'WORKFLOW']),
  resources: z.array(resourceSchema),
});

const decisionSchema = z.object({
  guid: z.string(),
  user: z.string(),
  group: z.string().nullable(),
  decision: z.enum(['APPROVED', 'REJECTED', 'OVERRIDE_APPROVED', 'OVERRIDE_REJECTED', 'COMMENTED', 'NA']).nullable(),
  decisionDateTime: z.string().nullable(),
  comments: z.string().nullable(),
});

const stepSchema = z.object({
  guid: z.string(),
  name: z.string(),
  order: z.number(),
  type: z.enum(['REGULAR', 'SIGNOFF']),
  status: z.enum(['OPEN', 'COMPLETE']),
  decisionType: z.enum(['ALL_REQUIRED', 'ONE_REQUIRED']).nullable(),
  dueDateTime: z.string().nullable(),
  completeUser: z.string().nullable(),
  completedDateTime: z.string().nullable(),
  assignees: z.array(z.string()),
  decisions: z.array(decisionSchema),
});

const qualityProcessSchema = z.object({
  guid: z.string(),
  viewId: z.string(),
  number: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  creator: z.string(),
  owner: z.string(),
  template: z.string(),
  type: z.string().nullable(),
  creationDateTime: z.string(),
  completedDateTime: z.string().nullable(),
  targetCompletionDateTime: z.string().nullable(),
  steps: z.array(stepSchema),
});

export const arenaStateSchema = z.object({
  sequences: z.record(z.string(), z.number()),
  changes: z.array(changeSchema),
  qualityProcesses: z.array(qualityProcessSchema),
  events: z.array(eventSchema),
});

export type ArenaState = z.infer<typeof arenaStateSchema>;
export type Change = z.infer<typeof changeSchema>;
export type Vote = z.infer<typeof voteSchema>;
export type AttributeValue = z.infer<typeof attributeValueSchema>;
export type OutboundEvent = z.infer<typeof eventSchema>;
export type QualityProcess = z.infer<typeof qualityProcessSchema>;
export type QualityStep = z.infer<typeof stepSchema>;
export type SignOff = z.infer<typeof decisionSchema>;

export const emptyArena = (): ArenaState => ({ sequences: {}, changes: [], qualityProcesses: [], events: [] });

/** Counts up a number sequence: `ECO-` gives `ECO-000001`. */
export function nextNumber(state: ArenaState, prefix: string): string {
  const next = (state.sequences[prefix] ?? 0) + 1;
  state.sequences[prefix] = next;
  return `${prefix}${String(next).padStart(6, '0')}`;
}
