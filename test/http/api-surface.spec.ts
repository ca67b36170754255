import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SignedInPerson } from '../../simulators/identity-provider/sign-in.ts';
import { routesOf, type Route } from '../auth/routes-of.ts';
import { createChange, startApi, type ApiUnderTest } from './api-under-test.js';
import { storedRows } from './stored-rows.js';

let api: ApiUnderTest;
let person: SignedInPerson;
let changeId: string;
let approvalId: string;

beforeAll(async () => {
  api = await startApi();
  person = await api.signIn('quality-1');
  const opened = await api.core.openApproval();
  changeId = opened.change.id;
  approvalId = opened.approvalId;
  await createChange(person, {}, '?draft=true');
});
afterAll(() => api.stop());

/** Fills in ids of things that are there. */
const address = ({ path }: Route) =>
  path
    .replace('approvals/CR-2026-000001', `approvals/${approvalId}`)
    .replace('changes/CR-2026-000001', `changes/${changeId}`);

describe('reading', () => {
  it('by GET and HEAD changes nothing, whatever is read and by whom', async () => {
    const paths = [
      ...routesOf(api.app).map(address),
      '/api/docs',
      '/api/docs-json',
      '/api/v1/changes?mine=true&q=seal&limit=1',
      '/api/v1/approvals?scope=all&late=false&q=pump&limit=1',
    ];
    const before = await storedRows(api.database.source);
    for (const path of new Set(paths)) {
      for (const method of ['GET', 'HEAD']) {
        for (const send of [
          () => person.fetch(path, { method }),
          () => person.fetch(path, { method, headers: { 'x-countersign-csrf': '1', origin: api.url } }),
          () => fetch(api.url + path, { method, redirect: 'manual' }),
        ]) {
          const response = await send();
          expect(response.status, `${method} ${path}`).toBeLessThan(500);
          await response.body?.cancel();
        }
      }
    }
    expect(await storedRows(api.database.source)).toEqual(before);
  });

  it.each(['changes/:change', 'changes/:change/timeline', 'changes/:change/diagram', 'approvals/:approval'])(
    'GET /api/v1/%s answers with what is there',
    async (template) => {
      const path = template.replace(':change', changeId).replace(':approval', approvalId);
      const response = await person.fetch(`/api/v1/${path}`);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject(
        template.endsWith('diagram') ? { stale: true, processes: [{ processId: 'change-request' }] } : {},
      );
    },
  );

  it('shows no route that answers other methods', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const response = await person.fetch(`/api/v1/changes/${changeId}`, { method });
      expect([response.status, response.headers.get('content-type')]).toEqual([
        404,
        'application/problem+json; charset=utf-8',
      ]);
    }
  });
});

const operationSchema = z.object({
  requestBody: z.unknown().optional(),
  responses: z.record(z.string(), z.object({ content: z.record(z.string(), z.unknown()).optional() })),
});
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({
    schemas: z.record(z.string(), z.unknown()),
    securitySchemes: z.record(z.string(), z.unknown()),
  }),
  security: z.array(z.record(z.string(), z.array(z.string()))),
});

describe('the API document', () => {
  const read = async () => (await (await person.fetch('/api/docs-json')).json()) as OpenAPI3;

  it('is valid: a typed client can be generated from it', async () => {
    const source = astToString(await openapiTS(await read()));
    expect(source).toContain('"/api/v1/changes/{id}/withdraw"');
  });

  it('names every route of the API, and no other', async () => {
    const { paths } = documentSchema.parse(await read());
    const documented = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace('{id}', 'CR-2026-000001')}`),
    );
    const served = routesOf(api.app)
      .filter(({ path }) => path.startsWith('/api/v1/'))
      .map(({ method, path }) => `${method} ${path}`);
    expect(documented.sort()).toEqual(served.sort());
  });

  it('says of every route what it answers, and how it fails', async () => {
    const { paths, components, security } = documentSchema.parse(await read());
    expect(components.schemas).toHaveProperty('Problem');
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, { responses }] of Object.entries(operations)) {
        const what = `${method} ${path}`;
        const good = Object.entries(responses).filter(([status]) => /^2/.test(status));
        expect(
          good.map(([, { content }]) => Object.keys(content ?? {})),
          what,
        ).toEqual(path.endsWith('withdraw') ? [[]] : [['application/json']]);
        const bad = Object.entries(responses).filter(([status]) => !/^2/.test(status));
        expect(
          bad.map(([status]) => status),
          what,
        ).toContain('default');
        for (const [, { content }] of bad) {
          expect(content, what).toEqual({
            'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
          });
        }
      }
    }
    for (const name of security.flatMap((requirement) => Object.keys(requirement))) {
      expect(components.securitySchemes).toHaveProperty(name);
    }
  });

  it('is a page, too', async () => {
    const page = await person.fetch('/api/docs');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });
});
