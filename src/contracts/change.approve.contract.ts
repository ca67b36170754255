import { z } from 'zod';
import { defineJob } from './job-contract.js';
import { changeIdSchema } from './values.js';

export const approveChange = defineJob({
  type: 'change.approve',
  summary: 'Marks the change approved once every required approval was given.',
  input: z.object({ changeId: changeIdSchema }),
  output: z.object({}),
  errors: ['CHANGE_WITHDRAWN'],
});
