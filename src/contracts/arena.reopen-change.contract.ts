import { z } from 'zod';
import { compensationInputSchema, compensationOutputSchema } from './compensation.js';
import { defineJob, OWNING_SYSTEM_TIMEOUT_MS } from './job-contract.js';
import { changeIdSchema } from './values.js';

export const reopenChange = defineJob({
  type: 'arena.reopen-change',
  summary: 'Takes the completion in Arena back.',
  input: z.object({ changeId: changeIdSchema }).extend(compensationInputSchema.shape),
  output: compensationOutputSchema,
  errors: [],
  timeoutMs: OWNING_SYSTEM_TIMEOUT_MS,
});
