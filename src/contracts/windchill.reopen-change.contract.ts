import { z } from 'zod';
import { compensationInputSchema, compensationOutputSchema } from './compensation.js';
import { defineJob, OWNING_SYSTEM_TIMEOUT_MS } from './job-contract.js';
import { changeIdSchema } from './values.js';

export const reopenChangeNotice = defineJob({
  type: 'windchill.reopen-change',
  summary: 'Takes the release of the change notice back.',
  input: z.object({ changeId: changeIdSchema }).extend(compensationInputSchema.shape),
  output: compensationOutputSchema,
  errors: [],
  timeoutMs: OWNING_SYSTEM_TIMEOUT_MS,
});
