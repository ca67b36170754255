import { describe, expect, it } from 'vitest';
import { redactionFor } from './redaction.js';

const redact = redactionFor({
  ARENA_PASSWORD: 'arena-pass-1234',
  ERPNEXT_API_SECRET: 'erp-secret-9876',
  DATABASE_URL: 'postgres://app:p%40ss-word@127.0.0.1:5442/countersign',
  WINDCHILL_URL: 'http://127.0.0.1:4002/Windchill',
  LOG_LEVEL: 'info',
});

describe('text that operators see', () => {
  it.each([
    ['signing in with arena-pass-1234 failed', 'signing in with [secret] failed'],
    ['connect postgres://app:p%40ss-word@127.0.0.1:5442 refused', 'connect postgres://[secret]@127.0.0.1:5442 refused'],
    ['password p@ss-word was refused', 'password [secret] was refused'],
    ['header authorization: Bearer eyJhbGciOi.J9.abc', 'header authorization: Bearer [secret]'],
    ['GET amqp://guest:guest-pw@broker/vhost', 'GET amqp://[secret]@broker/vhost'],
  ])('hides what is secret in "%s"', (text, safe) => {
    expect(redact(text)).toBe(safe);
  });

  it('leaves everything else as it is', () => {
    const text = 'GET http://127.0.0.1:4002/Windchill answered 503 at info level';
    expect(redact(text)).toBe(text);
  });
});
