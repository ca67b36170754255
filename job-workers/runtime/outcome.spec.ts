import { describe, expect, it } from 'vitest';
import { BusinessError, NotFoundError, PermanentError, TransientError } from '../../src/domain/errors.js';
import { outcomeOf, RETRY_BACKOFF } from './outcome.js';

const contract = { type: 'arena.complete-change', errors: ['SYSTEM_REFUSED'] };
const unchanged = (text: string) => text;
const outcome = (error: unknown, retries = 5, random = 1) =>
  outcomeOf(error, { contract, retries }, unchanged, RETRY_BACKOFF, () => random);

describe('what the engine is told of an error', () => {
  it('is a BPMN error for a refusal that the contract declares', () => {
    expect(outcome(new BusinessError('SYSTEM_REFUSED', 'The change is locked.'))).toEqual({
      kind: 'bpmn-error',
      code: 'SYSTEM_REFUSED',
      message: 'The change is locked.',
    });
  });

  it.each([new NotFoundError('change', 'CR-2026-000001'), new PermanentError('SETTINGS', 'Correct the password.')])(
    'is an incident at once for what no retry changes: $code',
    (error) => {
      expect(outcome(error)).toMatchObject({ kind: 'failed', retries: 0, message: `${error.code}: ${error.message}` });
    },
  );

  it('waits longer after each passing failure, up to two minutes', () => {
    const pauses = [5, 4, 3, 2].map((retries) => outcome(new TransientError('DOWN', 'It is down.'), retries));
    expect(pauses).toMatchObject([
      { retries: 4, backoffMs: 2_000 },
      { retries: 3, backoffMs: 8_000 },
      { retries: 2, backoffMs: 32_000 },
      { retries: 1, backoffMs: 120_000 },
    ]);
  });

  it('spreads the pauses over the whole range', () => {
    expect(outcome(new TransientError('DOWN', 'It is down.'), 3, 0)).toMatchObject({ backoffMs: 0 });
    expect(outcome(new TransientError('DOWN', 'It is down.'), 3, 0.5)).toMatchObject({ backoffMs: 16_000 });
  });

  it('never returns before the system asked for, and not later than in an hour', () => {
    const asked = (retryAfterMs: number) => outcome(new TransientError('BUSY', 'Wait.', { retryAfterMs }), 5, 0);
    expect(asked(5_000)).toMatchObject({ backoffMs: 5_000 });
    expect(asked(1e9)).toMatchObject({ backoffMs: 3_600_000 });
  });

  it('uses up no retry while the step only waits for something, or for our own database', () => {
    const waiting = new TransientError('TASK_NOT_VISIBLE', 'Not yet.', { retryAfterMs: 1_000, waiting: true });
    expect(outcome(waiting, 1, 1)).toMatchObject({ kind: 'failed', retries: 1, backoffMs: 3_000 });
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    expect(outcome(refused, 2, 0)).toMatchObject({ kind: 'failed', retries: 2 });
  });

  it('is an incident when the last retry failed', () => {
    expect(outcome(new TransientError('DOWN', 'It is down.'), 1)).toMatchObject({ kind: 'failed', retries: 0 });
  });

  it('takes whatever else is thrown for passing, in one line of at most 500 characters', () => {
    const unknown = outcome(new RangeError(`first line\n${'x'.repeat(900)}`));
    expect(unknown).toMatchObject({ kind: 'failed', retries: 4 });
    expect(unknown.kind === 'failed' && unknown.message).toMatch(
      /^UNEXPECTED: arena\.complete-change failed with RangeError: first line x+…$/,
    );
    expect(unknown.kind === 'failed' && unknown.message).toHaveLength(500);
    expect(outcome('a bare string')).toMatchObject({ kind: 'failed', retries: 4 });
  });
});
