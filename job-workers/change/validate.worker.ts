import { ChangeReview } from '../../src/changes/change-review.js';
import { validateChange } from '../../src/contracts/change.validate.contract.js';
import type { HandlesJob, InputOf, JobContext, OutputOf } from '../runtime/job-context.js';
import { JobHandler } from '../runtime/job-handler.decorator.js';

@JobHandler(validateChange)
export class ValidateChangeWorker implements HandlesJob<typeof validateChange> {
  constructor(private readonly review: ChangeReview) {}

  async handle(
    { changeId }: InputOf<typeof validateChange>,
    job: JobContext,
  ): Promise<OutputOf<typeof validateChange>> {
    return this.review.validate(changeId, job.processInstanceKey);
  }
}
