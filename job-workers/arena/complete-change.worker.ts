import { ChangeReview } from '../../src/changes/change-review.js';
import { completeChange } from '../../src/contracts/arena.complete-change.contract.js';
import { OwningSystems } from '../../src/owning-systems/owning-systems.js';
import type { HandlesJob, InputOf, JobContext, OutputOf } from '../runtime/job-context.js';
import { JobHandler } from '../runtime/job-handler.decorator.js';

@JobHandler(completeChange)
export class CompleteChangeWorker implements HandlesJob<typeof completeChange> {
  constructor(
    private readonly review: ChangeReview,
    private readonly owningSystems: OwningSystems,
  ) {}

  async handle(
    { changeId }: InputOf<typeof completeChange>,
    job: JobContext,
  ): Promise<OutputOf<typeof completeChange>> {
    await this.review.beginImplementation(changeId);
    await this.owningSystems.implement('arena', changeId, job);
    return {};
  }
}
