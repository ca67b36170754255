import { z } from 'zod';
import { defineJob } from './job-contract.js';
import { approvalIdSchema } from './values.js';

export const escalateApproval = defineJob({
  type: 'approval.escalate',
  summary: 'Raises the escalation level: the next level may decide too, and is told since when nobody answered.',
  input: z.object({ approvalId: approvalIdSchema }),
  output: z.object({ escalationLevel: z.int().nonnegative() }),
  errors: [],
});
