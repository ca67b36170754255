import { status } from '@grpc/grpc-js';
import { PermanentError, TransientError } from '../../domain/errors.js';

/** Back-pressure, lost connections and what gRPC makes of a gateway that restarts. UNAUTHENTICATED: a token expired on the way. */
const TRANSIENT: ReadonlySet<number> = new Set([
  status.RESOURCE_EXHAUSTED,
  status.UNAVAILABLE,
  status.DEADLINE_EXCEEDED,
  status.CANCELLED,
  status.ABORTED,
  status.INTERNAL,
  status.UNKNOWN,
  status.UNAUTHENTICATED,
]);

/** The gRPC status of a failed call; undefined when it did not come from gRPC. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'number') return undefined;
  return status[error.code] === undefined ? undefined : error.code;
}

/** A failed command as one of our kinds: ENGINE_UNAVAILABLE (transient) or ENGINE_REFUSED (permanent). */
export function engineErrorOf(error: unknown, command: string): TransientError | PermanentError {
  if (error instanceof TransientError || error instanceof PermanentError) return error;
  const code = statusOf(error);
  const reason = error instanceof Error ? error.message : String(error);
  if (code === undefined || TRANSIENT.has(code)) {
    return new TransientError('ENGINE_UNAVAILABLE', `The process engine did not take ${command}: ${reason}`, {
      cause: error,
    });
  }
  return new PermanentError('ENGINE_REFUSED', `The process engine refused ${command}: ${reason}`, { cause: error });
}
