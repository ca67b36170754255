import type { JobContract } from '../../src/contracts/job-contract.js';
import { BusinessError, PermanentError, TransientError } from '../../src/domain/errors.js';
import { isTransientDatabaseError } from '../../src/persistence/transient-database-error.js';
import { fullJitter, type Backoff } from './backoff.js';
import type { Redact } from './redaction.js';

/** What the engine is told of a job. */
export type Outcome =
  | { readonly kind: 'completed'; readonly variables: Readonly<Record<string, unknown>> }
  | { readonly kind: 'bpmn-error'; readonly code: string; readonly message: string }
  | { readonly kind: 'failed'; readonly retries: number; readonly backoffMs: number; readonly message: string };

/** Retries that our diagrams give a job; how many are gone tells which attempt this was. */
const USUAL_RETRIES = 5;
/** Four delays of 2 s, 8 s, 32 s and 2 min at most: a restart of a system is survived, a real outage becomes an incident. */
export const RETRY_BACKOFF: Backoff = { baseMs: 2_000, factor: 4, capMs: 120_000 };
/** While a step waits for something, it looks again every few seconds. */
const WAITING_BACKOFF: Backoff = { baseMs: 3_000, factor: 1, capMs: 3_000 };
/** What an owning system asks for is honoured up to this. */
const LONGEST_PAUSE_MS = 3_600_000;
const LONGEST_MESSAGE = 500;

export interface FailedJob {
  readonly contract: Pick<JobContract, 'type' | 'errors'>;
  /** Tries that were left, the failed one included. */
  readonly retries: number;
}

/**
 * The one place where an error becomes the engine's business:
 * declared BusinessError → BPMN error; other BusinessError and PermanentError → incident at once;
 * TransientError and whatever is unknown → one retry less, after a pause; while the step only waits, as many retries as before.
 */
export function outcomeOf(
  error: unknown,
  job: FailedJob,
  redact: Redact,
  backoff: Backoff = RETRY_BACKOFF,
  random: () => number = Math.random,
): Outcome {
  if (error instanceof BusinessError && job.contract.errors.includes(error.code)) {
    // People read it as the reason; the code has a field of its own.
    return { kind: 'bpmn-error', code: error.code, message: bounded(error.message, redact) };
  }
  const message = bounded(describe(error, job.contract.type), redact);
  if (error instanceof BusinessError || error instanceof PermanentError) {
    return { kind: 'failed', retries: 0, backoffMs: 0, message };
  }
  if (isWaiting(error)) {
    const pause = fullJitter(WAITING_BACKOFF, 0, random);
    return { kind: 'failed', retries: job.retries, backoffMs: Math.max(pause, askedBy(error)), message };
  }
  const retries = Math.max(0, job.retries - 1);
  const pause = fullJitter(backoff, Math.max(0, USUAL_RETRIES - job.retries), random);
  return { kind: 'failed', retries, backoffMs: Math.max(pause, askedBy(error)), message };
}

/** Our own database is away, or something else must happen first: the step itself was not tried. */
function isWaiting(error: unknown): boolean {
  return (error instanceof TransientError && error.waiting) || isTransientDatabaseError(error);
}

function askedBy(error: unknown): number {
  return error instanceof TransientError ? Math.min(error.retryAfterMs ?? 0, LONGEST_PAUSE_MS) : 0;
}

function bounded(text: string, redact: Redact): string {
  const safe = redact(text).replace(/\s+/g, ' ').trim();
  return safe.length <= LONGEST_MESSAGE ? safe : `${safe.slice(0, LONGEST_MESSAGE - 1)}…`;
}

function describe(error: unknown, jobType: string): string {
  if (error instanceof BusinessError || error instanceof TransientError || error instanceof PermanentError) {
    return `${error.code}: ${error.message}`;
  }
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `UNEXPECTED: ${jobType} failed with ${reason} (its stack is in the workers' log)`;
}
