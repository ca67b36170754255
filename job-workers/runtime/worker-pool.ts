import type { RegisteredHandler } from './handler-registry.js';
import { JobTypeWorker, type WorkerParts } from './job-type-worker.js';
import { Liveness } from './liveness.js';
import { WORKER_OPTIONS } from './worker-options.js';

export type PoolParts = Omit<WorkerParts, 'liveness' | 'options'> & Partial<Pick<WorkerParts, 'options'>>;

export type PoolStatus = ReturnType<WorkerPool['status']>;

const WATCH_EVERY_MS = 1_000;

/** The workers of all job types upon one connection, and the watchdog that renews it. */
export class WorkerPool {
  private readonly liveness = new Liveness();
  private readonly parts: WorkerParts;
  private readonly workers: readonly JobTypeWorker[];
  private readonly longestTimeoutMs: number;
  private watchdog: NodeJS.Timeout | undefined;
  private draining: Promise<void> | undefined;

  constructor(handlers: readonly RegisteredHandler[], parts: PoolParts) {
    this.parts = { options: WORKER_OPTIONS, ...parts, liveness: this.liveness };
    this.workers = handlers.map((handler) => new JobTypeWorker(handler, this.parts));
    this.longestTimeoutMs = Math.max(0, ...handlers.map(({ contract }) => contract.timeoutMs));
  }

  start(): void {
    this.liveness.reset();
    for (const worker of this.workers) worker.start();
    this.watchdog = setInterval(() => this.watch(), WATCH_EVERY_MS);
  }

  /** Stops in order: no new jobs, unstarted ones back, running ones to their end within the limit, then the connection. */
  drain(): Promise<void> {
    this.draining ??= this.stopInOrder();
    return this.draining;
  }

  status() {
    return {
      draining: this.draining !== undefined,
      openStreams: this.liveness.streams,
      lastAnswerAt: this.liveness.lastAnswerAt,
      deadForMs: this.liveness.deadForMs,
      workers: this.workers.map((worker) => worker.status()),
    };
  }

  private async stopInOrder(): Promise<void> {
    const { broker, options, logger } = this.parts;
    const limit = AbortSignal.timeout(Math.min(options.drainLimitMs, this.longestTimeoutMs));
    const running = this.workers.reduce((sum, worker) => sum + worker.status().running, 0);
    logger.info({ running }, 'no new jobs are taken; running ones finish');
    await Promise.all(this.workers.map((worker) => worker.stopIntake()));
    await Promise.all(this.workers.map((worker) => worker.finish(limit)));
    clearInterval(this.watchdog);
    broker.close();
    logger.info({}, 'all jobs are finished or handed back');
  }

  private watch(): void {
    const { broker, logger, options } = this.parts;
    const { deadForMs } = this.liveness;
    if (deadForMs < options.reconnectAfterMs) return;
    logger.warn({ deadForMs }, 'WORKER-007 the engine has not answered; a new connection is built');
    this.liveness.reset();
    broker.reconnect();
  }
}
