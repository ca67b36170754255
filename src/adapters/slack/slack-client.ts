import { LogLevel, WebClient, type Logger as SlackLogger } from '@slack/web-api';
import type { Logger } from '../../logging/logger.js';

const TIMEOUT_MS = 10_000;

/**
 * The SDK's defaults would hold every call back while one is rate limited, and repeat for half an hour, by which time
 * somebody else has sent the message again. Here a call ends within ten seconds, and the sender decides about repeats.
 */
export function createSlackClient(
  settings: { readonly apiUrl: string; readonly token: string },
  logger: Logger,
): WebClient {
  return new WebClient(settings.token, {
    slackApiUrl: settings.apiUrl,
    allowAbsoluteUrls: false,
    timeout: TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: adapt(logger),
  });
}

/** Its warnings are all errors that come back to the caller, too, so they are details here. */
function adapt(logger: Logger): SlackLogger {
  const write = (...parts: unknown[]) => logger.debug({ slack: parts.map(String) }, 'slack client');
  return {
    debug: () => undefined,
    info: write,
    warn: write,
    error: write,
    setLevel: () => undefined,
    setName: () => undefined,
    getLevel: () => LogLevel.INFO,
  };
}
