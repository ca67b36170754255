import { registerChange } from '../../src/contracts/change.register.contract.js';
import { OwningSystems } from '../../src/owning-systems/owning-systems.js';
import type { HandlesJob, InputOf, JobContext, OutputOf } from '../runtime/job-context.js';
import { JobHandler } from '../runtime/job-handler.decorator.js';

@JobHandler(registerChange)
export class RegisterChangeWorker implements HandlesJob<typeof registerChange> {
  constructor(private readonly owningSystems: OwningSystems) {}

  async handle(
    { changeId, requiredApprovals }: InputOf<typeof registerChange>,
    job: JobContext,
  ): Promise<OutputOf<typeof registerChange>> {
    const systems = requiredApprovals.map(({ owningSystem }) => owningSystem);
    return { registrations: await this.owningSystems.register(changeId, systems, job) };
  }
}
