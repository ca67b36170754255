import { ApprovalOpening } from '../../src/approvals/approval-opening.js';
import { openApproval } from '../../src/contracts/approval.open.contract.js';
import { OwningSystems } from '../../src/owning-systems/owning-systems.js';
import type { HandlesJob, InputOf, JobContext, OutputOf } from '../runtime/job-context.js';
import { JobHandler } from '../runtime/job-handler.decorator.js';

@JobHandler(openApproval)
export class OpenApprovalWorker implements HandlesJob<typeof openApproval> {
  constructor(
    private readonly opening: ApprovalOpening,
    private readonly owningSystems: OwningSystems,
  ) {}

  async handle(
    { changeId, requiredApproval }: InputOf<typeof openApproval>,
    job: JobContext,
  ): Promise<OutputOf<typeof openApproval>> {
    const opened = await this.opening.open({
      changeId,
      requiredApproval,
      processInstanceKey: job.processInstanceKey,
      elementInstanceKey: job.elementInstanceKey,
    });
    await this.owningSystems.raiseApproval(opened.approvalId, job);
    return opened;
  }
}
