import { CountersignError, PermanentError, TransientError } from '../../domain/errors.js';

/** What nodemailer puts on its errors (nodemailer.com/errors). */
interface MailError extends Error {
  readonly code?: unknown;
  readonly responseCode?: unknown;
}

/** Until a person repairs settings or credentials, these fail the same way every time. */
const settingsCodes = new Set<unknown>(['EAUTH', 'ENOAUTH', 'EOAUTH2', 'ECONFIG', 'EREQUIRETLS']);

/** SMTP's own distinction: 4yz may work later, 5yz will not (RFC 5321, 4.2.1). Everything unknown may work later. */
export function toMailFailure(error: unknown): CountersignError {
  if (error instanceof CountersignError) return error;
  const { message, code, responseCode } =
    error instanceof Error ? (error as MailError) : (new Error(String(error)) as MailError);
  if (settingsCodes.has(code)) {
    return new PermanentError('MAIL_SETTINGS', `The mail server refuses our settings; check SMTP_URL: ${message}`, {
      cause: error,
    });
  }
  if (typeof responseCode === 'number' && responseCode >= 500) {
    return new PermanentError('MAIL_REFUSED', `The mail server refuses the message: ${message}`, { cause: error });
  }
  return new TransientError('MAIL_UNAVAILABLE', `The mail server did not take the message: ${message}`, {
    cause: error,
  });
}
