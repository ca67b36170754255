import { PermanentError, TransientError } from '../../src/domain/errors.js';
import type { JobBroker, JobReply } from '../../src/ports/job-broker.port.js';
import { fullJitter } from './backoff.js';
import type { Liveness } from './liveness.js';
import type { Outcome } from './outcome.js';
import { pause } from './pause.js';
import type { WorkerOptions } from './worker-options.js';

/** Tells the engine what became of a job, through back-pressure and lost connections. */
export class OutcomeDelivery {
  constructor(
    private readonly broker: JobBroker,
    private readonly liveness: Liveness,
    private readonly options: Pick<WorkerOptions, 'redeliver'>,
  ) {}

  /**
   * Repeats while the engine cannot take it, until `signal` aborts: then the last TransientError is thrown,
   * and the engine offers the job again after its time-out.
   */
  async deliver(jobKey: string, outcome: Outcome, signal: AbortSignal): Promise<JobReply> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const reply = await this.send(jobKey, outcome);
        this.liveness.answered();
        return reply;
      } catch (error) {
        if (error instanceof PermanentError && outcome.kind !== 'failed') {
          return this.deliver(
            jobKey,
            { kind: 'failed', retries: 0, backoffMs: 0, message: `${error.code}: ${error.message}` },
            signal,
          );
        }
        if (!(error instanceof TransientError) || signal.aborted) throw error;
        this.liveness.failed();
        await pause(fullJitter(this.options.redeliver, attempt), signal);
      }
    }
  }

  private send(jobKey: string, outcome: Outcome): Promise<JobReply> {
    switch (outcome.kind) {
      case 'completed':
        return this.broker.complete(jobKey, outcome.variables);
      case 'bpmn-error':
        return this.broker.throwError(jobKey, outcome);
      case 'failed':
        return this.broker.fail(jobKey, outcome);
    }
  }
}
