import { z } from 'zod';
import { defineJob, OWNING_SYSTEM_TIMEOUT_MS } from './job-contract.js';
import { approvalIdSchema, changeIdSchema, outcomeSchema } from './values.js';

export const settleApproval = defineJob({
  type: 'approval.settle',
  summary:
    'Finds the decision. When Tasklist completed its task, records it with the assignee as actor; then writes it to the owning system and reads it back.',
  input: z.object({
    changeId: changeIdSchema,
    approvalId: approvalIdSchema,
    /** Set by the Decide form in Tasklist; absent when another door decided. */
    decision: z.string().nullish(),
    comment: z.string().nullish(),
  }),
  output: z.object({ outcome: outcomeSchema, refusal: z.string().nullish() }),
  /** The Tasklist assignee may not decide: the task opens again and shows the reason. */
  errors: ['DECISION_REFUSED'],
  timeoutMs: OWNING_SYSTEM_TIMEOUT_MS,
});
