import { Auth } from '@camunda8/sdk';
import { z } from 'zod';
import { WorkerPool } from '../../../job-workers/runtime/worker-pool.js';
import { WORKER_OPTIONS } from '../../../job-workers/runtime/worker-options.js';
import type { JobContext } from '../../../job-workers/runtime/job-context.js';
import { redactionFor } from '../../../job-workers/runtime/redaction.js';
import { ZeebeJobBroker } from '../../../src/adapters/camunda/zeebe-job-broker.adapter.js';
import { defineJob } from '../../../src/contracts/job-contract.js';
import { Logger } from '../../../src/logging/logger.js';

/** Keeps what was logged, for tests that ask for it. */
export class RecordingLogger extends Logger {
  readonly lines: {
    readonly level: string;
    readonly message: string;
    readonly facts: Readonly<Record<string, unknown>>;
  }[] = [];
  readonly debug = this.at('debug');
  readonly info = this.at('info');
  readonly warn = this.at('warn');
  readonly error = this.at('error');

  private at(level: string) {
    return (facts: Readonly<Record<string, unknown>>, message: string) =>
      void this.lines.push({ level, message, facts });
  }
}

export interface TestJob {
  readonly type: string;
  readonly handle: (input: { readonly n?: number | undefined }, job: JobContext) => Promise<unknown>;
  readonly errors?: readonly string[];
  readonly timeoutMs?: number;
  readonly concurrency?: number;
}

export const brokerAt = (grpcAddress: string, credentials: Auth.IHeadersProvider = new Auth.NullAuthProvider()) =>
  new ZeebeJobBroker(grpcAddress, credentials);

/** A pool with one handler; retries come fast. Whoever starts it drains it. */
export function testPool(grpcAddress: string, job: TestJob, credentials?: Auth.IHeadersProvider) {
  const { type, handle, errors = [], ...rest } = job;
  const contract = defineJob({
    type,
    summary: 'A job of the tests.',
    input: z.object({ n: z.number().optional() }),
    output: z.object({ answer: z.string().optional() }),
    errors,
    ...rest,
  });
  const logger = new RecordingLogger();
  const handler = {
    contract,
    name: 'TestHandler',
    handle: (input: unknown, context: JobContext) => handle(contract.input.parse(input), context),
  };
  const pool = new WorkerPool([handler], {
    broker: brokerAt(grpcAddress, credentials),
    logger,
    redact: redactionFor({ ARENA_PASSWORD: 'correct-horse-battery' }),
    options: { ...WORKER_OPTIONS, workerName: 'test', retry: { baseMs: 50, factor: 1, capMs: 50 } },
  });
  return { pool, logger };
}
