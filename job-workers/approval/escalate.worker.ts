import { ApprovalReminders } from '../../src/approvals/approval-reminders.js';
import { escalateApproval } from '../../src/contracts/approval.escalate.contract.js';
import type { HandlesJob, InputOf, JobContext, OutputOf } from '../runtime/job-context.js';
import { JobHandler } from '../runtime/job-handler.decorator.js';

@JobHandler(escalateApproval)
export class EscalateApprovalWorker implements HandlesJob<typeof escalateApproval> {
  constructor(private readonly reminders: ApprovalReminders) {}

  async handle(
    { approvalId }: InputOf<typeof escalateApproval>,
    job: JobContext,
  ): Promise<OutputOf<typeof escalateApproval>> {
    return { escalationLevel: await this.reminders.escalate(approvalId, job.jobKey) };
  }
}
