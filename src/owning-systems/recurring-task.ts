import { CountersignError, TransientError } from '../domain/errors.js';
import type { Logger } from '../logging/logger.js';

const LONGEST_PAUSE_MS = 10 * 60_000;

/**
 * Work that is repeated at intervals and whenever it is woken, never twice at the same time.
 * A failure is logged once, until it is another one or over; a system that asks for a pause gets it.
 */
export class RecurringTask {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private awake = false;
  private stopped = false;
  private failure: string | undefined;

  constructor(
    readonly name: string,
    private readonly everyMs: number,
    private readonly work: () => Promise<void>,
    private readonly logger: Logger,
  ) {}

  /** Runs soon; what comes in while it runs is looked at by one further run. */
  wake(): void {
    if (this.stopped) return;
    this.awake = true;
    clearTimeout(this.timer);
    this.running ??= this.runUntilAsleep().finally(() => {
      this.running = undefined;
      if (this.awake) this.wake();
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async runUntilAsleep(): Promise<void> {
    let pauseMs = this.everyMs;
    while (this.awake && !this.stopped) {
      this.awake = false;
      pauseMs = await this.runOnce();
    }
    if (!this.stopped) this.timer = setTimeout(() => this.wake(), pauseMs).unref();
  }

  /** Returns the pause until the next run. */
  private async runOnce(): Promise<number> {
    try {
      await this.work();
      if (this.failure !== undefined) this.logger.info({ task: this.name }, 'INTAKE-002 the task works again');
      this.failure = undefined;
      return this.everyMs;
    } catch (error) {
      const failure = error instanceof CountersignError ? error.code : String(error);
      if (failure !== this.failure)
        this.logger.warn({ task: this.name, error }, 'INTAKE-001 the task failed; it is tried again');
      this.failure = failure;
      const asked = error instanceof TransientError ? (error.retryAfterMs ?? 0) : 0;
      return Math.max(this.everyMs, Math.min(asked, LONGEST_PAUSE_MS));
    }
  }
}
