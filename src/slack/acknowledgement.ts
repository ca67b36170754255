import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Logger } from '../logging/logger.js';

/** Slack shows an error after three seconds without answer; the way to us takes part of them. */
const ANSWER_WITHIN_MS = 2_000;

export const LATE = Symbol('LATE');

/**
 * Answers in time: usually when the work is done, so that an answer means "recorded"; else at once, while the work goes
 * on and is waited for at shutdown.
 */
@Injectable()
export class Acknowledgement implements OnApplicationShutdown {
  private readonly unfinished = new Set<Promise<unknown>>();

  constructor(private readonly logger: Logger) {}

  async inTime<T>(work: Promise<T>): Promise<T | typeof LATE> {
    const tracked = work.finally(() => this.unfinished.delete(tracked));
    this.unfinished.add(tracked);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<typeof LATE>((resolve) => {
      timer = setTimeout(() => resolve(LATE), ANSWER_WITHIN_MS);
    });
    const first = await Promise.race([tracked, late]).finally(() => clearTimeout(timer));
    if (first === LATE) {
      tracked.catch((error: unknown) =>
        this.logger.error({ error }, 'SLACK-004 an interaction failed after its answer'),
      );
    }
    return first;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.unfinished);
  }
}
