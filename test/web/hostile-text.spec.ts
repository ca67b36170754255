import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChangeDetail } from '../../web/src/api/types.ts';
import { approvalOf, changeOf, entryOf, inHours } from './fixture-data.ts';
import { PageTests } from './open-page.ts';

const tests = new PageTests();
beforeAll(() => tests.start());
afterAll(() => tests.stop());

const HOSTILE = '"><img src=x onerror="window.hit=1"><script>window.hit=1</script>{{7*7}}${7*7}';

/** A change with a script in every text that somebody else can write. */
function hostileChange(): ChangeDetail {
  const change = changeOf(666, {
    title: HOSTILE,
    requesterName: HOSTILE,
    site: HOSTILE,
    source: HOSTILE,
    outcomeReason: HOSTILE,
    owningObjects: [{ system: 'arena', number: HOSTILE, state: HOSTILE, url: 'javascript:window.hit=1' }],
    operateUrl: 'javascript:window.hit=1',
  });
  change.content = {
    ...change.content,
    description: HOSTILE,
    reason: HOSTILE,
    affectedItems: [{ number: HOSTILE, revision: HOSTILE, description: HOSTILE }],
  };
  change.approvals = [
    approvalOf(change, 1, {
      domain: 'quality',
      owningSystem: 'arena',
      accountable: HOSTILE,
      objectNumber: HOSTILE,
      objectUrl: 'javascript:window.hit=1',
      requesterName: HOSTILE,
      state: 'rejected',
      decision: { verdict: 'rejected', by: HOSTILE, byName: HOSTILE, via: 'web', at: inHours(-1), comment: HOSTILE },
    }),
    approvalOf(change, 2, { domain: 'engineering', owningSystem: 'windchill', accountable: HOSTILE }),
  ];
  return change;
}

describe('hostile text', () => {
  it('stays text on the page of a change, and never becomes a link', async () => {
    const { page, complaints } = await tests.open('/changes/CR-2026-000666', {}, ({ state }) => {
      state.changes = [hostileChange()];
      state.timelines.set('CR-2026-000666', [
        entryOf(1, { kind: HOSTILE, actor: HOSTILE, actorName: HOSTILE, facts: { reason: HOSTILE } }),
        entryOf(2, { kind: 'change.withdrawn', actorName: HOSTILE, facts: { reason: HOSTILE } }),
        entryOf(3, { kind: 'owning-system.registered', facts: { system: HOSTILE, number: HOSTILE } }),
      ]);
    });
    await page.getByRole('heading', { level: 1, name: HOSTILE }).waitFor();
    await page.locator('.timeline > li').nth(2).waitFor();
    await page.locator('.djs-container svg').first().waitFor();
    expect(await page.evaluate('window.hit')).toBeUndefined();
    expect(await page.locator('img, main script').count()).toBe(0);
    expect(await page.locator('[href^="javascript:"]').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('stays text in the lists and in the address', async () => {
    const query = encodeURIComponent(HOSTILE);
    const { page, complaints } = await tests.open(`/?scope=all&q=${query}`, {}, ({ state }) => {
      state.changes = [hostileChange()];
    });
    await page.getByRole('link', { name: HOSTILE }).waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe(HOSTILE);
    await page.goto(new URL(`/changes?q=${query}`, page.url()).href);
    await page.getByRole('link', { name: HOSTILE }).waitFor();
    expect(await page.evaluate('window.hit')).toBeUndefined();
    expect(complaints).toEqual([]);
  });

  it('runs nothing, even if markup got in: the content security policy refuses it', async () => {
    const { page } = await tests.open('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.hit=1">')`);
    await page.evaluate(
      `(() => { const script = document.createElement('script'); script.textContent = 'window.hit=1'; document.body.append(script); })()`,
    );
    await page.waitForTimeout(300);
    expect(await page.evaluate('window.hit')).toBeUndefined();
  });
});
