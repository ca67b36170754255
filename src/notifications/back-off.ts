const FIRST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;

/** Doubles with each attempt; the random half keeps senders that failed together from coming back together. */
export function backOffMs(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempt - 1));
  return full / 2 + (full / 2) * random();
}
