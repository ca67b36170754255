import type { VirtualClock } from '../shared/virtual-clock.ts';

const PACIFIC = 'America/Los_Angeles';
const pacificTime = new Intl.DateTimeFormat('en-US', {
  timeZone: PACIFIC,
  hourCycle: 'h23',
  weekday: 'short',
  year: 'numeric',
  month: 'short',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
});

function pacificParts(at: Date): Record<string, string> {
  return Object.fromEntries(pacificTime.formatToParts(at).map((part) => [part.type, part.value]));
}

/** Requests of the workspace per day, counted from midnight Pacific time (ARENA-DOC api_licensing.md). */
export class Quota {
  readonly limit: number;
  readonly #clock: VirtualClock;
  #day = '';
  #used = 0;

  constructor(limit: number, clock: VirtualClock) {
    this.limit = limit;
    this.#clock = clock;
  }

  /** Counts one call, failed or not; false when the day's calls are used up. */
  spend(): boolean {
    this.#startNewDay();
    if (this.#used >= this.limit) return false;
    this.#used += 1;
    return true;
  }

  exhaust(): void {
    this.#startNewDay();
    this.#used = this.limit;
  }

  get remaining(): number {
    this.#startNewDay();
    return this.limit - this.#used;
  }

  /** The product's own odd format: `Fri, 02-May-2014 14:22:13 GMT-0700 (PDT)`. */
  get nextReset(): string {
    const parts = pacificParts(this.#nextMidnight());
    const offset = parts.timeZoneName === 'PDT' ? 'GMT-0700' : 'GMT-0800';
    return `${parts.weekday}, ${parts.day}-${parts.month}-${parts.year} ${parts.hour}:${parts.minute}:${parts.second} ${offset} (${parts.timeZoneName})`;
  }

  #nextMidnight(): Date {
    const now = this.#clock.now();
    const { hour, minute, second } = pacificParts(now);
    const sinceMidnight = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
    return new Date(now.getTime() + (86_400 - sinceMidnight) * 1000 - now.getMilliseconds());
  }

  #startNewDay(): void {
    const { year, month, day } = pacificParts(this.#clock.now());
    const today = `${year}-${month}-${day}`;
    if (today !== this.#day) {
      this.#day = today;
      this.#used = 0;
    }
  }
}
