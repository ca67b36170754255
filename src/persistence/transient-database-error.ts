import { QueryFailedError } from 'typeorm';

/** SQLSTATE classes that say: try again. Connection, transaction rollback (deadlock, serialization), resources, intervention. */
const TRANSIENT_CLASSES = ['08', '40', '53', '57'];
const TRANSIENT_CODES = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'];

/** Whether the database may answer the same request later: it is away, starting, or chose this transaction as a deadlock's victim. */
export function isTransientDatabaseError(error: unknown): boolean {
  const cause = error instanceof QueryFailedError ? (error.driverError as unknown) : error;
  if (!(cause instanceof Error)) return false;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  if (TRANSIENT_CODES.includes(code) || TRANSIENT_CLASSES.includes(code.slice(0, 2))) return true;
  // node-postgres and TypeORM report a connection that ended without any code.
  return /^Connection terminated|^timeout exceeded when trying to connect|^Driver not Connected/.test(cause.message);
}
