import { ApprovalReminders } from '../../src/approvals/approval-reminders.js';
import { remindApproval } from '../../src/contracts/approval.remind.contract.js';
import type { HandlesJob, InputOf, JobContext, OutputOf } from '../runtime/job-context.js';
import { JobHandler } from '../runtime/job-handler.decorator.js';

@JobHandler(remindApproval)
export class RemindApprovalWorker implements HandlesJob<typeof remindApproval> {
  constructor(private readonly reminders: ApprovalReminders) {}

  async handle(
    { approvalId }: InputOf<typeof remindApproval>,
    job: JobContext,
  ): Promise<OutputOf<typeof remindApproval>> {
    await this.reminders.remind(approvalId, job.jobKey);
    return {};
  }
}
