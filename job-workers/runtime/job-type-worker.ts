import type { Logger } from '../../src/logging/logger.js';
import type { ActivatedJob, JobBroker } from '../../src/ports/job-broker.port.js';
import type { RegisteredHandler } from './handler-registry.js';
import { JobIntake } from './job-intake.js';
import { JobLog } from './job-log.js';
import { runJob } from './job-run.js';
import type { Liveness } from './liveness.js';
import { OutcomeDelivery } from './outcome-delivery.js';
import { outcomeOf, type Outcome } from './outcome.js';
import type { Redact } from './redaction.js';
import { Slots } from './slots.js';
import { HANDLER_SHARE, WAITING_SHARE, type WorkerOptions } from './worker-options.js';

export interface WorkerParts {
  readonly broker: JobBroker;
  readonly options: WorkerOptions;
  readonly liveness: Liveness;
  readonly logger: Logger;
  readonly redact: Redact;
}

/** Handles the jobs of one type: takes them, runs a bounded number at a time, and tells the engine what became of each. */
export class JobTypeWorker {
  private readonly slots: Slots;
  private readonly intake: JobIntake;
  private readonly delivery: OutcomeDelivery;
  private readonly log: JobLog;
  private readonly running = new Map<ActivatedJob, Promise<void>>();
  private readonly notStarted: ActivatedJob[] = [];
  private readonly givenUp = new AbortController();

  constructor(
    private readonly handler: RegisteredHandler,
    private readonly parts: WorkerParts,
  ) {
    const { contract } = handler;
    this.slots = new Slots(contract.concurrency);
    this.delivery = new OutcomeDelivery(parts.broker, parts.liveness, parts.options);
    this.log = new JobLog(parts.logger, parts.redact);
    this.intake = new JobIntake({
      ...parts,
      subscription: { jobType: contract.type, workerName: parts.options.workerName, timeoutMs: contract.timeoutMs },
      batch: contract.concurrency,
      offer: (job) => this.offer(job),
    });
  }

  start(): void {
    this.intake.start();
  }

  status() {
    return {
      jobType: this.handler.contract.type,
      streaming: this.intake.isStreaming,
      running: this.running.size,
      lastJobAt: this.intake.lastJobAt,
    };
  }

  /** Takes no more jobs; those that were received and not started go back, so that another worker has them at once. */
  async stopIntake(): Promise<void> {
    this.slots.close();
    await this.intake.stop();
    await Promise.all(this.notStarted.splice(0).map((job) => this.handBack(job, 'the worker stops')));
  }

  /** Waits for the running jobs until `limit` aborts; what is not finished then goes back too. */
  async finish(limit: AbortSignal): Promise<void> {
    const aborted = new Promise<void>((resolve) => limit.addEventListener('abort', () => resolve(), { once: true }));
    await Promise.race([Promise.all(this.running.values()), limit.aborted ? undefined : aborted]);
    const unfinished = [...this.running.keys()];
    this.givenUp.abort();
    await Promise.all(
      unfinished.map((job) => this.handBack(job, 'the worker had to stop before the job was finished')),
    );
  }

  private async offer(job: ActivatedJob): Promise<void> {
    const receivedAt = Date.now();
    if (!(await this.slots.take())) {
      this.notStarted.push(job);
      return;
    }
    if (Date.now() - receivedAt > this.handler.contract.timeoutMs * WAITING_SHARE) {
      this.slots.release();
      await this.handBack(job, 'it waited too long for a free place');
      return;
    }
    const run = this.run(job, receivedAt).finally(() => {
      this.running.delete(job);
      this.slots.release();
    });
    this.running.set(job, run);
  }

  private async run(job: ActivatedJob, receivedAt: number): Promise<void> {
    const startedAt = Date.now();
    const { contract } = this.handler;
    const expires = AbortSignal.timeout(Math.max(0, receivedAt + contract.timeoutMs - startedAt));
    const { outcome, error } = await this.outcomeOf(job, receivedAt + contract.timeoutMs * HANDLER_SHARE - startedAt);
    if (this.givenUp.signal.aborted) return;
    this.log.ended(job, outcome, Date.now() - startedAt, error);
    await this.tell(job, outcome, AbortSignal.any([expires, this.givenUp.signal]));
  }

  private async outcomeOf(job: ActivatedJob, limitMs: number): Promise<{ outcome: Outcome; error?: unknown }> {
    try {
      return { outcome: { kind: 'completed', variables: await runJob(this.handler, job, limitMs) } };
    } catch (error) {
      const failed = { contract: this.handler.contract, retries: job.retries };
      return { outcome: outcomeOf(error, failed, this.parts.redact, this.parts.options.retry), error };
    }
  }

  private async handBack(job: ActivatedJob, reason: string): Promise<void> {
    this.log.handedBack(job, reason);
    await this.tell(
      job,
      { kind: 'failed', retries: job.retries, backoffMs: 0, message: `Handed back: ${reason}.` },
      AbortSignal.timeout(5_000),
    );
  }

  private async tell(job: ActivatedJob, outcome: Outcome, signal: AbortSignal): Promise<void> {
    try {
      if ((await this.delivery.deliver(job.jobKey, outcome, signal)) === 'superseded') this.log.superseded(job);
    } catch (error) {
      // Not lost: the engine offers the job again, and its handler finds out what it did already.
      this.log.undelivered(job, error);
    }
  }
}
