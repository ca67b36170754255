import { AsyncLocalStorage } from 'node:async_hooks';

const deadlines = new AsyncLocalStorage<AbortSignal>();

/** Runs an operation of several calls; the calls made in it through `SystemHttp` end with the deadline. */
export function withDeadline<Result>(ms: number, operation: () => Promise<Result>): Promise<Result> {
  return deadlines.run(AbortSignal.timeout(ms), operation);
}

export const currentDeadline = (): AbortSignal | undefined => deadlines.getStore();
