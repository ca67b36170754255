import { z } from 'zod';
import { defineJob, OWNING_SYSTEM_TIMEOUT_MS } from './job-contract.js';
import { changeIdSchema } from './values.js';

export const completeChange = defineJob({
  type: 'arena.complete-change',
  summary: 'Completes the change in Arena.',
  input: z.object({ changeId: changeIdSchema }),
  output: z.object({}),
  errors: ['SYSTEM_REFUSED'],
  compensatedBy: 'arena.reopen-change',
  timeoutMs: OWNING_SYSTEM_TIMEOUT_MS,
});
