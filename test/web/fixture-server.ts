import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerApi } from './fixture-api.ts';
import { FixtureState } from './fixture-state.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The policy of the platform, so that a page that would break it breaks here. */
const CONTENT_SECURITY_POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
  "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const builtPage = fileURLToPath(new URL('../../dist/web/', import.meta.url));

export interface FixtureServer {
  readonly url: string;
  readonly state: FixtureState;
  close(): Promise<void>;
}

/** Serves the built page with an API that lives in memory: for tests of the page only. */
export async function startFixtureServer({ port = 0, folder = builtPage } = {}): Promise<FixtureServer> {
  const state = new FixtureState();
  const index = readFileSync(join(folder, 'index.html'));
  const server = createServer((request, response) => {
    answer(request, response, state, folder, index).catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${actual}`,
    state,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  state: FixtureState,
  folder: string,
  index: Buffer,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY);
  if (url.pathname.startsWith('/api/') || url.pathname.startsWith('/auth/')) {
    await answerApi(request, response, url, state);
    return;
  }
  const file = extname(url.pathname) === '' ? undefined : join(folder, normalize(url.pathname));
  const content = file === undefined ? index : await readFile(file).catch(() => undefined);
  if (content === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': types[extname(file ?? '.html') || '.html'] ?? 'application/octet-stream' });
  response.end(content);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await startFixtureServer({
    port: Number(process.env['PORT'] ?? 29_001),
    folder: process.argv[2] ?? builtPage,
  });
  console.log(server.url);
}
