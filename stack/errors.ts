/** Codes of everything that can stop the local stack; docs/runbooks/local-stack.md explains each. */
export type StackErrorCode =
  | 'CSTACK-JDK'
  | 'CSTACK-MAVEN'
  | 'CSTACK-DOWNLOAD'
  | 'CSTACK-DISK'
  | 'CSTACK-PORT'
  | 'CSTACK-SETTING'
  | 'CSTACK-RUNNING'
  | 'CSTACK-BUILD'
  | 'CSTACK-START'
  | 'CSTACK-POSTGRES-USER'
  | 'CSTACK-STOPPED';

/** A failure that a person can act on: its message is one line that says what happened and what to do. */
export class StackError extends Error {
  override readonly name = 'StackError';
  readonly code: StackErrorCode;

  constructor(code: StackErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
