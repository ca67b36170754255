import { ChangeReview } from '../../src/changes/change-review.js';
import { concludeChange } from '../../src/contracts/change.conclude.contract.js';
import type { HandlesJob, InputOf, OutputOf } from '../runtime/job-context.js';
import { JobHandler } from '../runtime/job-handler.decorator.js';

@JobHandler(concludeChange)
export class ConcludeChangeWorker implements HandlesJob<typeof concludeChange> {
  constructor(private readonly review: ChangeReview) {}

  async handle({
    changeId,
    outcome,
    reason,
  }: InputOf<typeof concludeChange>): Promise<OutputOf<typeof concludeChange>> {
    await this.review.conclude(changeId, outcome, reason ?? null);
    return {};
  }
}
