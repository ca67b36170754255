import { z } from 'zod';
import { DOORS } from '../domain/actor.js';
import { DOMAINS } from '../domain/approval.js';
import { OWNING_SYSTEM_IDS } from '../domain/change.js';
import { approvalIdSchema, changeIdSchema } from './values.js';

/** Data of `countersign.change.*.v1`. */
export const changeEventSchema = z.object({
  changeId: changeIdSchema,
  type: z.string(),
  title: z.string(),
  requester: z.string(),
  reason: z.string().nullable(),
});

/** A recorded decision as events and answers carry it; the digest that it is bound to stays in the ledger. */
export const decisionSchema = z.object({
  verdict: z.enum(['approved', 'rejected']),
  by: z.string(),
  byName: z.string(),
  via: z.enum(DOORS),
  at: z.iso.datetime(),
  comment: z.string(),
});

/** Data of `countersign.approval.*.v1`; the decision is there from `.decided` on. */
export const approvalEventSchema = z.object({
  approvalId: approvalIdSchema,
  changeId: changeIdSchema,
  domain: z.enum(DOMAINS),
  stage: z.int(),
  owningSystem: z.enum(OWNING_SYSTEM_IDS),
  accountable: z.string(),
  consulted: z.array(z.string()),
  informed: z.array(z.string()),
  escalateTo: z.string(),
  escalationLevel: z.int(),
  openedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  decision: decisionSchema.nullable(),
});

export type ChangeEventData = z.infer<typeof changeEventSchema>;
export type ApprovalEventData = z.infer<typeof approvalEventSchema>;
