import { Problem } from './problem.ts';

/** How often open pages ask for news. */
export const REFRESH_MS = 4_000;

/** A refusal stays one however often it is repeated; what is temporary is worth a second and a third try. */
export function isWorthRetrying(failures: number, error: Error): boolean {
  const temporary = error instanceof Problem && (error.status === 0 || error.status >= 500);
  return temporary && failures < 2;
}
