/**
 * What job workers need of the process engine. Failed calls are TransientError (back-pressure, connection, time-out)
 * or PermanentError; a job that is no longer ours is an answer, not an error.
 */
export abstract class JobBroker {
  /**
   * Jobs as the engine pushes them, until `signal` aborts (then it ends) or the stream breaks (then it throws).
   * Reading slowly slows the engine down: what does not fit goes to other workers or waits to be polled.
   */
  abstract stream(subscription: JobSubscription, signal: AbortSignal): AsyncIterable<ActivatedJob>;

  /** Takes jobs that are waiting, at most `limit`, and answers at once; also those whose earlier worker timed out. */
  abstract activate(subscription: JobSubscription, limit: number): Promise<readonly ActivatedJob[]>;

  abstract complete(jobKey: string, variables: Readonly<Record<string, unknown>>): Promise<JobReply>;
  abstract fail(jobKey: string, failure: JobFailure): Promise<JobReply>;
  /** The event that catches the error finds its message as variable `reason`. */
  abstract throwError(jobKey: string, error: { readonly code: string; readonly message: string }): Promise<JobReply>;

  /** Drops the connection and builds a new one; open streams break. */
  abstract reconnect(): void;
  abstract close(): void;
}

/** `superseded`: the job timed out and went elsewhere, or its process moved on or ended. */
export type JobReply = 'accepted' | 'superseded';

export interface JobSubscription {
  readonly jobType: string;
  /** Shown to operators. */
  readonly workerName: string;
  /** After this time the engine offers the job to somebody else. */
  readonly timeoutMs: number;
}

export interface JobFailure {
  /** What is left afterwards; with 0 the engine raises an incident. */
  readonly retries: number;
  readonly backoffMs: number;
  readonly message: string;
}

export interface ActivatedJob {
  readonly jobKey: string;
  readonly jobType: string;
  readonly processInstanceKey: string;
  readonly elementInstanceKey: string;
  readonly processId: string;
  readonly elementId: string;
  readonly retries: number;
  /** By the engine's clock, which tests move. */
  readonly deadline: Date;
  readonly variables: Readonly<Record<string, unknown>>;
}
