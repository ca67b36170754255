import { z } from 'zod';
import { defineJob } from './job-contract.js';
import { approvalIdSchema } from './values.js';

export const remindApproval = defineJob({
  type: 'approval.remind',
  summary: 'Reminds the people who may decide. Nothing happens when the approval was decided meanwhile.',
  input: z.object({ approvalId: approvalIdSchema }),
  output: z.object({}),
  errors: [],
});
