import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { startFixtureServer } from './fixture-server.ts';

/**
 * Renews docs/screens: `npm run build && node test/web/take-screens.ts`. Every page in both themes at three widths,
 * with the data of the tests, so that two runs differ only where the page does (and in the dates).
 */
const folder = fileURLToPath(new URL('../../docs/screens/', import.meta.url));
const WIDTHS = [360, 768, 1440];
const THEMES = ['light', 'dark'] as const;

interface Screen {
  readonly name: string;
  readonly path: string;
  /** A change and a form are shown whole; of a list its beginning is enough. */
  readonly whole: boolean;
  readonly ready: (page: Page) => Promise<void>;
}

const SCREENS: readonly Screen[] = [
  {
    name: 'inbox',
    path: '/?scope=all',
    whole: false,
    ready: (page) => page.getByText('25 shown, more to load').waitFor(),
  },
  {
    name: 'change',
    path: '/changes/CR-2026-000123',
    whole: true,
    ready: (page) => page.getByText('Now at: Get one approval').waitFor(),
  },
  {
    name: 'decide',
    path: '/changes/CR-2026-000123',
    whole: false,
    ready: async (page) => {
      await page.getByText('Now at: Get one approval').waitFor();
      await page.getByRole('button', { name: 'Approve', exact: true }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'changes',
    path: '/changes',
    whole: false,
    ready: (page) => page.getByText('25 shown, more to load').waitFor(),
  },
  { name: 'submit', path: '/submit', whole: true, ready: (page) => page.getByLabel('Title').waitFor() },
];

const server = await startFixtureServer();
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  for (const colorScheme of THEMES) {
    for (const width of WIDTHS) {
      const viewport = { width, height: width < 500 ? 740 : 900 };
      const context = await browser.newContext({ colorScheme, viewport, locale: 'en-GB', reducedMotion: 'reduce' });
      const page = await context.newPage();
      for (const { name, path, whole, ready } of SCREENS) {
        await page.goto(server.url + path);
        await ready(page);
        // The web fonts and the dialog's transition.
        await page.waitForTimeout(500);
        await page.screenshot({ path: `${folder}${name}-${colorScheme}-${width}.png`, fullPage: whole });
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
}
