import { AlreadyDecidedError, BusinessError } from '../domain/errors.js';

/** What a person reads whose press did not decide anything; undefined when the reason is no business of his. */
export function refusalText(error: unknown): string | undefined {
  if (error instanceof AlreadyDecidedError && error.decision !== null) {
    const { verdict, byName, at, via } = error.decision;
    return `Decided by ${byName} at ${new Date(at).toUTCString()} via ${via}: ${verdict}. Your press changed nothing.`;
  }
  return error instanceof BusinessError ? error.message : undefined;
}

export const TRY_AGAIN = 'This could not be recorded just now. Nothing was decided; please try again in a moment.';
