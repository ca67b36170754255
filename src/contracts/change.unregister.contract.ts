import { z } from 'zod';
import { defineJob, OWNING_SYSTEM_TIMEOUT_MS } from './job-contract.js';
import { changeIdSchema } from './values.js';

export const unregisterChange = defineJob({
  type: 'change.unregister',
  summary:
    'Takes the change back in every owning system in which it was registered or approved, as far as each system can.',
  input: z.object({ changeId: changeIdSchema }),
  output: z.object({}),
  errors: [],
  timeoutMs: OWNING_SYSTEM_TIMEOUT_MS,
});
