import type { z } from 'zod';

/**
 * What a job type promises: the variables it reads, the variables it returns and the BPMN errors it may throw.
 * The worker runtime parses both sides with it; element templates and model checks are derived from it.
 */
export interface JobContract<
  Type extends string = string,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  readonly type: Type;
  readonly summary: string;
  readonly input: Input;
  readonly output: Output;
  /** BPMN error codes that a model may catch. Any other BusinessError becomes an incident. */
  readonly errors: readonly string[];
  /** How long the engine waits for the handler before it offers the job again. */
  readonly timeoutMs: number;
  /** Jobs of this type handled at the same time by one worker process. */
  readonly concurrency: number;
  /** Job type of the compensation handler, for jobs that write to an owning system. */
  readonly compensatedBy?: string;
}

export function defineJob<Type extends string, Input extends z.ZodType, Output extends z.ZodType>(
  contract: Omit<JobContract<Type, Input, Output>, 'timeoutMs' | 'concurrency'> & {
    timeoutMs?: number;
    concurrency?: number;
  },
): JobContract<Type, Input, Output> {
  return { timeoutMs: 20_000, concurrency: 16, ...contract };
}

/** For jobs that call owning systems: longer than the longest call of an adapter, which is 50 s. */
export const OWNING_SYSTEM_TIMEOUT_MS = 60_000;
