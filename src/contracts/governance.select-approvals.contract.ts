import { z } from 'zod';
import { defineJob } from './job-contract.js';
import { changeFactsSchema, changeIdSchema, requiredApprovalSchema } from './values.js';

export const selectApprovals = defineJob({
  type: 'governance.select-approvals',
  summary:
    'Asks the governance table which approvals the change needs; the engine evaluates it, so rule and table version are known.',
  input: z.object({ changeId: changeIdSchema, facts: changeFactsSchema }),
  output: z.object({ requiredApprovals: z.array(requiredApprovalSchema) }),
  errors: [],
});
