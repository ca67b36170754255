import { describe, expect, it } from 'vitest';
import { CHANGE_STATES, isFinal, mayBecome } from './change.js';

describe('the life of a change', () => {
  it('ends in implemented, rejected, withdrawn or failed, and nowhere else', () => {
    expect(CHANGE_STATES.filter(isFinal)).toEqual(['implemented', 'rejected', 'withdrawn', 'failed']);
  });

  it('cannot be withdrawn once it is approved', () => {
    expect(mayBecome('in_review', 'withdrawn')).toBe(true);
    expect(mayBecome('approved', 'withdrawn')).toBe(false);
    expect(mayBecome('implementing', 'withdrawn')).toBe(false);
  });

  it('never leaves a final state', () => {
    for (const from of CHANGE_STATES.filter(isFinal)) {
      for (const to of CHANGE_STATES) expect(mayBecome(from, to)).toBe(false);
    }
  });
});
