import { reopenChange } from '../../src/contracts/arena.reopen-change.contract.js';
import { OwningSystems } from '../../src/owning-systems/owning-systems.js';
import { withFailure } from '../runtime/compensation-failures.js';
import type { HandlesJob, InputOf, JobContext, OutputOf } from '../runtime/job-context.js';
import { JobHandler } from '../runtime/job-handler.decorator.js';

@JobHandler(reopenChange)
export class ReopenChangeWorker implements HandlesJob<typeof reopenChange> {
  constructor(private readonly owningSystems: OwningSystems) {}

  async handle(input: InputOf<typeof reopenChange>, job: JobContext): Promise<OutputOf<typeof reopenChange>> {
    const reversal = await this.owningSystems.revertImplementation('arena', input.changeId, job);
    return withFailure(input, { step: 'arena.complete-change', system: 'arena' }, reversal);
  }
}
