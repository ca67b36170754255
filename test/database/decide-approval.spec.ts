import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlreadyDecidedError, BusinessError, ConflictError, ForbiddenError } from '../../src/domain/errors.js';
import type { Door } from '../../src/domain/actor.js';
import { LedgerEntryEntity } from '../../src/persistence/entities/ledger-entry.entity.js';
import { actor } from '../factories/actors.js';
import { changeContent } from '../factories/change-content.js';
import { createCore, requiredApproval } from '../factories/core.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';

let database: TestDatabase;
let core: ReturnType<typeof createCore>;

beforeAll(async () => {
  database = await createTestDatabase();
  core = createCore(database.source);
});
afterAll(() => database.drop());

const ledgerOf = (changeId: string) =>
  database.source.getRepository(LedgerEntryEntity).find({ where: { changeId }, order: { index: 'ASC' } });
const outboxOf = (key: string): Promise<{ message_id: string }[]> =>
  database.source.query('select message_id from outbox where key = $1 order by id', [key]);

describe('deciding an approval', () => {
  it('gives one decision when fifty people approve and reject at once, and tells the others who was first', async () => {
    const { change, approvalId } = await core.openApproval();
    const doors: Door[] = ['web', 'slack', 'tasklist', 'api', 'owning-system'];
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) =>
        core.decideApproval.decide({
          approvalId,
          verdict: n % 2 === 0 ? 'approved' : 'rejected',
          comment: `vote ${n}`,
          actor: actor(n % 3 === 0 ? 'quality-1' : 'quality-2', doors[n % doors.length] ?? 'web'),
        }),
      ),
    );
    const won = results.filter((result) => result.status === 'fulfilled');
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    expect(won).toHaveLength(1);
    expect(lost).toHaveLength(49);
    for (const error of lost) {
      expect(error).toBeInstanceOf(AlreadyDecidedError);
      expect((error as AlreadyDecidedError).decision).toMatchObject({ by: won[0]?.value.by, via: won[0]?.value.via });
    }
    const entries = await ledgerOf(change.id);
    expect(entries.filter((entry) => entry.kind === 'approval.decided')).toHaveLength(1);
    expect(entries.filter((entry) => entry.kind === 'approval.decision-refused')).toHaveLength(49);
    expect(await outboxOf(approvalId)).toHaveLength(1);
  });

  it.each(['web', 'slack', 'tasklist', 'api', 'owning-system'] as const)(
    "refuses a requester's approval of his own change through %s, and keeps the attempt in the ledger",
    async (via) => {
      const { change, approvalId } = await core.openApproval();
      const requester = { ...actor('requester-1', via), groups: ['quality-approvers'] };
      await expect(
        core.decideApproval.decide({ approvalId, verdict: 'approved', comment: '', actor: requester }),
      ).rejects.toMatchObject({ code: 'OWN_CHANGE' });
      const refused = (await ledgerOf(change.id)).at(-1);
      expect(refused).toMatchObject({
        kind: 'approval.decision-refused',
        actor: 'requester-1',
        via,
        facts: { code: 'OWN_CHANGE' },
      });
      expect(await outboxOf(approvalId)).toHaveLength(0);
    },
  );

  it('refuses people who are not in the accountable group', async () => {
    const { approvalId } = await core.openApproval();
    await expect(
      core.decideApproval.decide({ approvalId, verdict: 'approved', comment: '', actor: actor('finance-1') }),
    ).rejects.toBeInstanceOf(ForbiddenError);
  });

  it('refuses a decision about another content than the one that was shown', async () => {
    const { approvalId } = await core.openApproval();
    await expect(
      core.decideApproval.decide({
        approvalId,
        verdict: 'approved',
        comment: '',
        contentDigest: 'f'.repeat(64),
        actor: actor('quality-1'),
      }),
    ).rejects.toMatchObject({ code: 'CONTENT_CHANGED' });
  });

  it('asks for a reason when somebody rejects', async () => {
    const { approvalId } = await core.openApproval();
    await expect(
      core.decideApproval.decide({ approvalId, verdict: 'rejected', comment: '  ', actor: actor('quality-1') }),
    ).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
  });

  it('refuses to decide what the requester has withdrawn', async () => {
    const { change, approvalId } = await core.openApproval();
    await core.withdrawal.withdraw(change.id, actor('requester-1'), 'no longer needed');
    await expect(
      core.decideApproval.decide({ approvalId, verdict: 'approved', comment: '', actor: actor('quality-1') }),
    ).rejects.toBeInstanceOf(ConflictError);
  });

  it('lets the next level decide after escalation, and escalates once per timer', async () => {
    const { approvalId } = await core.openApproval();
    const manager = actor('manager-1');
    const decide = () => core.decideApproval.decide({ approvalId, verdict: 'approved', comment: '', actor: manager });
    await expect(decide()).rejects.toMatchObject({ code: 'NOT_ELIGIBLE' });
    expect(await core.reminders.escalate(approvalId, 'job-1')).toBe(1);
    expect(await core.reminders.escalate(approvalId, 'job-1')).toBe(1);
    await expect(decide()).resolves.toMatchObject({ by: 'manager-1' });
  });
});

describe('people who act on one change at the same time', () => {
  it('never block each other for good: withdrawals, decisions and escalations of the same change all get an answer', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { change, approvalId } = await core.openApproval();
      const results = await Promise.allSettled([
        core.withdrawal.withdraw(change.id, actor('requester-1'), 'changed my mind'),
        ...['quality-1', 'quality-2'].map((id) =>
          core.decideApproval.decide({ approvalId, verdict: 'approved', comment: '', actor: actor(id) }),
        ),
        core.reminders.escalate(approvalId, `round-${round}`),
        core.review.conclude(change.id, 'rejected', null),
      ]);
      const unexpected = results.flatMap((result) =>
        result.status === 'rejected' && !(result.reason instanceof BusinessError) ? [String(result.reason)] : [],
      );
      expect(unexpected).toEqual([]);
    }
  });
});

describe('opening an approval', () => {
  it('opens one approval however often the engine repeats the job', async () => {
    const change = await core.submission.submitNew(changeContent(), actor('requester-1'));
    const command = {
      changeId: change.id,
      requiredApproval: requiredApproval(),
      processInstanceKey: '77',
      elementInstanceKey: '78',
    };
    const opened = await Promise.all(Array.from({ length: 5 }, () => core.opening.open(command)));
    expect(new Set(opened.map(({ approvalId }) => approvalId))).toEqual(new Set([`${change.id}-A1`]));
    expect((await ledgerOf(change.id)).filter((entry) => entry.kind === 'approval.opened')).toHaveLength(1);
  });
});

describe('submitting a change', () => {
  it('gives every change a number of its own under load', async () => {
    const changes = await Promise.all(
      Array.from({ length: 30 }, () => core.submission.submitNew(changeContent(), actor('requester-1'))),
    );
    expect(new Set(changes.map((change) => change.id)).size).toBe(30);
  });

  it('begins one change for one object of an owning system, even when ten events arrive at once', async () => {
    const begun = await Promise.all(
      Array.from({ length: 10 }, () =>
        core.submission.submitNew(changeContent(), actor('requester-1', 'owning-system'), 'arena', 'GUID1'),
      ),
    );
    expect(new Set(begun.map((change) => change.id)).size).toBe(1);
  });
});
