import { z } from 'zod';
import { defineJob, OWNING_SYSTEM_TIMEOUT_MS } from './job-contract.js';
import { changeIdSchema } from './values.js';

export const placeOrder = defineJob({
  type: 'erp.place-order',
  summary: 'Places the purchase order of the change in the ERP.',
  input: z.object({ changeId: changeIdSchema }),
  output: z.object({}),
  errors: ['SYSTEM_REFUSED'],
  compensatedBy: 'erp.cancel-order',
  timeoutMs: OWNING_SYSTEM_TIMEOUT_MS,
});
