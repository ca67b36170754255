import type { Step } from './scenario.ts';

/** Variables as the SDK takes them. */
export type Variables = Readonly<Record<string, Json>>;
export type Json = string | number | boolean | Json[] | { [key: string]: Json };

/** What a job handler does in a test. */
export type Answer =
  | { readonly kind: 'complete'; readonly variables: Variables }
  | { readonly kind: 'error'; readonly code: string; readonly variables: Variables }
  /** The handler is still at work when the test goes on. */
  | { readonly kind: 'hold' };

/** The answers of one job type: the first call gets the first, the last is repeated. */
export type Script = readonly ((step: Step) => Answer | Promise<Answer>)[];

export const completes = (variables: Variables = {}): Answer => ({
  kind: 'complete',
  variables,
});
export const throws = (code: string, variables: Variables = {}): Answer => ({
  kind: 'error',
  code,
  variables,
});
export const holds = (): Answer => ({ kind: 'hold' });
