import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actor } from '../factories/actors.js';
import { createCore } from '../factories/core.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';

let database: TestDatabase;
let core: ReturnType<typeof createCore>;

beforeAll(async () => {
  database = await createTestDatabase();
  core = createCore(database.source);
});
afterAll(() => database.drop());

async function decidedChange() {
  const { change, approvalId } = await core.openApproval();
  await core.decideApproval.decide({ approvalId, verdict: 'approved', comment: 'fine', actor: actor('quality-1') });
  return change.id;
}

/** What only the database's owner can do. */
async function tamper(sql: string, parameters: unknown[]): Promise<void> {
  await database.source.query('alter table ledger_entry disable trigger user');
  await database.source.query(sql, parameters);
  await database.source.query('alter table ledger_entry enable trigger user');
}

describe('the ledger', () => {
  it('accepts what the platform wrote', async () => {
    const changeId = await decidedChange();
    const report = await core.verifier.verify(changeId);
    expect(report).toMatchObject({ changes: 1, entries: 4, findings: [] });
  });

  it('refuses updates, deletions and truncation', async () => {
    await decidedChange();
    for (const sql of ["update ledger_entry set actor = 'x'", 'delete from ledger_entry', 'truncate ledger_entry']) {
      await expect(database.source.query(sql)).rejects.toThrow('append-only');
    }
  });

  it.each([
    [
      'an altered comment',
      `update ledger_entry set facts = jsonb_set(facts, '{comment}', '"no"') where change_id = $1 and kind = 'approval.decided'`,
    ],
    [
      'an altered actor',
      `update ledger_entry set actor = 'quality-2' where change_id = $1 and kind = 'approval.decided'`,
    ],
    ['an altered time', `update ledger_entry set at = at + interval '1 second' where change_id = $1 and index = 2`],
    ['a deleted entry', `delete from ledger_entry where change_id = $1 and index = 1`],
    ['a deleted beginning', `delete from ledger_entry where change_id = $1 and index = 0`],
  ])('finds %s', async (_what, sql) => {
    const changeId = await decidedChange();
    await tamper(sql, [changeId]);
    expect((await core.verifier.verify(changeId)).findings).not.toEqual([]);
  });

  it('finds two entries that were swapped', async () => {
    const changeId = await decidedChange();
    await tamper(`update ledger_entry set index = 99 where change_id = $1 and index = 1`, [changeId]);
    await tamper(`update ledger_entry set index = 1 where change_id = $1 and index = 2`, [changeId]);
    await tamper(`update ledger_entry set index = 2 where change_id = $1 and index = 99`, [changeId]);
    expect((await core.verifier.verify(changeId)).findings).not.toEqual([]);
  });
});
