/** A bounded number of places, given in the order they were asked for. */
export class Slots {
  private taken = 0;
  private closed = false;
  private readonly waiting: ((granted: boolean) => void)[] = [];

  constructor(private readonly size: number) {}

  /** Waits for a place; false when none will be given any more. */
  take(): Promise<boolean> {
    if (this.closed) return Promise.resolve(false);
    if (this.taken < this.size) {
      this.taken += 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  release(): void {
    const next = this.waiting.shift();
    // The place goes over to the next one in line, so `taken` stays.
    if (next === undefined) this.taken -= 1;
    else next(true);
  }

  /** Sends everybody in line away. */
  close(): void {
    this.closed = true;
    for (const refuse of this.waiting.splice(0)) refuse(false);
  }
}
