import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ChangeView } from '../../src/changes/change-view.ts';
import { PersonAtWork } from '../../demo/people.ts';
import type { ServiceName } from '../../stack/service.ts';
import { changeContent } from '../factories/change-content.js';
import { query, runningStack } from './stack.ts';

const stack = runningStack();
const { stand } = stack;

const signIn = (personId: string) => PersonAtWork.signIn(stand.publicUrl, personId);

/** Decides every approval of the changes as it opens, asking again while the platform cannot answer. */
async function approveAll(changes: readonly ChangeView[]): Promise<void> {
  const approvers = new Map(
    await Promise.all(
      ['quality-1', 'engineering-1', 'procurement-1'].map(
        async (id) => [id.replace('-1', ''), await signIn(id)] as const,
      ),
    ),
  );
  const deadline = Date.now() + 150_000;
  let open = [...changes];
  while (open.length > 0) {
    if (Date.now() > deadline) throw new Error(`Not finished in time: ${open.map(({ id }) => id).join(', ')}`);
    for (const { id } of open) {
      try {
        const reader = approvers.get('quality');
        const change = await reader?.change(id);
        if (change === undefined || change.state === 'implemented') {
          open = open.filter((each) => each.id !== id);
          continue;
        }
        for (const approval of change.approvals.filter(({ state }) => state === 'open')) {
          await approvers.get(approval.domain)?.decide(approval, 'approved');
        }
      } catch {
        // The part that was killed is on its way back: ask again.
      }
    }
    await sleep(300);
  }
}

/** What must be there exactly once for each change, however often steps were repeated. */
async function expectOneEffectEach(changes: readonly ChangeView[]): Promise<void> {
  for (const { id } of changes) {
    const rows = await query<{ kind: string; what: string; count: string }>(
      stack,
      `select kind, coalesce(facts->>'approvalId', facts->>'system', facts->>'owningSystem', '') as what, count(*)
       from ledger_entry where change_id = $1 and kind <> 'approval.decision-refused' and kind not like 'notification%'
       group by 1, 2 having count(*) > 1`,
      [id],
    );
    expect(rows, `effects that happened twice for ${id}`).toEqual([]);
    const approvals = await query<{ domain: string }>(
      stack,
      'select domain from approval where change_id = $1 order by domain',
      [id],
    );
    expect(approvals.map(({ domain }) => domain)).toEqual(['engineering', 'procurement', 'quality']);
  }
}

async function submitSeveral(count: number): Promise<ChangeView[]> {
  const requester = await signIn('requester-1');
  return Promise.all(Array.from({ length: count }, () => requester.submit(changeContent({ costImpact: 12_000 }))));
}

async function killWhileRunning(name: ServiceName, times: number, pauseMs: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    await sleep(pauseMs);
    stack.kill(name, 'SIGKILL');
  }
}

describe('faults in mid-flow', () => {
  it('lets every effect happen once when the workers are killed again and again', async () => {
    const changes = await submitSeveral(6);
    await Promise.all([approveAll(changes), killWhileRunning('workers', 3, 4_000)]);
    await expectOneEffectEach(changes);
    const orders = (await (
      await fetch(
        `${stand.erpnextUrl}/api/resource/Purchase Order?limit_page_length=0&fields=["name","countersign_change"]`,
        {
          headers: { authorization: `token ${stack.env['ERPNEXT_API_KEY']}:${stack.env['ERPNEXT_API_SECRET']}` },
        },
      )
    ).json()) as { data: { countersign_change: string }[] };
    for (const { id } of changes) {
      expect(orders.data.filter((order) => order.countersign_change === id)).toHaveLength(1);
    }
  });

  it.each(['platform', 'postgres', 'broker', 'opensearch'] as const)(
    'ends every acknowledged change when %s is killed',
    async (name) => {
      const changes = await submitSeveral(3);
      await Promise.all([approveAll(changes), killWhileRunning(name, 1, 1_500)]);
      await expectOneEffectEach(changes);
    },
  );
});

describe('many people at one approval', () => {
  it('gives one decision and tells the other 49 who was first', async () => {
    const [change] = await submitSeveral(1);
    if (change === undefined) throw new Error('no change');
    const people = await Promise.all(['quality-1', 'quality-2'].map(signIn));
    const approval = await people[0]?.waitForApproval(change.id, 'quality');
    if (approval === undefined) throw new Error('no approval');
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, n) => {
        const person = people[n % 2];
        const response = await person?.decide(approval, n % 2 === 0 ? 'approved' : 'rejected', 'at once');
        return { status: response?.status, body: (await response?.json()) as Record<string, unknown> };
      }),
    );
    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    const lost = answers.filter(({ status }) => status === 409);
    expect(lost).toHaveLength(49);
    for (const { body } of lost) {
      expect(body['decision']).toMatchObject({ by: won[0]?.body['by'], at: won[0]?.body['at'], via: 'web' });
    }
  });
});

describe('the ledger after all this', () => {
  it('holds', async () => {
    const { createDataSource } = await import('../../src/persistence/data-source.js');
    const { LedgerVerifier } = await import('../../src/ledger/ledger-verifier.js');
    const source = await createDataSource(stack.env['DATABASE_URL'] ?? '', 2).initialize();
    const report = await new LedgerVerifier(source).verify();
    await source.destroy();
    expect(report.findings).toEqual([]);
    expect(report.entries).toBeGreaterThan(100);
  });
});
