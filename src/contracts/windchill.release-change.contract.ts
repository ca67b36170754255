import { z } from 'zod';
import { defineJob, OWNING_SYSTEM_TIMEOUT_MS } from './job-contract.js';
import { changeIdSchema } from './values.js';

export const releaseChange = defineJob({
  type: 'windchill.release-change',
  summary: 'Releases the change notice in Windchill.',
  input: z.object({ changeId: changeIdSchema }),
  output: z.object({}),
  errors: ['SYSTEM_REFUSED'],
  compensatedBy: 'windchill.reopen-change',
  timeoutMs: OWNING_SYSTEM_TIMEOUT_MS,
});
