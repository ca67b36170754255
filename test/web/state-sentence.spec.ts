import { describe, expect, it } from 'vitest';
import type { ChangeDetail } from '../../web/src/api/types.ts';
import { stateSentence } from '../../web/src/change/state-sentence.ts';
import { english } from '../../web/src/messages/english.ts';
import { german } from '../../web/src/messages/german.ts';
import { momentsIn } from '../../web/src/time/moments.ts';
import { approvalOf, changeOf } from './fixture-data.ts';

const now = new Date('2026-12-03T12:00:00Z');
const inLanguage = (locale: string, messages: typeof english) => ({
  messages,
  moments: momentsIn(locale),
  list: (items: readonly string[]) => new Intl.ListFormat(locale).format(items),
});
const say = (change: ChangeDetail) => stateSentence(change, now, inLanguage('en-GB', english));

/** Procurement and finance were asked two days ago, on Tuesday. */
function waiting(dueAt: string): ChangeDetail {
  const change = changeOf(1, { title: 'A change' });
  const asked = { openedAt: '2026-12-01T09:00:00Z', dueAt };
  change.approvals = [
    approvalOf(change, 1, { domain: 'quality', owningSystem: 'arena', state: 'approved' }),
    approvalOf(change, 2, { domain: 'procurement', owningSystem: 'erpnext', ...asked }),
    approvalOf(change, 3, { domain: 'finance', owningSystem: 'erpnext', ...asked, dueAt: '2026-12-20T12:00:00Z' }),
  ];
  return change;
}

describe('the sentence about a change', () => {
  it('names those who are still asked, since when, and the earliest due time', () => {
    const change = waiting('2026-12-03T16:30:00Z');
    expect(say(change)).toBe('Waiting for procurement and finance since Tuesday, due in 4 hours.');
    expect(stateSentence(change, now, inLanguage('de-DE', german))).toBe(
      'Wartet seit Dienstag auf Einkauf und Finanzen, fällig in 4 Stunden.',
    );
  });

  it('says by how much it is late', () => {
    const change = waiting('2026-12-01T10:00:00Z');
    expect(say(change)).toBe('Waiting for procurement and finance since Tuesday, late by 2 days.');
    expect(stateSentence(change, now, inLanguage('de-DE', german))).toBe(
      'Wartet seit Dienstag auf Einkauf und Finanzen, überfällig seit 2 Tagen.',
    );
  });

  it('names who rejected it, for which domain', () => {
    const change = changeOf(1, { title: 'A change', state: 'rejected', closedAt: '2026-12-02T10:00:00Z' });
    const decision = {
      by: 'quality-1',
      byName: 'Quality Approver 1',
      via: 'slack',
      at: '2026-12-02T10:00:00Z',
      comment: '',
    } as const;
    change.approvals = [
      approvalOf(change, 1, {
        domain: 'quality',
        owningSystem: 'arena',
        state: 'rejected',
        decision: { verdict: 'rejected', ...decision },
      }),
    ];
    expect(say(change)).toBe('Rejected by Quality Approver 1 for quality on Wednesday.');
  });

  it('has something to say in every state', () => {
    const states = [
      'draft',
      'in_review',
      'approved',
      'implementing',
      'implemented',
      'rejected',
      'withdrawn',
      'failed',
    ] as const;
    const sentences = states.map((state) => say(changeOf(1, { title: 'A change', state })));
    expect(new Set(sentences).size).toBe(states.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});
