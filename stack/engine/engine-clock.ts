/** The time that an engine's timers go by. */
export interface EngineClock {
  /** Pins the clock to this moment (milliseconds since 1970); it stands still until moved or reset. */
  set(timestamp: number): Promise<void>;
  /** Moves the clock forward from where it stands. */
  advance(milliseconds: number): Promise<void>;
  /** Back to the machine's time. */
  reset(): Promise<void>;
}

/** The clock of a broker that was started with ZEEBE_CLOCK_CONTROLLED=true, by its REST API. */
export function controlClock(restAddress: string): EngineClock {
  // The engine tells nobody what time it has, so what was set last is kept here.
  let pinned: number | undefined;
  const set = async (timestamp: number) => {
    await request(`${restAddress}/v2/clock`, 'PUT', { timestamp });
    pinned = timestamp;
  };
  return {
    set,
    advance: (milliseconds) => set((pinned ?? Date.now()) + milliseconds),
    async reset() {
      await request(`${restAddress}/v2/clock/reset`, 'POST', undefined);
      pinned = undefined;
    },
  };
}

async function request(url: string, method: string, body: unknown): Promise<void> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok)
    throw new Error(`The engine's clock was not moved: ${url} answered ${response.status} ${await response.text()}`);
}
