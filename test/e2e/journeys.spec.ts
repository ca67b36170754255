import { describe, expect, it } from 'vitest';
import { inArena, inSlack, inTasklist, inTheWeb } from '../../demo/scenes.ts';
import { PersonAtWork, waitFor } from '../../demo/people.ts';
import { buttonLabels, readSlack } from '../../simulators/slack/press-button.ts';
import { changeContent } from '../factories/change-content.js';
import { query, runningStack } from './stack.ts';

const stack = runningStack();
const { stand } = stack;

describe('a change on the real stack', () => {
  it('passes Arena, Tasklist and Slack to its end, and every owning system agrees', async () => {
    const requester = await PersonAtWork.signIn(stand.publicUrl, 'requester-1');
    const change = await requester.submit(changeContent({ costImpact: 18_500 }));
    await inArena('quality-1')(stand, change, 'quality', requester);
    await inTasklist('engineering-1')(stand, change, 'engineering', requester);
    await inSlack('procurement-1')(stand, change, 'procurement', requester);
    const done = await requester.waitForState(change.id, 'implemented', { timeoutMs: 90_000 });

    expect(done.approvals.map(({ domain, decision }) => [domain, decision?.by, decision?.via])).toEqual(
      expect.arrayContaining([
        ['quality', 'quality-1', 'owning-system'],
        ['engineering', 'engineering-1', 'tasklist'],
        ['procurement', 'procurement-1', 'slack'],
      ]),
    );
    expect(Object.fromEntries(done.owningObjects.map(({ system, state }) => [system, state]))).toEqual({
      arena: 'COMPLETED',
      windchill: 'RELEASED',
      erpnext: expect.stringMatching(/./),
    });
  });

  it('is rejected in stage 2, and what was registered is taken back', async () => {
    const requester = await PersonAtWork.signIn(stand.publicUrl, 'requester-1');
    const change = await requester.submit(changeContent({ costImpact: 9_000 }));
    await inTheWeb('quality-1')(stand, change, 'quality', requester);
    await inTheWeb('engineering-2')(stand, change, 'engineering', requester);
    await inTheWeb('procurement-1', 'rejected', 'Too expensive.')(stand, change, 'procurement', requester);
    const done = await requester.waitForState(change.id, 'rejected', { timeoutMs: 60_000 });
    expect(done.owningObjects.map(({ system }) => system).sort()).toEqual(['arena', 'erpnext', 'windchill']);
    const kinds = (await requester.timeline(change.id)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'owning-system.reverted')).toHaveLength(3);
  });

  it('is withdrawn by its requester, and nobody has to decide any more', async () => {
    const requester = await PersonAtWork.signIn(stand.publicUrl, 'requester-2');
    const change = await requester.submit(changeContent());
    const approval = await requester.waitForApproval(change.id, 'quality');
    expect((await requester.withdraw(change.id, 'Not needed.')).status).toBe(204);
    const approver = await PersonAtWork.signIn(stand.publicUrl, 'quality-1');
    const late = await approver.decide(approval, 'approved');
    expect(late.status).toBe(409);
    await waitFor('the process to end', { timeoutMs: 30_000 }, async () => {
      const kinds = (await requester.timeline(change.id)).map(({ kind }) => kind);
      return kinds.includes('owning-system.reverted') ? true : undefined;
    });
    expect((await requester.change(change.id)).state).toBe('withdrawn');
  });

  it('tells the accountable people in Slack, and takes the buttons away when somebody has decided', async () => {
    const requester = await PersonAtWork.signIn(stand.publicUrl, 'requester-1');
    const change = await requester.submit(changeContent({ type: 'document', riskClass: 'low', costImpact: 0 }));
    await inSlack('quality-2')(stand, change, 'quality', requester);
    await waitFor('the buttons of the other approver to disappear', { timeoutMs: 20_000 }, async () => {
      const { messages } = await readSlack(stand.slackUrl, 'quality-1');
      const message = messages.findLast((each) => JSON.stringify(each).includes(change.id));
      if (message === undefined) return undefined;
      const decided = JSON.stringify(message).includes('Quality Approver 2');
      return decided && !buttonLabels(message).includes('Approve') ? true : undefined;
    });
  });

  it('begins in Arena and ends with the requester that Arena names', async () => {
    const created = await fetch(`${stand.arenaUrl}/changes`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({
        person: 'requester-2',
        title: 'Raised in Arena: new label on drum D-17',
        description: '',
        category: await arenaOption('category'),
        routing: await arenaOption('routing'),
        type: 'document',
        site: 'plant-1',
        reason: 'Wrong hazard sign',
        cost: '0',
        currency: 'EUR',
        risk: 'low',
        supplier: 'No',
        items: 'D-17',
        then: 'submit',
      }),
    });
    expect(created.status).toBe(303);
    const rows = await waitFor('the change request of the Arena change', { timeoutMs: 60_000 }, async () => {
      const found = await query<{ id: string; requester: string }>(
        stack,
        "select id, requester from change_request where source = 'arena' and title like 'Raised in Arena%'",
      );
      return found.length > 0 ? found : undefined;
    });
    expect(rows).toEqual([{ id: expect.stringMatching(/^CR-/), requester: 'requester-2' }]);
    const requester = await PersonAtWork.signIn(stand.publicUrl, 'requester-2');
    const change = await requester.change(rows[0]?.id ?? '');
    await inTheWeb('quality-1')(stand, change, 'quality', requester);
    await requester.waitForState(change.id, 'implemented', { timeoutMs: 60_000 });
  });
});

/** First choice of a select on Arena's page for a new change. */
async function arenaOption(name: string): Promise<string> {
  const page = await (await fetch(stand.arenaUrl)).text();
  const select = new RegExp(`<select name="${name}"[^>]*>(.*?)</select>`, 's').exec(page)?.[1] ?? '';
  const option = /<option(?: value="([^"]*)")?[^>]*>([^<]*)/.exec(select);
  return option?.[1] ?? option?.[2] ?? '';
}
