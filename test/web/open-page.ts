import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { startFixtureServer, type FixtureServer } from './fixture-server.ts';

const builtIndex = fileURLToPath(new URL('../../dist/web/index.html', import.meta.url));

/** A page under test, with what its browser complained about. */
export interface OpenPage {
  readonly page: Page;
  readonly server: FixtureServer;
  /** Console errors, uncaught exceptions and violations of the content security policy. */
  readonly complaints: readonly string[];
}

/** A browser and the servers it visits; every test gets a server and a context of its own. */
export class PageTests {
  private browser: Browser | undefined;
  private readonly servers: FixtureServer[] = [];

  async start(): Promise<void> {
    if (!existsSync(builtIndex)) throw new Error('The page is not built. Run `npm run build` first.');
    this.browser = await chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    await Promise.all(this.servers.map((server) => server.close()));
  }

  /** `prepare` changes what the fixture knows before the page is opened. */
  async open(
    path: string,
    options: BrowserContextOptions = {},
    prepare: (server: FixtureServer) => void = () => undefined,
  ): Promise<OpenPage> {
    if (this.browser === undefined) throw new Error('Call start() first.');
    const server = await startFixtureServer();
    this.servers.push(server);
    prepare(server);
    const context = await this.browser.newContext({
      locale: 'en-GB',
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(server.url + path);
    return { page, server, complaints };
  }
}
