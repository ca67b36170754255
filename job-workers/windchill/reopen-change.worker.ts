import { reopenChangeNotice } from '../../src/contracts/windchill.reopen-change.contract.js';
import { OwningSystems } from '../../src/owning-systems/owning-systems.js';
import { withFailure } from '../runtime/compensation-failures.js';
import type { HandlesJob, InputOf, JobContext, OutputOf } from '../runtime/job-context.js';
import { JobHandler } from '../runtime/job-handler.decorator.js';

@JobHandler(reopenChangeNotice)
export class ReopenChangeNoticeWorker implements HandlesJob<typeof reopenChangeNotice> {
  constructor(private readonly owningSystems: OwningSystems) {}

  async handle(
    input: InputOf<typeof reopenChangeNotice>,
    job: JobContext,
  ): Promise<OutputOf<typeof reopenChangeNotice>> {
    const reversal = await this.owningSystems.revertImplementation('windchill', input.changeId, job);
    return withFailure(input, { step: 'windchill.release-change', system: 'windchill' }, reversal);
  }
}
