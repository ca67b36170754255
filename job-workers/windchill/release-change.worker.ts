import { ChangeReview } from '../../src/changes/change-review.js';
import { releaseChange } from '../../src/contracts/windchill.release-change.contract.js';
import { OwningSystems } from '../../src/owning-systems/owning-systems.js';
import type { HandlesJob, InputOf, JobContext, OutputOf } from '../runtime/job-context.js';
import { JobHandler } from '../runtime/job-handler.decorator.js';

@JobHandler(releaseChange)
export class ReleaseChangeWorker implements HandlesJob<typeof releaseChange> {
  constructor(
    private readonly review: ChangeReview,
    private readonly owningSystems: OwningSystems,
  ) {}

  async handle({ changeId }: InputOf<typeof releaseChange>, job: JobContext): Promise<OutputOf<typeof releaseChange>> {
    await this.review.beginImplementation(changeId);
    await this.owningSystems.implement('windchill', changeId, job);
    return {};
  }
}
