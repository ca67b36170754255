import pRetry from 'p-retry';
import { isTransientDatabaseError } from './transient-database-error.js';

/**
 * Repeats a transaction while the database is away, for about half a minute; for results that exist nowhere else yet.
 * Other errors pass at once.
 */
export function untilDatabaseAnswers<T>(transaction: () => Promise<T>): Promise<T> {
  return pRetry(transaction, {
    retries: 12,
    minTimeout: 200,
    factor: 2,
    maxTimeout: 4_000,
    shouldRetry: ({ error }) => isTransientDatabaseError(error),
  });
}
