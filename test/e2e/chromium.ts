import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { samplePerson } from '../../simulators/shared/people.ts';

/** Only where no Chromium can be had; `npm test` says so in its closing line. */
export const browserIsLeftOut = process.env['COUNTERSIGN_TEST_SKIP_BROWSER'] === '1';

/** One person at one browser, with no session from before. */
export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Console errors and uncaught exceptions of pages that begin with the address that was asked for. */
  readonly complaints: readonly string[];
}

/** Fails with the path that it tried when there is no Chromium. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

export async function newVisit(browser: Browser, complaintsAbout: string): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    const { url } = message.location();
    if (message.type() === 'error' && url.startsWith(complaintsAbout)) complaints.push(`${url}: ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    if (page.url().startsWith(complaintsAbout)) complaints.push(error.message);
  });
  return { context, page, complaints };
}

/** Fills in the form of the identity provider, to which the platform has led the page. */
export async function signInAtProvider(page: Page, personId: string): Promise<void> {
  const { id, password } = samplePerson(personId);
  await page.locator('input[name=login]').fill(id);
  await page.locator('input[name=password]').fill(password);
  await page.locator('[type=submit]').first().click();
}

/** Fills in the sign-in form of Tasklist and Operate. */
export async function signInToWebApps(page: Page, personId: string): Promise<void> {
  const { id, password } = samplePerson(personId);
  await page.getByPlaceholder('Username').fill(id);
  await page.getByPlaceholder('Password').fill(password);
  await page.getByRole('button', { name: 'Login' }).click();
}
