import { z } from 'zod';
import { defineJob } from './job-contract.js';
import { changeIdSchema } from './values.js';

export const concludeChange = defineJob({
  type: 'change.conclude',
  summary:
    'Ends the change with its outcome and withdraws the approvals that are still open. A withdrawn change stays withdrawn.',
  input: z.object({
    changeId: changeIdSchema,
    outcome: z.enum(['implemented', 'rejected', 'withdrawn', 'failed']),
    /** Why, for people: kept in the ledger and shown on the change. */
    reason: z.string().nullish(),
  }),
  output: z.object({}),
  errors: [],
});
