import { z } from 'zod';
import { compensationInputSchema, compensationOutputSchema } from './compensation.js';
import { defineJob, OWNING_SYSTEM_TIMEOUT_MS } from './job-contract.js';
import { changeIdSchema } from './values.js';

export const cancelOrder = defineJob({
  type: 'erp.cancel-order',
  summary: 'Cancels the purchase order of the change.',
  input: z.object({ changeId: changeIdSchema }).extend(compensationInputSchema.shape),
  output: compensationOutputSchema,
  errors: [],
  timeoutMs: OWNING_SYSTEM_TIMEOUT_MS,
});
