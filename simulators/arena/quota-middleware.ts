import type { RequestHandler } from 'express';
import type { ArenaContext } from './arena-context.ts';
import { ArenaError } from './arena-errors.ts';

/** Counts every call but the login, sets the quota headers on every answer, and answers 429 when the day's calls are used up. */
export function quotaMiddleware({ quota, faults }: ArenaContext): RequestHandler {
  return (request, response, next) => {
    if (faults.strike('quota-exhausted', { method: request.method, path: request.originalUrl })) quota.exhaust();
    const allowed = request.path === '/login' || quota.spend();
    response.setHeader('X-Arena-Requests-Remaining', String(quota.remaining));
    response.setHeader('X-Arena-Next-Request-Limit-Reset', quota.nextReset);
    response.setHeader('Server', 'ArenaSolutions');
    if (!allowed) {
      throw new ArenaError(429, {
        code: 4084,
        message: `You have exceeded your maximum of "${quota.limit}" requests during the last 24 hours. Additional requests can be made at "${quota.nextReset}".`,
      });
    }
    next();
  };
}
