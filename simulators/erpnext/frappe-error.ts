/** HTTP statuses of Frappe's exceptions (frappe/exceptions.py); whatever derives from ValidationError answers 417. */
const STATUS = {
  ValidationError: 417,
  MandatoryError: 417,
  LinkValidationError: 417,
  TimestampMismatchError: 417,
  WorkflowTransitionError: 417,
  WorkflowPermissionError: 417,
  WorkflowStateError: 417,
  DocstatusTransitionError: 417,
  UpdateAfterSubmitError: 417,
  AuthenticationError: 401,
  PermissionError: 403,
  DoesNotExistError: 404,
  DuplicateEntryError: 409,
  RateLimitExceededError: 429,
  SessionStopped: 503,
  QueryDeadlockError: 508,
  Exception: 500,
} as const;
export type ExceptionType = keyof typeof STATUS;

/** An exception as Frappe answers it; `exc` and `_server_messages` are JSON within JSON. */
export class FrappeError extends Error {
  readonly type: ExceptionType;

  constructor(type: ExceptionType, message: string) {
    super(message);
    this.name = 'FrappeError';
    this.type = type;
  }

  get status(): number {
    return STATUS[this.type];
  }

  toBody(): Record<string, unknown> {
    const exception = `frappe.exceptions.${this.type}: ${this.message}`;
    return {
      exception,
      exc_type: this.type,
      exc: JSON.stringify([`Traceback (most recent call last):\n${exception}\n`]),
      _server_messages: JSON.stringify([
        JSON.stringify({ message: this.message, title: 'Message', indicator: 'red', raise_exception: 1 }),
      ]),
    };
  }
}

/** The exception that belongs to a planned HTTP status. */
export function errorOfStatus(status: number): FrappeError {
  const type = {
    401: 'AuthenticationError',
    403: 'PermissionError',
    404: 'DoesNotExistError',
    409: 'DuplicateEntryError',
    417: 'ValidationError',
    429: 'RateLimitExceededError',
    503: 'SessionStopped',
    508: 'QueryDeadlockError',
  } as const;
  const known = Object.entries(type).find(([code]) => Number(code) === status)?.[1];
  return new FrappeError(known ?? 'Exception', known ? `The server answers ${status}.` : 'Internal Server Error');
}

export const doesNotExist = (doctype: string, name: string): FrappeError =>
  new FrappeError('DoesNotExistError', `${doctype} ${name} not found`);
