import { z } from 'zod';
import { defineJob } from './job-contract.js';
import { changeFactsSchema, changeIdSchema } from './values.js';

export const validateChange = defineJob({
  type: 'change.validate',
  summary:
    'Checks the submitted change, claims this process instance for it and returns the facts that the rules need.',
  input: z.object({ changeId: changeIdSchema }),
  output: z.object({ facts: changeFactsSchema, purchaseNeeded: z.boolean() }),
  errors: ['CHANGE_INVALID'],
});
