import { z } from 'zod';
import { defineJob, OWNING_SYSTEM_TIMEOUT_MS } from './job-contract.js';
import { approvalIdSchema, changeIdSchema, requiredApprovalSchema } from './values.js';

export const openApproval = defineJob({
  type: 'approval.open',
  summary: 'Creates the approval, puts it in front of the owning system and returns what the form shows.',
  input: z.object({ changeId: changeIdSchema, requiredApproval: requiredApprovalSchema }),
  output: z.object({
    approvalId: approvalIdSchema,
    /** For the Camunda form and the task's schedule. No secrets, no more than an approver may see. */
    approval: z.object({
      title: z.string(),
      changeId: z.string(),
      changeType: z.string(),
      domain: z.string(),
      owningSystem: z.string(),
      accountable: z.string(),
      dueAt: z.iso.datetime(),
      requester: z.string(),
      site: z.string(),
      costImpact: z.string(),
      riskClass: z.string(),
      description: z.string(),
      rule: z.string(),
    }),
  }),
  errors: [],
  timeoutMs: OWNING_SYSTEM_TIMEOUT_MS,
});
