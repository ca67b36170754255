import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApprovalView } from '../../src/approvals/approval-view.js';
import type { ChangeSummary } from '../../src/changes/change-view.js';
import type { SignedInPerson } from '../../simulators/identity-provider/sign-in.ts';
import { createChange, startApi, type ApiUnderTest } from './api-under-test.js';

interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

let api: ApiUnderTest;
let requester: SignedInPerson;
let quality: SignedInPerson;
let manager: SignedInPerson;

beforeAll(async () => {
  api = await startApi();
  [requester, quality, manager] = await Promise.all([
    api.signIn('requester-1'),
    api.signIn('quality-1'),
    api.signIn('manager-1'),
  ]);
});
afterAll(() => api.stop());

async function page<Item>(person: SignedInPerson, path: string): Promise<Page<Item>> {
  const response = await person.fetch(path);
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Page<Item>;
}

/** Reads page after page; `between` happens after each of them. */
async function walk(
  person: SignedInPerson,
  path: string,
  between: (seen: readonly string[]) => Promise<unknown> = () => Promise.resolve(),
): Promise<string[]> {
  const seen: string[] = [];
  let cursor = '';
  for (;;) {
    const { items, nextCursor } = await page<{ id: string }>(person, `${path}${cursor}`);
    seen.push(...items.map(({ id }) => id));
    if (nextCursor === null) return seen;
    cursor = `&cursor=${nextCursor}`;
    await between(seen);
  }
}

const ids = async (person: SignedInPerson, path: string): Promise<string[]> =>
  (await page<{ id: string }>(person, path)).items.map(({ id }) => id);

describe('changes, page by page', () => {
  it('come newest first, each once, while others are added', async () => {
    const made: string[] = [];
    for (let n = 0; n < 11; n += 1) made.unshift((await createChange(requester, { title: `Paged ${n}` })).id);
    let added = 0;
    const seen = await walk(quality, '/api/v1/changes?q=Paged&limit=3', async () => {
      added += 2;
      await createChange(requester, { title: 'Paged, too' });
      await createChange(quality, { title: 'Paged draft' }, '?draft=true');
    });
    expect(seen).toEqual(made);
    expect(added).toBe(6);
  });

  it('come each once when all were made in the same millisecond', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => createChange(requester, { title: 'At once' })));
    await api.database.source.query("update change_request set created_at = '2026-01-01' where title = 'At once'");
    const seen = await walk(quality, '/api/v1/changes?q=At once&limit=3');
    expect(seen).toEqual(
      made
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
  });

  it('end without a cursor when the last page is exactly full', async () => {
    for (let n = 0; n < 4; n += 1) await createChange(requester, { title: 'Exactly four' });
    const first = await page<ChangeSummary>(quality, '/api/v1/changes?q=Exactly four&limit=2');
    const last = await page<ChangeSummary>(
      quality,
      `/api/v1/changes?q=Exactly four&limit=2&cursor=${first.nextCursor}`,
    );
    expect([first.items.length, last.items.length, last.nextCursor]).toEqual([2, 2, null]);
  });
});

describe('changes by filter', () => {
  it('are those of a state, a type, a requester, or with a text', async () => {
    const document = await createChange(requester, { type: 'document', title: 'Filtered 100% new_label' });
    const own = await createChange(quality, { type: 'supplier', title: 'Filtered 1000 newXlabel' });
    const draft = await createChange(quality, { type: 'supplier', title: 'Filtered draft' }, '?draft=true');
    const found = (query: string) => ids(quality, `/api/v1/changes?${query}`);
    expect(await found('q=Filtered&state=in_review')).toEqual([own.id, document.id]);
    expect(await found('q=Filtered&type=document')).toEqual([document.id]);
    expect(await found('q=Filtered&mine=true')).toEqual([draft.id, own.id]);
    expect(await found(`q=${document.id.toLowerCase()}`)).toEqual([document.id]);
    // A percent sign and an underscore are text, not wildcards.
    expect(await found('q=100%25 new_label')).toEqual([document.id]);
    expect(await found('q=%25')).toEqual([document.id]);
    expect(await found('q=\\')).toEqual([]);
  });
});

describe('approvals, page by page', () => {
  it('come oldest first, each once, while others are opened and decided', async () => {
    const opened: string[] = [];
    for (let n = 0; n < 9; n += 1) opened.push((await api.core.openApproval({ title: 'Open pages' })).approvalId);
    const late: string[] = [];
    const path = '/api/v1/approvals?q=Open pages&limit=2';
    const seen = await walk(quality, path, async (before) => {
      if (late.length < 3) late.push((await api.core.openApproval({ title: 'Open pages' })).approvalId);
      // Deciding one of a page that was read must not move the next page.
      const decided = await quality.fetch(`/api/v1/approvals/${before.at(-1)}/decision`, {
        method: 'POST',
        body: '{"decision":"approved"}',
      });
      expect(decided.status).toBe(200);
    });
    expect(seen).toEqual([...opened, ...late]);
  });
});

describe('approvals by filter', () => {
  it('are those that the reader may decide, or those of everybody', async () => {
    const theirs = await api.core.openApproval({ title: 'Scoped' });
    const engineering = await api.core.openApproval(
      { title: 'Scoped' },
      { domain: 'engineering', owningSystem: 'windchill', accountable: 'engineering-approvers' },
    );
    const own = await createChange(quality, { title: 'Scoped' });
    await api.database.source.query('update approval set change_id = $1 where id = $2 returning id', [
      own.id,
      (await api.core.openApproval({ title: 'Moved' })).approvalId,
    ]);
    const [ownApproval] = (await page<ApprovalView>(quality, `/api/v1/approvals?scope=all&q=Scoped`)).items.filter(
      ({ changeId }) => changeId === own.id,
    );

    const found = async (person: SignedInPerson, query: string) =>
      (await page<ApprovalView>(person, `/api/v1/approvals?q=Scoped&${query}`)).items;
    const mine = await found(quality, 'scope=mine');
    expect(mine.map(({ id }) => id)).toEqual([theirs.approvalId]);
    expect(mine.every(({ mayDecide }) => mayDecide)).toBe(true);
    const all = await found(quality, 'scope=all');
    expect(all.map(({ id, mayDecide }) => [id, mayDecide])).toEqual([
      [theirs.approvalId, true],
      [engineering.approvalId, false],
      [ownApproval?.id, false],
    ]);
    expect((await found(quality, 'scope=all&domain=engineering')).map(({ id }) => id)).toEqual([
      engineering.approvalId,
    ]);
    expect((await found(quality, 'scope=all&owningSystem=windchill')).map(({ id }) => id)).toEqual([
      engineering.approvalId,
    ]);
    expect(await found(manager, 'scope=mine')).toEqual([]);
    await api.core.reminders.escalate(theirs.approvalId, 'job-1');
    expect((await found(manager, 'scope=mine')).map(({ id }) => id)).toEqual([theirs.approvalId]);
  });

  it('are late ones or those in time, and the summary counts the same', async () => {
    const late = await api.core.openApproval({ title: 'Timed' });
    const inTime = await api.core.openApproval({ title: 'Timed' });
    await api.database.source.query("update approval set due_at = now() - interval '1 hour' where id = $1", [
      late.approvalId,
    ]);
    expect(await ids(quality, '/api/v1/approvals?q=Timed&late=true')).toEqual([late.approvalId]);
    expect(await ids(quality, '/api/v1/approvals?q=Timed&late=false')).toEqual([inTime.approvalId]);

    const summary = (await (await quality.fetch('/api/v1/approvals/summary?scope=mine')).json()) as {
      pending: number;
      late: number;
    };
    const mine = await ids(quality, '/api/v1/approvals?limit=200');
    const mineLate = await ids(quality, '/api/v1/approvals?limit=200&late=true');
    expect([summary.pending, summary.late]).toEqual([mine.length, mineLate.length]);
  });
});
