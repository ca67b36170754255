import { z } from 'zod';
import { decisionSchema } from '../contracts/event-data.js';
import type { Actor } from '../domain/actor.js';
import { APPROVAL_STATES, DOMAINS, refusalOf } from '../domain/approval.js';
import { CHANGE_TYPES, OWNING_SYSTEM_IDS, RISK_CLASSES } from '../domain/change.js';
import type { ApprovalEntity } from '../persistence/entities/approval.entity.js';
import type { ChangeRequestEntity } from '../persistence/entities/change-request.entity.js';
import { decisionJsonOf } from './decision-of.js';

/** An approval as people see it in every list and on every page. */
export const approvalViewSchema = z
  .object({
    id: z.string(),
    changeId: z.string(),
    changeTitle: z.string(),
    changeType: z.enum(CHANGE_TYPES),
    domain: z.enum(DOMAINS),
    stage: z.int(),
    owningSystem: z.enum(OWNING_SYSTEM_IDS),
    accountable: z.string(),
    state: z.enum(APPROVAL_STATES),
    openedAt: z.iso.datetime(),
    dueAt: z.iso.datetime(),
    escalationLevel: z.int(),
    escalateTo: z.string(),
    requester: z.string(),
    requesterName: z.string(),
    site: z.string(),
    costImpact: z.number(),
    currency: z.string(),
    riskClass: z.enum(RISK_CLASSES),
    /** Instance of `bpmn/approval.bpmn`: finds the task in Tasklist and the process in Operate. */
    processInstanceKey: z.string(),
    objectNumber: z.string().nullable(),
    objectUrl: z.string().nullable(),
    decision: decisionSchema.nullable(),
    rule: z.object({ table: z.literal('selectApprovals'), version: z.int(), number: z.int(), id: z.string() }),
    /** Whether the person who asks may decide it now. */
    mayDecide: z.boolean(),
    /** What a decision is bound to; send it back with the decision. */
    contentDigest: z.string(),
  })
  .meta({ id: 'Approval' });

export type ApprovalView = z.infer<typeof approvalViewSchema>;

export function viewOf(approval: ApprovalEntity, change: ChangeRequestEntity, reader: Actor): ApprovalView {
  return {
    id: approval.id,
    changeId: approval.changeId,
    changeTitle: change.title,
    changeType: change.type,
    domain: approval.domain,
    stage: approval.stage,
    owningSystem: approval.owningSystem,
    accountable: approval.accountable,
    state: approval.state,
    openedAt: approval.openedAt.toISOString(),
    dueAt: approval.dueAt.toISOString(),
    escalationLevel: approval.escalationLevel,
    escalateTo: approval.escalateTo,
    requester: change.requester,
    requesterName: change.requesterName,
    site: change.content.site,
    costImpact: change.content.costImpact,
    currency: change.content.currency,
    riskClass: change.content.riskClass,
    processInstanceKey: approval.processInstanceKey,
    objectNumber: approval.objectNumber,
    objectUrl: approval.objectUrl,
    decision: decisionJsonOf(approval),
    rule: {
      table: 'selectApprovals',
      version: approval.tableVersion,
      number: approval.ruleNumber,
      id: approval.ruleId,
    },
    mayDecide: approval.state === 'open' && refusalOf(approval, change.requester, reader) === undefined,
    contentDigest: change.contentDigest,
  };
}
