/** Exponential delays, in milliseconds. */
export interface Backoff {
  readonly baseMs: number;
  readonly factor: number;
  readonly capMs: number;
}

/**
 * Full jitter: evenly between zero and the exponential ceiling, so that many that failed together do not return together.
 * `attempt` counts from 0.
 */
export function fullJitter(
  { baseMs, factor, capMs }: Backoff,
  attempt: number,
  random: () => number = Math.random,
): number {
  return Math.round(random() * Math.min(capMs, baseMs * factor ** attempt));
}
