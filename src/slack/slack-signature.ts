import { createHmac, timingSafeEqual } from 'node:crypto';

const TOLERANCE_SECONDS = 5 * 60;

export interface SignedRequest {
  readonly rawBody: Buffer;
  /** Header `X-Slack-Request-Timestamp`: Unix time in seconds. */
  readonly timestamp: string;
  /** Header `X-Slack-Signature`. */
  readonly signature: string;
}

/**
 * Whether Slack signed exactly these bytes within five minutes of now: `v0=` and the hex HMAC-SHA256 over
 * `v0:timestamp:body` (docs.slack.dev/authentication/verifying-requests-from-slack). Times in the future count as
 * stale, too: Slack's own Bolt accepts them, which would give a captured request a longer life.
 */
export function isSignedBySlack(request: SignedRequest, secret: string, now: Date): boolean {
  if (!/^\d{1,12}$/.test(request.timestamp)) return false;
  if (Math.abs(now.getTime() / 1_000 - Number(request.timestamp)) > TOLERANCE_SECONDS) return false;
  const expected = Buffer.from(
    `v0=${createHmac('sha256', secret).update(`v0:${request.timestamp}:`).update(request.rawBody).digest('hex')}`,
  );
  const given = Buffer.from(request.signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
