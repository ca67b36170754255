import { ApprovalSettlement } from '../../src/approvals/approval-settlement.js';
import { settleApproval } from '../../src/contracts/approval.settle.contract.js';
import { OwningSystems } from '../../src/owning-systems/owning-systems.js';
import type { HandlesJob, InputOf, JobContext, OutputOf } from '../runtime/job-context.js';
import { JobHandler } from '../runtime/job-handler.decorator.js';

@JobHandler(settleApproval)
export class SettleApprovalWorker implements HandlesJob<typeof settleApproval> {
  constructor(
    private readonly settlement: ApprovalSettlement,
    private readonly owningSystems: OwningSystems,
  ) {}

  async handle(
    { approvalId, decision, comment }: InputOf<typeof settleApproval>,
    job: JobContext,
  ): Promise<OutputOf<typeof settleApproval>> {
    const outcome = await this.settlement.settle({
      approvalId,
      formDecision: decision ?? null,
      formComment: comment ?? null,
      processInstanceKey: job.processInstanceKey,
    });
    if (outcome !== 'withdrawn') await this.owningSystems.writeBack(approvalId, job);
    return { outcome };
  }
}
