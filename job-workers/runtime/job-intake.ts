import type { Logger } from '../../src/logging/logger.js';
import type { ActivatedJob, JobBroker, JobSubscription } from '../../src/ports/job-broker.port.js';
import { fullJitter } from './backoff.js';
import type { Liveness } from './liveness.js';
import { pause } from './pause.js';
import type { WorkerOptions } from './worker-options.js';

/** A stream that has lived this long was really open, not refused at once. */
const PROVEN_MS = 1_000;

export interface IntakeParts {
  readonly broker: JobBroker;
  readonly subscription: JobSubscription;
  /** Jobs asked for by one poll. */
  readonly batch: number;
  readonly options: WorkerOptions;
  readonly liveness: Liveness;
  readonly logger: Logger;
  /** Resolves when the job was started or put aside: until then no further one is read. */
  readonly offer: (job: ActivatedJob) => Promise<void>;
}

/** Gets the jobs of one type: pushed by a stream, and by polls those that the stream does not bring. */
export class JobIntake {
  private readonly stopPolls = new AbortController();
  private readonly stopStream = new AbortController();
  private loops: Promise<unknown> = Promise.resolve();
  private streamOpen = false;
  private streamFailures = 0;
  private pollFails = false;
  private lastJob: Date | null = null;

  constructor(private readonly parts: IntakeParts) {}

  start(): void {
    this.loops = Promise.all([this.readStreams(), this.poll()]);
  }

  /** Takes no more jobs. What is already on its way is still offered, so that it can be handed back. */
  async stop(): Promise<void> {
    this.stopPolls.abort();
    await pause(this.parts.options.flushMs, new AbortController().signal);
    this.stopStream.abort();
    await this.loops;
  }

  get isStreaming(): boolean {
    return this.streamOpen;
  }

  get lastJobAt(): Date | null {
    return this.lastJob;
  }

  private async readStreams(): Promise<void> {
    // Polls and streams stop one after the other; a stream that breaks meanwhile need not come back.
    while (!this.stopPolls.signal.aborted) {
      const proven = setTimeout(() => this.markOpen(), PROVEN_MS);
      try {
        await this.readStream();
      } catch (error) {
        this.logLostStream(error);
      }
      clearTimeout(proven);
      this.markLost();
      await pause(fullJitter(this.parts.options.reopen, this.streamFailures), this.stopPolls.signal);
      this.streamFailures += 1;
    }
  }

  private async readStream(): Promise<void> {
    const { broker, subscription, liveness } = this.parts;
    for await (const job of broker.stream(subscription, this.stopStream.signal)) {
      this.markOpen();
      liveness.answered();
      await this.take(job);
    }
  }

  private async poll(): Promise<void> {
    const { broker, subscription, batch, options, liveness } = this.parts;
    const signal = this.stopPolls.signal;
    while (!signal.aborted) {
      let found = 0;
      try {
        const jobs = await broker.activate(subscription, batch);
        liveness.answered();
        this.pollFails = false;
        found = jobs.length;
        for (const job of jobs) await this.take(job);
      } catch (error) {
        liveness.failed();
        this.logFailedPoll(error);
      }
      // A full batch means that more are waiting; the offers above have made sure that there is room.
      if (found < batch) await pause(options.pollIntervalMs * (0.75 + Math.random() / 4), signal);
    }
  }

  private async take(job: ActivatedJob): Promise<void> {
    this.lastJob = new Date();
    await this.parts.offer(job);
  }

  private markOpen(): void {
    if (this.streamOpen) return;
    this.streamOpen = true;
    this.streamFailures = 0;
    this.parts.liveness.streamOpened();
  }

  private markLost(): void {
    if (!this.streamOpen) return;
    this.streamOpen = false;
    this.parts.liveness.streamLost();
  }

  /** Once per interruption, not once per attempt. */
  private logLostStream(error: unknown): void {
    if (this.streamFailures > 0) return;
    this.parts.logger.warn(
      { jobType: this.parts.subscription.jobType, error },
      'WORKER-001 the job stream broke and is opened again',
    );
  }

  private logFailedPoll(error: unknown): void {
    if (this.pollFails) return;
    this.pollFails = true;
    this.parts.logger.warn(
      { jobType: this.parts.subscription.jobType, error },
      'WORKER-002 jobs could not be polled; tried again',
    );
  }
}
