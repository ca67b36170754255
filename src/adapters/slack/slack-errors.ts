import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { CountersignError, PermanentError, TransientError } from '../../domain/errors.js';

/** Slack's own troubles; every other `ok: false` repeats until somebody changes something. */
const passing = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
  'ratelimited',
  'team_added_to_org',
]);

const remedies: Readonly<Record<string, string>> = {
  account_inactive: 'Install the app again and set SLACK_BOT_TOKEN.',
  invalid_auth: 'Set SLACK_BOT_TOKEN to the token of the installed app.',
  not_authed: 'Set SLACK_BOT_TOKEN.',
  token_revoked: 'The app was removed from the workspace. Install it again and set SLACK_BOT_TOKEN.',
  token_expired: 'Install the app again and set SLACK_BOT_TOKEN.',
  missing_scope: 'Give the app the scopes chat:write, im:write and users:read.email.',
  user_not_found: 'Correct the Slack id of the person.',
};

/** Slack answers 200 with `ok: false` for everything but rate limits and outages (docs.slack.dev/apis/web-api). */
export function toSlackFailure(error: unknown): CountersignError {
  if (error instanceof CountersignError) return error;
  if (error instanceof WebAPIRateLimitedError) {
    return new TransientError('SLACK_RATE_LIMITED', `Slack asks to wait ${error.retryAfter} s.`, {
      cause: error,
      retryAfterMs: error.retryAfter * 1_000,
    });
  }
  if (error instanceof WebAPIPlatformError) return fromAnswer(error.data.error, error);
  if (error instanceof WebAPIHTTPError && error.statusCode < 500 && error.statusCode !== 429) {
    return new PermanentError('SLACK_REFUSED', `Slack refused with HTTP ${error.statusCode}. Check SLACK_API_URL.`, {
      cause: error,
    });
  }
  if (error instanceof WebAPIRequestError) {
    return new TransientError('SLACK_UNREACHABLE', `Slack cannot be reached: ${error.original.message}`, {
      cause: error,
    });
  }
  return new TransientError(
    'SLACK_UNAVAILABLE',
    `Slack did not answer properly: ${error instanceof Error ? error.message : String(error)}`,
    { cause: error },
  );
}

function fromAnswer(code: string, cause: Error): CountersignError {
  if (passing.has(code)) return new TransientError('SLACK_UNAVAILABLE', `Slack answered ${code}.`, { cause });
  return new PermanentError('SLACK_REFUSED', `Slack answered ${code}. ${remedies[code] ?? ''}`.trim(), { cause });
}

/** The message is gone, so nothing untrue is left to correct. */
export const isGone = (error: unknown): boolean =>
  error instanceof WebAPIPlatformError && ['message_not_found', 'channel_not_found'].includes(error.data.error);
