/** What is known of the connection to the engine, over all job types. */
export class Liveness {
  private lastAnswer: number | null = null;
  private failing: number | null = null;
  private streamless: number;
  private openStreams = 0;

  constructor(private readonly now: () => number = Date.now) {
    this.streamless = now();
  }

  answered(): void {
    this.lastAnswer = this.now();
    this.failing = null;
  }

  failed(): void {
    this.failing ??= this.now();
  }

  streamOpened(): void {
    this.openStreams += 1;
  }

  streamLost(): void {
    this.openStreams -= 1;
    if (this.openStreams === 0) this.streamless = this.now();
  }

  /** A new connection gets the full time to prove itself. */
  reset(): void {
    this.failing = null;
    this.streamless = this.now();
  }

  get streams(): number {
    return this.openStreams;
  }

  get lastAnswerAt(): Date | null {
    return this.lastAnswer === null ? null : new Date(this.lastAnswer);
  }

  /** How long every call has failed, or no stream has been open. */
  get deadForMs(): number {
    const failing = this.failing === null ? 0 : this.now() - this.failing;
    const streamless = this.openStreams > 0 ? 0 : this.now() - this.streamless;
    return Math.max(failing, streamless);
  }
}
