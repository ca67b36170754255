import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppModule } from '../../src/app.module.js';
import { requireSignIn } from '../../src/auth/require-sign-in.js';
import { ENV } from '../../src/config/env.js';
import { serveApiDocument } from '../../src/http/api-document.js';
import { configureHttp } from '../../src/http/configure-http.js';
import { createTestDatabase, type TestDatabase } from '../database/postgres.js';
import { freePorts } from '../process/engines/free-ports.ts';
import { routesOf, type Route } from './routes-of.ts';
import { testEnv } from './test-platform.ts';

/** What answers without sign-in, and with which status when nothing proves who calls. */
const OPEN: readonly { readonly route: RegExp; readonly status: number }[] = [
  { route: /^GET \/health$/, status: 503 },
  { route: /^HEAD \/auth\/(login|callback)$/, status: 405 },
  { route: /^GET \/auth\/login$/, status: 503 },
  { route: /^GET \/auth\/callback$/, status: 400 },
  { route: /^GET \/go\/approvals\/[^/]+$/, status: 303 },
  { route: /^POST \/api\/v1\/slack\/interactions$/, status: 401 },
  { route: /^POST \/api\/v1\/intake\//, status: 404 },
];

describe('every endpoint of the platform', () => {
  let app: NestExpressApplication;
  let database: TestDatabase;
  let url: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    const ports = await freePorts(['platform', 'nobody']);
    url = `http://localhost:${ports.platform}`;
    const nobody = `http://127.0.0.1:${ports.nobody}`;
    const moduleRef = await Test.createTestingModule({ imports: [AppModule] })
      .overrideProvider(ENV)
      .useValue({
        ...testEnv(database.url, url, nobody),
        ZEEBE_GRPC_ADDRESS: nobody.replace('http', 'grpc'),
        ZEEBE_REST_ADDRESS: nobody,
      })
      .compile();
    app = moduleRef.createNestApplication<NestExpressApplication>({ rawBody: true, logger: false });
    configureHttp(app);
    requireSignIn(app, ['/api/docs', '/api/docs-json', '/api/docs-yaml']);
    serveApiDocument(app);
    await app.listen(ports.platform, '127.0.0.1');
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const expectedStatus = ({ method, path }: Route): number =>
    OPEN.find(({ route }) => route.test(`${method} ${path}`))?.status ?? 401;

  it('refuses callers who did not sign in and sign nothing', async () => {
    const routes = routesOf(app);
    expect(routes.length).toBeGreaterThan(20);
    for (const route of routes) {
      const { method, path } = route;
      const headers = { 'content-type': 'application/json', origin: url };
      const body = method === 'GET' || method === 'HEAD' ? undefined : '{}';
      const answer = await fetch(url + path, { method, redirect: 'manual', headers, body });
      expect(answer.status, `${method} ${path}`).toBe(expectedStatus(route));
    }
  });

  it('is known here when it is open, and an entry here is a route', () => {
    const names = routesOf(app).map(({ method, path }) => `${method} ${path}`);
    for (const { route } of OPEN) {
      expect(
        names.filter((name) => route.test(name)),
        String(route),
      ).not.toEqual([]);
    }
  });
});
