import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PageTests } from './open-page.ts';

const tests = new PageTests();
beforeAll(() => tests.start());
afterAll(() => tests.stop());

/** Presses Tab until the focused element is the wanted one; fails when the keyboard does not lead there. */
async function tabTo(page: Page, name: string, presses = 60): Promise<void> {
  for (let press = 0; press < presses; press += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) === 0) continue;
    const label = (await focused.getAttribute('aria-label')) ?? (await focused.innerText());
    if (label.trim() === name) return;
  }
  throw new Error(`Tab does not lead to "${name}".`);
}

const theme = (page: Page) => page.evaluate('document.documentElement.dataset.theme');

describe('with the keyboard only', () => {
  it('an approver goes from the inbox to a recorded decision', async () => {
    const { page } = await tests.open('/?q=bracket');
    await page.getByRole('link', { name: 'Reinforce the bracket' }).waitFor();
    await tabTo(page, 'Reinforce the bracket of the pump housing');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Reinforce the bracket of the pump housing' }).waitFor();
    await tabTo(page, 'Reject');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await expect.poll(() => page.locator(':focus').getAttribute('id')).toBe('reason');
    await page.keyboard.type('The tool is not released.');
    await tabTo(page, 'Reject the change');
    await page.keyboard.press('Enter');
    await page.getByText('Rejected by Quality Approver 1 through web inbox').waitFor();
    await expect.poll(() => page.locator(':focus').getAttribute('id')).toBe('CR-2026-000123-A1');
  });

  it('the first Tab leads past the navigation', async () => {
    const { page } = await tests.open('/?scope=all');
    await page.getByText('25 shown, more to load').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Skip to content');
    await page.keyboard.press('Enter');
    expect(await page.locator(':focus').getAttribute('id')).toBe('content');
  });

  it('Escape closes the settings and gives the focus back', async () => {
    const { page } = await tests.open('/');
    await page.getByRole('button', { name: 'Person and settings' }).click();
    await page.getByText('Signed in as').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Signed in as').waitFor({ state: 'detached' });
    expect(await page.locator(':focus').getAttribute('aria-expanded')).toBe('false');
  });
});

describe('theme and language', () => {
  it('follow the system, until the person chooses otherwise', async () => {
    const { page } = await tests.open('/', { colorScheme: 'dark' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await theme(page)).toBe('dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(() => theme(page)).toBe('light');

    await page.getByRole('button', { name: 'Person and settings' }).click();
    await page.getByText('Dark', { exact: true }).click();
    await expect.poll(() => theme(page)).toBe('dark');
    await page.getByText('Deutsch', { exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Eingang' }).waitFor();

    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Eingang' }).waitFor();
    expect(await theme(page)).toBe('dark');
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
  });

  it('speaks German to a German browser', async () => {
    const { page } = await tests.open('/changes/CR-2026-000123', { locale: 'de-DE' });
    await page.getByText(/^Wartet seit \w+ auf Qualität, fällig in 3 Stunden\.$/).waitFor();
  });
});

describe('signing out', () => {
  it('ends the session and goes where the platform says', async () => {
    const { page, server } = await tests.open('/');
    await page.getByRole('button', { name: 'Person and settings' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect.poll(() => server.state.me).toBeNull();
    await expect.poll(() => server.state.requests.at(-1)?.path).toContain('/auth/login');
    const logout = server.state.requests.find(({ path }) => path === '/auth/logout');
    expect(logout).toMatchObject({ method: 'POST', csrf: '1' });
  });
});
