const BURST = 20;
const PER_SECOND = 1;

/** One message per second and conversation, with short bursts, as Slack documents it. */
export class RateLimit {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  /** Returns the seconds to wait; 0 means that the call may go on. */
  take(channel: string): number {
    const now = Date.now();
    const bucket = this.#buckets.get(channel) ?? { tokens: BURST, at: now };
    const tokens = Math.min(BURST, bucket.tokens + ((now - bucket.at) / 1000) * PER_SECOND);
    if (tokens < 1) return Math.ceil((1 - tokens) / PER_SECOND);
    this.#buckets.set(channel, { tokens: tokens - 1, at: now });
    return 0;
  }
}
