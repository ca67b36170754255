import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestHandler, Response } from 'express';
import type { Faults } from './faults.ts';

/** Shows the planned transport faults on a product's API. `answer` writes an error in the product's own format. */
export function faultMiddleware(faults: Faults, answer: (response: Response, status: number) => void): RequestHandler {
  return async (request, response, next) => {
    const call = { method: request.method, path: request.originalUrl };
    const latency = faults.strike('latency', call);
    if (latency) await sleep(latency.ms);
    if (faults.strike('reset-before', call)) {
      response.socket?.resetAndDestroy();
      return;
    }
    const failure = faults.strike('status', call);
    if (failure) {
      if (failure.retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(failure.retryAfterSeconds));
      answer(response, failure.status);
      return;
    }
    if (faults.strike('reset-after', call)) loseAnswer(response);
    next();
  };
}

/** The request is carried out, but its answer never arrives: the caller cannot know whether it happened. */
function loseAnswer(response: Response): void {
  Object.assign(response, {
    end: () => {
      response.socket?.resetAndDestroy();
      return response;
    },
  });
}
