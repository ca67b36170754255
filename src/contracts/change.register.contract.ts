import { z } from 'zod';
import { OWNING_SYSTEM_IDS } from '../domain/change.js';
import { defineJob, OWNING_SYSTEM_TIMEOUT_MS } from './job-contract.js';
import { changeIdSchema, requiredApprovalSchema } from './values.js';

export const registerChange = defineJob({
  type: 'change.register',
  summary: 'Finds or creates the object that stands for the change in each owning system that must approve it.',
  input: z.object({ changeId: changeIdSchema, requiredApprovals: z.array(requiredApprovalSchema) }),
  output: z.object({
    registrations: z.array(
      z.object({ owningSystem: z.enum(OWNING_SYSTEM_IDS), objectId: z.string(), number: z.string() }),
    ),
  }),
  errors: [],
  compensatedBy: 'change.unregister',
  timeoutMs: OWNING_SYSTEM_TIMEOUT_MS,
});
