import { unregisterChange } from '../../src/contracts/change.unregister.contract.js';
import { OwningSystems } from '../../src/owning-systems/owning-systems.js';
import type { HandlesJob, InputOf, JobContext, OutputOf } from '../runtime/job-context.js';
import { JobHandler } from '../runtime/job-handler.decorator.js';

@JobHandler(unregisterChange)
export class UnregisterChangeWorker implements HandlesJob<typeof unregisterChange> {
  constructor(private readonly owningSystems: OwningSystems) {}

  async handle(
    { changeId }: InputOf<typeof unregisterChange>,
    job: JobContext,
  ): Promise<OutputOf<typeof unregisterChange>> {
    await this.owningSystems.unregister(changeId, job);
    return {};
  }
}
