import { cancelOrder } from '../../src/contracts/erp.cancel-order.contract.js';
import { OwningSystems } from '../../src/owning-systems/owning-systems.js';
import { withFailure } from '../runtime/compensation-failures.js';
import type { HandlesJob, InputOf, JobContext, OutputOf } from '../runtime/job-context.js';
import { JobHandler } from '../runtime/job-handler.decorator.js';

@JobHandler(cancelOrder)
export class CancelOrderWorker implements HandlesJob<typeof cancelOrder> {
  constructor(private readonly owningSystems: OwningSystems) {}

  async handle(input: InputOf<typeof cancelOrder>, job: JobContext): Promise<OutputOf<typeof cancelOrder>> {
    const reversal = await this.owningSystems.revertImplementation('erpnext', input.changeId, job);
    return withFailure(input, { step: 'erp.place-order', system: 'erpnext' }, reversal);
  }
}
