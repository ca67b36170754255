import { ChangeReview } from '../../src/changes/change-review.js';
import { placeOrder } from '../../src/contracts/erp.place-order.contract.js';
import { OwningSystems } from '../../src/owning-systems/owning-systems.js';
import type { HandlesJob, InputOf, JobContext, OutputOf } from '../runtime/job-context.js';
import { JobHandler } from '../runtime/job-handler.decorator.js';

@JobHandler(placeOrder)
export class PlaceOrderWorker implements HandlesJob<typeof placeOrder> {
  constructor(
    private readonly review: ChangeReview,
    private readonly owningSystems: OwningSystems,
  ) {}

  async handle({ changeId }: InputOf<typeof placeOrder>, job: JobContext): Promise<OutputOf<typeof placeOrder>> {
    await this.review.beginImplementation(changeId);
    await this.owningSystems.implement('erpnext', changeId, job);
    return {};
  }
}
