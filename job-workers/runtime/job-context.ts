import type { z } from 'zod';
import type { JobContract } from '../../src/contracts/job-contract.js';

/** What the engine says of the job besides its variables. Keys identify the step: a repeated job has the same ones. */
export interface JobContext {
  readonly jobKey: string;
  readonly processInstanceKey: string;
  readonly elementInstanceKey: string;
  readonly processId: string;
  readonly elementId: string;
  /** Tries that are left, this one included. */
  readonly retries: number;
  readonly deadline: Date;
}

/** A worker: one step of a flow. Errors are translated by the runtime; see outcome.ts. */
export interface HandlesJob<Contract extends JobContract> {
  handle(input: z.output<Contract['input']>, job: JobContext): Promise<z.input<Contract['output']>>;
}

export type InputOf<Contract extends JobContract> = z.output<Contract['input']>;
export type OutputOf<Contract extends JobContract> = z.input<Contract['output']>;
