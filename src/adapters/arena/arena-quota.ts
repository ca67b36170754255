import { TransientError } from '../../domain/errors.js';

const RESET_WHEN_UNKNOWN_MS = 15 * 60_000;

/**
 * Requests that the workspace has left today (ARENA-DOC api_licensing.md): every answer says so,
 * and at 0 no further call may be made until the reset. The count is the workspace's, so each process sees the truth.
 */
export class ArenaQuota {
  private remaining: number | undefined;
  private resetAt = 0;

  constructor(private readonly now: () => number = Date.now) {}

  /** Takes the headers of an answer; what is missing or not readable is left as it was. */
  observe(headers: Headers): void {
    const remaining = Number(headers.get('x-arena-requests-remaining') ?? Number.NaN);
    if (!Number.isInteger(remaining)) return;
    this.remaining = remaining;
    this.resetAt = resetTime(headers.get('x-arena-next-request-limit-reset')) ?? this.now() + RESET_WHEN_UNKNOWN_MS;
  }

  /** The workspace answered 429, whatever its headers say. */
  exhaust(): void {
    this.remaining = 0;
    if (this.resetAt <= this.now()) this.resetAt = this.now() + RESET_WHEN_UNKNOWN_MS;
  }

  /**
   * @param reserve calls that must be left for others
   * @throws TransientError with the time until the reset
   */
  require(reserve = 0): void {
    if (this.remaining === undefined || this.remaining > reserve || this.resetAt <= this.now()) return;
    const retryAfterMs = this.resetAt - this.now();
    throw new TransientError(
      'SYSTEM_QUOTA',
      `Arena's requests of the day are used up (${this.remaining} left); the count starts again at ${new Date(this.resetAt).toISOString()}.`,
      { retryAfterMs },
    );
  }
}

const PRODUCT_FORMAT = /(\d{1,2})-([A-Z][a-z]{2})-(\d{4}) (\d{2}:\d{2}:\d{2}) GMT([+-]\d{4})/;

/** Reads `Fri, 02-May-2014 14:22:13 GMT-0700 (PDT)` and ordinary dates; undefined for anything else. */
export function resetTime(header: string | null): number | undefined {
  if (header === null) return undefined;
  const [, day, month, year, time, offset] = PRODUCT_FORMAT.exec(header) ?? [];
  const at = Date.parse(day === undefined ? header : `${day} ${month} ${year} ${time} ${offset}`);
  return Number.isNaN(at) ? undefined : at;
}
