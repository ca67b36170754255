import type { Logger } from '../../src/logging/logger.js';
import type { ActivatedJob } from '../../src/ports/job-broker.port.js';
import type { Outcome } from './outcome.js';
import type { Redact } from './redaction.js';

/** One line per fact of a job, always with the ids by which people search. */
export class JobLog {
  constructor(
    private readonly logger: Logger,
    private readonly redact: Redact,
  ) {}

  ended(job: ActivatedJob, outcome: Outcome, durationMs: number, error: unknown): void {
    const facts = { ...factsOf(job), durationMs };
    switch (outcome.kind) {
      case 'completed':
        this.logger.info(facts, 'job completed');
        break;
      case 'bpmn-error':
        this.logger.info({ ...facts, code: outcome.code, reason: outcome.message }, 'job ended with a BPMN error');
        break;
      case 'failed':
        this.failed(
          { ...facts, retriesLeft: outcome.retries, backoffMs: outcome.backoffMs, reason: outcome.message },
          error,
        );
    }
  }

  superseded(job: ActivatedJob): void {
    this.logger.warn(
      factsOf(job),
      'WORKER-005 the engine no longer waits for this job; another worker or its process went on',
    );
  }

  undelivered(job: ActivatedJob, error: unknown): void {
    this.logger.error(
      { ...factsOf(job), error: this.describe(error) },
      'WORKER-006 the outcome could not be delivered while the job was ours; the engine offers it again',
    );
  }

  handedBack(job: ActivatedJob, reason: string): void {
    this.logger.info({ ...factsOf(job), reason }, 'job handed back unchanged');
  }

  private failed(facts: Readonly<Record<string, unknown>> & { readonly retriesLeft: number }, error: unknown): void {
    const described = { ...facts, error: this.describe(error) };
    if (facts.retriesLeft === 0) this.logger.error(described, 'WORKER-004 job failed for good and is an incident now');
    else this.logger.warn(described, 'WORKER-003 job failed and is tried again');
  }

  private describe(error: unknown): string {
    return this.redact(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

function factsOf(job: ActivatedJob) {
  const { changeId, approvalId } = job.variables;
  return {
    jobType: job.jobType,
    jobKey: job.jobKey,
    processInstanceKey: job.processInstanceKey,
    elementId: job.elementId,
    retries: job.retries,
    ...(typeof changeId === 'string' ? { changeId } : {}),
    ...(typeof approvalId === 'string' ? { approvalId } : {}),
  };
}
