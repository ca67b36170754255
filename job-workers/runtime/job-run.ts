import { z } from 'zod';
import { PermanentError, TransientError } from '../../src/domain/errors.js';
import type { ActivatedJob } from '../../src/ports/job-broker.port.js';
import type { RegisteredHandler } from './handler-registry.js';

/**
 * Runs one job: reads its variables by the contract, calls the handler, checks what it returns.
 * Throws PermanentError INPUT_INVALID or OUTPUT_INVALID, TransientError HANDLER_TIMEOUT, or what the handler throws.
 */
export async function runJob(
  handler: RegisteredHandler,
  job: ActivatedJob,
  limitMs: number,
): Promise<Readonly<Record<string, unknown>>> {
  const { contract } = handler;
  const input = contract.input.safeParse(job.variables);
  if (!input.success) {
    throw new PermanentError(
      'INPUT_INVALID',
      `The variables of ${contract.type} are not usable: ${issuesOf(input.error)}. Correct them in the process instance and retry.`,
    );
  }
  const result = await within(limitMs, contract.type, handler.handle(input.data, job));
  const output = contract.output.pipe(z.record(z.string(), z.unknown())).safeParse(result);
  if (output.success) return output.data;
  throw new PermanentError(
    'OUTPUT_INVALID',
    `${handler.name} returned what its contract does not allow: ${issuesOf(output.error)}.`,
  );
}

const issuesOf = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.map(String).join('.') || 'the whole'}: ${message}`).join('; ');

/** A handler that hangs must not hold its place for ever. It may still end later; its step is idempotent. */
async function within<T>(limitMs: number, jobType: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new TransientError('HANDLER_TIMEOUT', `${jobType} did not finish within ${limitMs} ms.`)),
      limitMs,
    );
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
