import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PageTests } from './open-page.ts';

const tests = new PageTests();
beforeAll(() => tests.start());
afterAll(() => tests.stop());

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Each page with something that is there once it has loaded. */
const PAGES = [
  { name: 'inbox', path: '/?scope=all', ready: (page: Page) => page.getByText('25 shown, more to load') },
  {
    name: 'change',
    path: '/changes/CR-2026-000123',
    ready: (page: Page) => page.getByText('Now at: Get one approval'),
  },
  { name: 'changes', path: '/changes', ready: (page: Page) => page.getByText('25 shown, more to load') },
  { name: 'submit', path: '/submit', ready: (page: Page) => page.getByLabel('Title') },
  { name: 'unknown address', path: '/nowhere', ready: (page: Page) => page.getByText('There is no such page') },
];

/** Serious and critical findings, with the elements they are about. */
async function seriousFindings(page: Page): Promise<string[]> {
  // Playwright evaluates past the page's content security policy; the page itself could not load this.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

describe.each(PAGES)('the page "$name"', ({ path, ready }) => {
  it.each(['light', 'dark'] as const)('has no serious accessibility finding in the %s theme', async (colorScheme) => {
    const { page, complaints } = await tests.open(path, { colorScheme });
    await ready(page).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it.each([360, 768, 1440])('does not scroll sideways at %i px', async (width) => {
    const { page } = await tests.open(path, { viewport: { width, height: 740 } });
    await ready(page).waitFor();
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBe(0);
  });
});

describe('dialogs', () => {
  it.each(['light', 'dark'] as const)('have no serious accessibility finding in the %s theme', async (colorScheme) => {
    const { page } = await tests.open('/changes/CR-2026-000123', { colorScheme });
    await page.getByRole('button', { name: 'Reject', exact: true }).click();
    await page.getByRole('button', { name: 'Reject the change' }).click();
    await page.getByText('Say why you reject this change.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Person and settings' }).click();
    await page.getByText('Signed in as').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });
});

describe('a page whose code is gone, as after a new release', () => {
  it('says so and comes back when it is loaded again', async () => {
    const { page } = await tests.open('/?q=bracket');
    await page.route('**/assets/change-page*.js', (route) => route.abort());
    await page.getByRole('link', { name: 'Reinforce the bracket' }).click();
    await page.getByRole('heading', { name: 'This page could not be loaded' }).waitFor();
    await page.unroute('**/assets/change-page*.js');
    await page.getByRole('button', { name: 'Load again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Reinforce the bracket of the pump housing' }).waitFor();
  });
});

describe('the first load of the inbox', () => {
  it('needs at most 350 kB of compressed JavaScript, and not the diagram viewer', async () => {
    const { page, server } = await tests.open('/?scope=all');
    await page.getByText('25 shown, more to load').waitFor();
    const scripts = await page.evaluate<string[]>(
      'performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.endsWith(".js"))',
    );
    const bodies = await Promise.all(scripts.map(async (url) => Buffer.from(await (await fetch(url)).arrayBuffer())));
    const kilobytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1_000;
    expect(scripts.every((url) => url.startsWith(server.url))).toBe(true);
    expect(kilobytes).toBeGreaterThan(50);
    expect(kilobytes).toBeLessThan(350);
    expect(scripts.filter((url) => url.includes('diagram'))).toEqual([]);
  });

  it('loads nothing from anywhere else', async () => {
    const { page, server } = await tests.open('/changes/CR-2026-000123');
    await page.getByText('Now at: Get one approval').waitFor();
    const origins = await page.evaluate<string[]>(
      'performance.getEntriesByType("resource").map(({ name }) => new URL(name).origin)',
    );
    expect(new Set(origins)).toEqual(new Set([server.url]));
  });
});
