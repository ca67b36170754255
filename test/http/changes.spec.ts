import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChangeView } from '../../src/changes/change-view.js';
import { changeIdSchema } from '../../src/contracts/values.js';
import type { SignedInPerson } from '../../simulators/identity-provider/sign-in.ts';
import { requiredApproval } from '../factories/core.js';
import { createChange, post, startApi, type ApiUnderTest } from './api-under-test.js';
import { expectProblem } from './problem.js';
import { storedRows } from './stored-rows.js';

let api: ApiUnderTest;
let requester: SignedInPerson;
let other: SignedInPerson;
let approver: SignedInPerson;

beforeAll(async () => {
  api = await startApi();
  [requester, other, approver] = await Promise.all([
    api.signIn('requester-1'),
    api.signIn('requester-2'),
    api.signIn('quality-1'),
  ]);
});
afterAll(() => api.stop());

const read = async (person: SignedInPerson, id: string) =>
  (await (await person.fetch(`/api/v1/changes/${id}`)).json()) as ChangeView;
const timeline = async (person: SignedInPerson, id: string) => {
  const answer = await person.fetch(`/api/v1/changes/${id}/timeline`);
  return ((await answer.json()) as { items: { kind: string; facts: Record<string, unknown> }[] }).items;
};

describe('text that means something elsewhere', () => {
  const texts = [
    "Robert'); drop table change_request; --",
    "' or 1=1 union select sess::text from session --",
    '$1 %s :id {{7*7}} ${process.exit(1)} \\u0000 \\',
    '<script>fetch("/api/v1/changes")</script><img src=x onerror=alert(1)>',
    '"><svg/onload=alert(1)>{{constructor.constructor("return process")()}}',
    "=cmd|' /C calc'!A0",
    '../../etc/passwd\r\nset-cookie: a=b',
    'Größe 120 °C, 密封, 🔧, \u202eright to left, e\u0301',
  ];

  it.each(texts)('is kept as it is, everywhere and as text only: %j', async (text) => {
    const change = await createChange(requester, {
      title: text,
      description: text,
      reason: text,
      site: text.slice(0, 60),
      affectedItems: [{ number: text, revision: text.slice(0, 20).trim(), description: text }],
    });
    const answer = await requester.fetch(`/api/v1/changes/${change.id}`);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(((await answer.json()) as ChangeView).content).toMatchObject({
      title: text,
      description: text,
      reason: text,
    });
    const rows: unknown = await api.database.source.query(
      "select title, content->>'description' as description from change_request where id = $1",
      [change.id],
    );
    expect(rows).toEqual([{ title: text, description: text }]);
    expect((await timeline(requester, change.id)).at(-1)).toMatchObject({ facts: { content: { reason: text } } });
    const found = await requester.fetch(`/api/v1/changes?q=${encodeURIComponent(text)}`);
    expect(((await found.json()) as { items: unknown[] }).items).toHaveLength(1);
  });

  it('is kept in comments and reasons, too', async () => {
    const text = texts.join('\n');
    const { change, approvalId } = await api.core.openApproval();
    const decided = await post(approver, `/api/v1/approvals/${approvalId}/decision`, {
      decision: 'rejected',
      comment: text,
    });
    expect(decided.status).toBe(200);
    expect(await decided.json()).toMatchObject({ comment: text, by: 'quality-1', via: 'web' });
    expect((await timeline(requester, change.id)).at(-1)).toMatchObject({ facts: { comment: text } });

    const withdrawn = await createChange(requester);
    expect((await post(requester, `/api/v1/changes/${withdrawn.id}/withdraw`, { reason: text })).status).toBe(204);
    expect((await read(requester, withdrawn.id)).outcomeReason).toBe(text);
  });

  it('leaves the ledger whole', async () => {
    expect((await api.core.verifier.verify()).findings).toEqual([]);
  });
});

describe('a draft', () => {
  it('is seen by its requester alone', async () => {
    const draft = await createChange(requester, { title: 'Not ready yet' }, '?draft=true');
    expect(draft.state).toBe('draft');
    await expectSeenByRequesterAlone(draft);
    expect((await post(requester, `/api/v1/changes/${draft.id}/withdraw`, { reason: 'No idea.' })).status).toBe(204);
    await expectSeenByRequesterAlone(await read(requester, draft.id));
  });

  async function expectSeenByRequesterAlone(draft: ChangeView): Promise<void> {
    for (const path of ['', '/timeline', '/diagram']) {
      const problem = await expectProblem(await other.fetch(`/api/v1/changes/${draft.id}${path}`), path);
      expect(problem).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    }
    for (const query of ['', `&state=${draft.state}`, `&q=${draft.id}`]) {
      const page = async (person: SignedInPerson) =>
        JSON.stringify(await (await person.fetch(`/api/v1/changes?limit=200${query}`)).json());
      expect(await page(other)).not.toContain(draft.id);
      expect(await page(requester)).toContain(draft.id);
    }
  }

  it('starts no review before it is submitted, and one when it is', async () => {
    const draft = await createChange(requester, {}, '?draft=true');
    const messages = () =>
      api.database.source.query("select 1 from outbox where destination = 'engine' and key = $1", [draft.id]);
    expect(await messages()).toEqual([]);
    const submitted = await post(requester, `/api/v1/changes/${draft.id}/submit`, {});
    expect(await submitted.json()).toMatchObject({ id: draft.id, state: 'in_review' });
    expect(await messages()).toHaveLength(1);
    const again = await expectProblem(await post(requester, `/api/v1/changes/${draft.id}/submit`, {}), 'again');
    expect(again).toMatchObject({ status: 409, code: 'NOT_A_DRAFT' });
    expect(await messages()).toHaveLength(1);
  });

  it('is submitted and withdrawn by nobody else', async () => {
    const draft = await createChange(requester, {}, '?draft=true');
    const before = await storedRows(api.database.source);
    const submit = await expectProblem(await post(other, `/api/v1/changes/${draft.id}/submit`, {}), 'submit');
    const withdraw = await expectProblem(
      await post(other, `/api/v1/changes/${draft.id}/withdraw`, { reason: 'mine now' }),
      'withdraw',
    );
    // A draft of somebody else does not exist for him: a refusal would say that it does.
    expect([submit.code, withdraw.code]).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    expect(await storedRows(api.database.source)).toEqual(before);
  });
});

describe('a withdrawal', () => {
  const withdraw = (person: SignedInPerson, id: string) =>
    post(person, `/api/v1/changes/${id}/withdraw`, { reason: 'Not needed.' });

  it('closes the approvals of the change, and its approver comes too late', async () => {
    const { change, approvalId } = await api.core.openApproval();
    expect((await read(requester, change.id)).mayWithdraw).toBe(true);
    expect((await withdraw(requester, change.id)).status).toBe(204);
    expect(await read(requester, change.id)).toMatchObject({
      state: 'withdrawn',
      outcomeReason: 'Not needed.',
      mayWithdraw: false,
      approvals: [{ id: approvalId, state: 'withdrawn', mayDecide: false, decision: null }],
    });
    const late = await post(approver, `/api/v1/approvals/${approvalId}/decision`, { decision: 'approved' });
    expect(await expectProblem(late, 'late')).toMatchObject({ status: 409, code: 'APPROVAL_CLOSED' });
  });

  it('is for the requester alone', async () => {
    const { change } = await api.core.openApproval();
    expect(await expectProblem(await withdraw(approver, change.id), 'approver')).toMatchObject({
      status: 403,
      code: 'NOT_REQUESTER',
    });
    expect((await read(approver, change.id)).state).toBe('in_review');
  });

  it.each(['approved', 'implementing', 'implemented', 'rejected', 'withdrawn', 'failed'])(
    'comes too late when the change is %s',
    async (state) => {
      const change = await createChange(requester);
      await api.database.source.query('update change_request set state = $1 where id = $2', [state, change.id]);
      const before = await storedRows(api.database.source);
      const problem = await expectProblem(await withdraw(requester, change.id), state);
      expect(problem).toMatchObject({ status: 409, code: 'CANNOT_WITHDRAW' });
      expect(await storedRows(api.database.source)).toEqual(before);
    },
  );
});

describe('a decision', () => {
  const decide = (person: SignedInPerson, id: string, body: object) =>
    post(person, `/api/v1/approvals/${id}/decision`, body);

  it('is bound to the content that was shown', async () => {
    const { approvalId } = await api.core.openApproval();
    const stale = await decide(approver, approvalId, { decision: 'approved', contentDigest: 'a'.repeat(64) });
    expect(await expectProblem(stale, 'stale')).toMatchObject({ status: 409, code: 'CONTENT_CHANGED' });
  });

  it('needs a reason when it is a rejection', async () => {
    const { approvalId } = await api.core.openApproval();
    const problem = await expectProblem(await decide(approver, approvalId, { decision: 'rejected' }), 'no reason');
    expect(problem).toMatchObject({ status: 422, code: 'REASON_REQUIRED' });
  });

  it('tells the second who was first', async () => {
    const { approvalId } = await api.core.openApproval();
    const second = await api.signIn('quality-2');
    const first = (await (await decide(approver, approvalId, { decision: 'approved' })).json()) as object;
    const problem = await expectProblem(
      await decide(second, approvalId, { decision: 'rejected', comment: 'No.' }),
      'second',
    );
    const { verdict, by, byName, via, at } = first as Record<string, string>;
    expect(problem).toMatchObject({
      status: 409,
      code: 'ALREADY_DECIDED',
      decision: { verdict, by, byName, via, at },
    });
  });

  it('is refused to the requester, even one of the accountable group, and to another group, and that is on record', async () => {
    const own = await createChange(approver);
    const { approvalId } = await api.core.opening.open({
      changeId: changeIdSchema.parse(own.id),
      requiredApproval: requiredApproval(),
      processInstanceKey: own.id,
      elementInstanceKey: '1',
    });
    const engineer = await api.signIn('engineering-1');
    const refusals = await Promise.all(
      [approver, requester, engineer].map(async (person) => {
        const problem = await expectProblem(
          await decide(person, approvalId, { decision: 'approved' }),
          person.personId,
        );
        return [person.personId, problem.status, problem.code];
      }),
    );
    expect(refusals).toEqual([
      ['quality-1', 403, 'OWN_CHANGE'],
      ['requester-1', 403, 'NOT_ELIGIBLE'],
      ['engineering-1', 403, 'NOT_ELIGIBLE'],
    ]);
    const entries = (await timeline(other, own.id)).filter(({ kind }) => kind === 'approval.decision-refused');
    expect(entries.map(({ facts }) => facts['code']).sort()).toEqual(['NOT_ELIGIBLE', 'NOT_ELIGIBLE', 'OWN_CHANGE']);
    expect((await read(other, own.id)).approvals).toMatchObject([{ state: 'open' }]);
  });
});
