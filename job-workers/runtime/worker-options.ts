import os from 'node:os';
import { RETRY_BACKOFF } from './outcome.js';
import type { Backoff } from './backoff.js';

/** How the runtime behaves; the defaults are for production, tests shorten them. */
export interface WorkerOptions {
  /** Shown to operators beside an active job. */
  readonly workerName: string;
  /** Longest wait until a job that no stream brought is found: one that timed out elsewhere, or that found all streams full. */
  readonly pollIntervalMs: number;
  /** Between attempts to open a broken stream again. */
  readonly reopen: Backoff;
  /** Between attempts to tell the engine an outcome. */
  readonly redeliver: Backoff;
  /** Between tries of a failed job. */
  readonly retry: Backoff;
  /** Running jobs get this long to finish after SIGTERM, and never longer than the longest job time-out. */
  readonly drainLimitMs: number;
  /** While draining: how long what is on the wire may still arrive before the streams are closed. */
  readonly flushMs: number;
  /** The connection is built anew when nothing was answered, or no stream was open, for this long. */
  readonly reconnectAfterMs: number;
}

export const WORKER_OPTIONS: WorkerOptions = {
  workerName: `countersign@${os.hostname()}:${process.pid}`,
  pollIntervalMs: 3_000,
  reopen: { baseMs: 250, factor: 2, capMs: 5_000 },
  redeliver: { baseMs: 100, factor: 2, capMs: 2_000 },
  retry: RETRY_BACKOFF,
  drainLimitMs: 30_000,
  flushMs: 200,
  reconnectAfterMs: 20_000,
};

/** A handler ends before the engine's own time-out, so that a hung one costs a retry instead of starting again for ever. */
export const HANDLER_SHARE = 0.9;
/** A job that waited longer than this share of its time goes back: the rest might not be enough. */
export const WAITING_SHARE = 0.5;
