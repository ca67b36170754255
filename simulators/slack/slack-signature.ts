import { createHmac } from 'node:crypto';

/** The headers with which Slack proves that a request is its own; `at` is in seconds since the epoch. */
export function slackSignatureHeaders(
  signingSecret: string,
  body: string,
  at = Math.floor(Date.now() / 1000),
): Record<string, string> {
  const digest = createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${digest}` };
}
