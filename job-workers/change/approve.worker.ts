import { ChangeReview } from '../../src/changes/change-review.js';
import { approveChange } from '../../src/contracts/change.approve.contract.js';
import type { HandlesJob, InputOf, OutputOf } from '../runtime/job-context.js';
import { JobHandler } from '../runtime/job-handler.decorator.js';

@JobHandler(approveChange)
export class ApproveChangeWorker implements HandlesJob<typeof approveChange> {
  constructor(private readonly review: ChangeReview) {}

  async handle({ changeId }: InputOf<typeof approveChange>): Promise<OutputOf<typeof approveChange>> {
    await this.review.approve(changeId);
    return {};
  }
}
