import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SignedInPerson } from '../../simulators/identity-provider/sign-in.ts';
import { changeContent } from '../factories/change-content.js';
import { post, startApi, type ApiUnderTest } from './api-under-test.js';
import {
  changeWith,
  foreignKeys,
  MARKER,
  prototypeKeys,
  wrongBodies,
  wrongComments,
  wrongValues,
} from './hostile-bodies.js';
import { expectProblem, fieldsOf } from './problem.js';
import { storedRows } from './stored-rows.js';

let api: ApiUnderTest;
let requester: SignedInPerson;
let approver: SignedInPerson;
let changeId: string;
let approvalId: string;
let before: Record<string, string>;

beforeAll(async () => {
  api = await startApi();
  [requester, approver] = await Promise.all([api.signIn('requester-1'), api.signIn('quality-1')]);
  const opened = await api.core.openApproval();
  changeId = opened.change.id;
  approvalId = opened.approvalId;
});
afterAll(() => api.stop());

/** What the platform logged as its own failure since the last look. */
const failures = () =>
  api.log.lines.splice(0).flatMap(({ level, facts }) => (level === 'error' ? [String(facts['error'])] : []));

beforeEach(async () => {
  before = await storedRows(api.database.source);
});
/** Whatever a test sent: nothing was stored, nothing failed inside, and no prototype was touched. */
afterEach(async () => {
  expect(await storedRows(api.database.source)).toEqual(before);
  expect(failures()).toEqual([]);
  expect(Object.prototype).not.toHaveProperty('polluted');
});

const send = (body: string | Buffer<ArrayBuffer>, headers: Readonly<Record<string, string>> = {}) =>
  requester.fetch('/api/v1/changes', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('a body', () => {
  it.each(wrongBodies)('of $what is refused with $status', async ({ what, body, headers, status }) => {
    const problem = await expectProblem(await send(body, headers), what);
    expect(problem.status).toBe(status);
    expect(JSON.stringify(problem)).not.toContain(MARKER);
  });

  it.each(foreignKeys)('with the key %s is refused', async (_key, body) => {
    const problem = await expectProblem(await send(body), body);
    expect(problem.status).toBe(400);
    expect(JSON.stringify(problem)).not.toContain(MARKER);
  });

  it.each(prototypeKeys)('with the key %s is read without it', async (_key, body) => {
    const response = await send(body);
    expect(response.status).toBe(201);
    const { content } = (await response.json()) as { content: unknown };
    expect(content).toEqual(changeContent());
    expect(JSON.stringify(await api.database.source.query('select * from ledger_entry'))).not.toContain(MARKER);
    before = await storedRows(api.database.source);
  });

  it('lists no more problems than a person can read', async () => {
    const affectedItems = Array.from({ length: 150 }, () => ({ number: 1, revision: 2 }));
    const problem = await expectProblem(await post(requester, '/api/v1/changes', { affectedItems }), '300 problems');
    expect(problem.errors).toHaveLength(50);
  });
});

describe('a field of a change', () => {
  it.each(wrongValues)('$field refuses $what, is named, and its value is not repeated', async (wrong) => {
    const problem = await expectProblem(await post(requester, '/api/v1/changes', changeWith(wrong)), wrong.what);
    expect(problem).toMatchObject({ status: 400, code: 'INVALID_INPUT' });
    expect(fieldsOf(problem).every((path) => path.startsWith(wrong.field))).toBe(true);
    expect(fieldsOf(problem)).not.toEqual([]);
    expect(JSON.stringify(problem)).not.toContain(MARKER);
  });

  it.each(['type', 'title', 'site'] as const)('%s is required', async (field) => {
    const problem = await expectProblem(
      await post(requester, '/api/v1/changes', { ...changeContent(), [field]: undefined }),
      field,
    );
    expect(fieldsOf(problem)).toEqual([field]);
  });
});

describe('a decision', () => {
  const decide = (body: unknown) => post(approver, `/api/v1/approvals/${approvalId}/decision`, body);

  it.each([
    ...wrongComments.map(({ what, field, value }) => ({ what, field, body: { decision: 'approved', comment: value } })),
    { what: 'another word', field: 'decision', body: { decision: MARKER } },
    { what: 'the state open', field: 'decision', body: { decision: 'open' } },
    { what: 'a list', field: 'decision', body: { decision: ['approved'] } },
    { what: 'nothing', field: 'decision', body: {} },
    { what: 'no digest', field: 'contentDigest', body: { decision: 'approved', contentDigest: MARKER } },
    { what: 'null', field: 'contentDigest', body: { decision: 'approved', contentDigest: null } },
    { what: 'a key more', field: '', body: { decision: 'approved', via: 'owning-system' } },
  ])('with $what in $field is refused', async ({ what, field, body }) => {
    const problem = await expectProblem(await decide(body), what);
    expect(problem).toMatchObject({ status: 400, code: 'INVALID_INPUT' });
    expect(fieldsOf(problem)).toContain(field);
    expect(JSON.stringify(problem)).not.toContain(MARKER);
  });
});

describe('a withdrawal', () => {
  it.each([
    ...wrongComments.map(({ what, value }) => ({ what, body: { reason: value } })),
    { what: 'nothing', body: {} },
    { what: 'blanks', body: { reason: '  ' } },
  ])('with $what as reason is refused', async ({ what, body }) => {
    const problem = await expectProblem(await post(requester, `/api/v1/changes/${changeId}/withdraw`, body), what);
    expect(problem).toMatchObject({ status: 400, code: 'INVALID_INPUT' });
    expect(fieldsOf(problem)).toEqual(['reason']);
    expect(JSON.stringify(problem)).not.toContain(MARKER);
  });
});

const addresses: readonly [string, string][] = [
  ['GET', '/api/v1/changes/:change'],
  ['GET', '/api/v1/changes/:change/timeline'],
  ['GET', '/api/v1/changes/:change/diagram'],
  ['POST', '/api/v1/changes/:change/submit'],
  ['POST', '/api/v1/changes/:change/withdraw'],
  ['GET', '/api/v1/approvals/:approval'],
  ['POST', '/api/v1/approvals/:approval/decision'],
];

/** A body that is right everywhere, so that only the address can be wrong. */
const bodyFor = (path: string) =>
  path.endsWith('decision') ? { decision: 'approved' } : path.endsWith('withdraw') ? { reason: 'Not needed.' } : {};

const call = (method: string, path: string) =>
  method === 'GET' ? requester.fetch(path) : post(requester, path, bodyFor(path));

describe('an id in an address', () => {
  const ill = [
    MARKER,
    '0',
    '-1',
    'null',
    '__proto__',
    'cr-2026-000001',
    'CR-2026-1',
    'CR-2026-000001%0A',
    'CR-2026-000001%00',
    '%F0%9F%98%80',
    "CR-2026-000001'%20or%20'1'='1",
    '1;drop%20table%20change_request',
    '..%2F..%2Fetc%2Fpasswd',
    'x'.repeat(5_000),
  ];

  it.each(addresses)('is refused when it is ill-formed: %s %s', async (method, template) => {
    for (const id of ill) {
      const problem = await expectProblem(await call(method, template.replace(/:\w+/, id)), id);
      expect(problem).toMatchObject({ status: 400, code: 'INVALID_INPUT' });
      expect(JSON.stringify(problem)).not.toContain(MARKER);
    }
  });

  it.each(addresses)('is refused when it is no text: %s %s', async (method, template) => {
    const problem = await expectProblem(await call(method, template.replace(/:\w+/, '%ff')), '%ff');
    expect(problem.status).toBe(400);
  });

  it.each(addresses)('is not found when nobody has it: %s %s', async (method, template) => {
    const path = template.replace(':change', 'CR-2026-999999').replace(':approval', 'CR-2026-999999-A1');
    const problem = await expectProblem(await call(method, path), path);
    expect(problem).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });
});

describe('the query of a list', () => {
  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const both = [
    'limit=0',
    'limit=201',
    'limit=-1',
    'limit=1.5',
    'limit=',
    'limit=many',
    'limit=1e999',
    'limit=5&limit=6',
    `state=${MARKER}`,
    'state=',
    'cursor=',
    `cursor=${MARKER}`,
    `cursor=${cursor({})}`,
    `cursor=${cursor(['2026-01-01T00:00:00.000Z'])}`,
    `cursor=${cursor([MARKER, 'CR-2026-000001'])}`,
    `cursor=${cursor(['0000-01-01T00:00:00.000Z', 'CR-2026-000001'])}`,
    `cursor=${cursor(['2026-01-01T00:00:00.000Z', 'CR-2026-00000\u0000'])}`,
    `cursor=${cursor(['2026-01-01T00:00:00.000Z', "' or true --"])}`,
    `cursor=${cursor(['2026-01-01T00:00:00.000Z', 7])}`,
    `cursor=${'A'.repeat(400)}`,
    `q=${MARKER.repeat(30)}`,
    `q=${MARKER}%00`,
    `q=%1B${MARKER}`,
    'q=a&q=b',
  ];
  const cases = [
    ...both.flatMap((query) => [`/api/v1/changes?${query}`, `/api/v1/approvals?${query}`]),
    '/api/v1/changes?state=open',
    '/api/v1/changes?state=draft&state=draft',
    '/api/v1/changes?type=everything',
    '/api/v1/changes?mine=perhaps',
    '/api/v1/changes?mine=true&mine=false',
    '/api/v1/approvals?state=in_review',
    '/api/v1/approvals?scope=theirs',
    '/api/v1/approvals?scope=mine&scope=all',
    '/api/v1/approvals?domain=magic',
    "/api/v1/approvals?domain=quality'--",
    '/api/v1/approvals?owningSystem=sap',
    '/api/v1/approvals?late=tomorrow',
    '/api/v1/approvals/summary?scope=theirs',
  ];

  it.each(cases)('is refused: %s', async (path) => {
    const problem = await expectProblem(await requester.fetch(path), path);
    expect([400, 422]).toContain(problem.status);
    const name = /\?(\w+)=/.exec(path)?.[1] ?? '';
    if (problem.code === 'INVALID_INPUT') expect(fieldsOf(problem)).toEqual([name]);
    else expect([name, problem.code]).toEqual(['cursor', 'INVALID_CURSOR']);
    expect(JSON.stringify(problem)).not.toContain(MARKER);
  });
});

describe('random JSON', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('\ud800', 'a\udfffb', '\u0000', '__proto__', '${7*7}', '2026-01-01T00:00:00Z'),
  );
  const anything = fc.oneof(
    fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }),
    text,
    fc.double(),
    fc.maxSafeInteger(),
  );
  const fields = Object.keys(changeContent()) as (keyof ReturnType<typeof changeContent>)[];
  /** Mostly a change, with some fields replaced: reaches behind the first check more often than noise does. */
  const almostChange = fc
    .tuple(fc.dictionary(fc.constantFrom(...fields), anything), fc.dictionary(text, anything, { maxKeys: 1 }))
    .map(([replaced, added]) => ({ ...changeContent(), ...replaced, ...added }));

  it('is never answered with a failure, and stores nothing unless it is accepted, and then exactly that', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anything, almostChange), async (body) => {
        const rows = await storedRows(api.database.source);
        const response = await post(requester, '/api/v1/changes?draft=true', body);
        if (response.status !== 201) {
          await expectProblem(response, JSON.stringify(body));
          expect(await storedRows(api.database.source)).toEqual(rows);
          return;
        }
        const { id, content } = (await response.json()) as { id: string; content: Record<string, unknown> };
        const read = (await (await requester.fetch(`/api/v1/changes/${id}`)).json()) as { content: unknown };
        expect(read.content).toEqual(content);
        expect(content).toMatchObject(stored(body));
      }),
      { numRuns: 150 },
    );
    before = await storedRows(api.database.source);
  });

  it('decides and withdraws nothing', async () => {
    const paths = [`/api/v1/approvals/${approvalId}/decision`, `/api/v1/changes/${changeId}/withdraw`];
    const almostDecision = fc.record({
      decision: fc.oneof(anything, fc.constant('approved')),
      comment: anything,
      x: anything,
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.oneof(anything, almostDecision), async (path, body) => {
        await expectProblem(await post(approver, path, body), JSON.stringify(body));
      }),
      { numRuns: 60 },
    );
  });
});

/** What is stored of an accepted body: text without blanks around it, and no keys that reach for prototypes. */
function stored(value: unknown): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value), (key, each: unknown) => {
    if (['__proto__', 'constructor', 'prototype'].includes(key)) return undefined;
    return typeof each === 'string' ? each.trim() : each;
  }) as Record<string, unknown>;
}
