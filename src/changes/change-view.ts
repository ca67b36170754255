import { z } from 'zod';
import { approvalViewSchema } from '../approvals/approval-view.js';
import { DOORS } from '../domain/actor.js';
import { CHANGE_STATES, CHANGE_TYPES, OWNING_SYSTEM_IDS } from '../domain/change.js';
import { changeContentSchema } from '../contracts/values.js';
import type { ChangeRequestEntity } from '../persistence/entities/change-request.entity.js';

export const changeSummarySchema = z
  .object({
    id: z.string(),
    state: z.enum(CHANGE_STATES),
    type: z.enum(CHANGE_TYPES),
    title: z.string(),
    requester: z.string(),
    requesterName: z.string(),
    source: z.string(),
    site: z.string(),
    createdAt: z.iso.datetime(),
    submittedAt: z.iso.datetime().nullable(),
    closedAt: z.iso.datetime().nullable(),
    outcomeReason: z.string().nullable(),
  })
  .meta({ id: 'ChangeSummary' });

export const changeViewSchema = changeSummarySchema
  .extend({
    content: changeContentSchema,
    contentDigest: z.string(),
    sourceRef: z.string().nullable(),
    processInstanceKey: z.string().nullable(),
    /** Where operators see the running process; null before the engine has it. */
    operateUrl: z.string().nullable(),
    approvals: z.array(approvalViewSchema),
    owningObjects: z.array(
      z.object({
        system: z.enum(OWNING_SYSTEM_IDS),
        number: z.string(),
        state: z.string(),
        url: z.string().nullable(),
      }),
    ),
    /** Whether the person who asks may withdraw it now. */
    mayWithdraw: z.boolean(),
  })
  .meta({ id: 'Change' });

export const timelineSchema = z
  .object({
    items: z.array(
      z.object({
        index: z.int(),
        at: z.iso.datetime(),
        kind: z.string(),
        actor: z.string(),
        actorName: z.string(),
        via: z.enum(DOORS).nullable(),
        facts: z.record(z.string(), z.unknown()),
        hash: z.string(),
      }),
    ),
  })
  .meta({ id: 'Timeline' });

export type ChangeSummary = z.infer<typeof changeSummarySchema>;
export type ChangeView = z.infer<typeof changeViewSchema>;
export type Timeline = z.infer<typeof timelineSchema>;

export function summaryOf(change: ChangeRequestEntity): ChangeSummary {
  return {
    id: change.id,
    state: change.state,
    type: change.type,
    title: change.title,
    requester: change.requester,
    requesterName: change.requesterName,
    source: change.source,
    site: change.content.site,
    createdAt: change.createdAt.toISOString(),
    submittedAt: change.submittedAt?.toISOString() ?? null,
    closedAt: change.closedAt?.toISOString() ?? null,
    outcomeReason: change.outcomeReason,
  };
}
