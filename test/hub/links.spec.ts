import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personId, type ApprovalId } from '../../src/domain/ids.js';
import { DeepLinks } from '../../src/links/deep-links.js';
import { SystemClock, type Clock } from '../../src/ports/clock.port.js';
import { signIn, type SignedInPerson } from '../../simulators/identity-provider/sign-in.ts';
import { readMail } from '../../simulators/mailbox/read-mail.ts';
import { readSlack } from '../../simulators/slack/press-button.ts';
import { actor } from '../factories/actors.js';
import { startHubPlatform, type HubPlatform } from './hub-platform.js';

describe('links in messages', () => {
  let platform: HubPlatform;
  let links: DeepLinks;
  let approver: SignedInPerson;

  beforeAll(async () => {
    platform = await startHubPlatform();
    links = platform.app.get(DeepLinks);
    approver = await signIn(platform.url, 'quality-1');
    platform.engine.route = () => ({ channels: ['in-app'] });
  });
  afterAll(() => platform.stop());

  const me = personId('quality-1');
  const pathOf = (link: string): string => link.slice(platform.url.length);
  const follow = async (link: string, init?: RequestInit) => {
    const response = await approver.fetch(pathOf(link), init);
    return { status: response.status, location: response.headers.get('location'), page: await response.text() };
  };
  const setObjectUrl = (id: ApprovalId, url: string | null) =>
    platform.database.source.query('update approval set object_url = $2 where id = $1', [id, url]);
  /** Everything that a followed link could have changed. */
  const everything = async () => {
    const tables = ['change_request', 'approval', 'ledger_entry', 'outbox', 'notification', 'inbox'];
    return Promise.all(
      tables.map((table) => platform.database.source.query<unknown[]>(`select * from ${table} order by 1, 2`)),
    );
  };

  it('lead to the approval in the web inbox', async () => {
    const { approvalId } = await platform.core.openApproval();
    expect(await follow(links.forApproval(approvalId, me))).toMatchObject({
      status: 302,
      location: `${platform.url}/approvals/${approvalId}`,
    });
  });

  it('ask for sign-in first and lead on after it', async () => {
    const { approvalId } = await platform.core.openApproval();
    const link = links.forApproval(approvalId, personId('quality-2'), 'tasklist');
    platform.userTasks.openTaskKey = undefined;
    const anonymous = await fetch(link, { redirect: 'manual' });
    expect(anonymous.status).toBe(303);
    expect(anonymous.headers.get('location')).toBe(`/auth/login?returnTo=${encodeURIComponent(pathOf(link))}`);
    const { landedOn } = await signIn(platform.url, 'quality-2', pathOf(link));
    expect(landedOn.href).toBe(link);
  });

  it('look the task up when somebody clicks, and wait politely while Tasklist does not show it', async () => {
    const { approvalId } = await platform.core.openApproval();
    platform.userTasks.openTaskKey = undefined;
    const link = links.forApproval(approvalId, me, 'tasklist');
    const waiting = await follow(link);
    expect(waiting).toMatchObject({ status: 200, location: null });
    const again =
      /http-equiv="refresh" content="2;url=([^"]+)"/.exec(waiting.page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(again).toContain('round=1');
    expect(waiting.page).toContain(`${platform.url}/approvals/${approvalId}`);
    expect(waiting.page).not.toMatch(/<script|<form/);

    platform.userTasks.openTaskKey = '2251799813685300';
    const arrived = await approver.fetch(again);
    expect(arrived.headers.get('location')).toBe(`${platform.env.TASKLIST_URL}/2251799813685300`);
  });

  it('stop waiting after a minute and say so', async () => {
    const { approvalId } = await platform.core.openApproval();
    platform.userTasks.openTaskKey = undefined;
    const { page } = await follow(`${links.forApproval(approvalId, me, 'tasklist')}&round=30`);
    expect(page).toContain('Not in Tasklist yet');
    expect(page).not.toContain('http-equiv="refresh"');
  });

  it('lead into the owning system by the address that the system gave', async () => {
    const { approvalId } = await platform.core.openApproval();
    const link = links.forApproval(approvalId, me, 'owning-system');
    expect((await follow(link)).page).toContain('Waiting for arena');
    await setObjectUrl(approvalId, 'http://localhost:4001/changes/42');
    expect(await follow(link)).toMatchObject({ status: 302, location: 'http://localhost:4001/changes/42' });
  });

  it.each([
    'https://attacker.example/changes/42',
    'http://localhost:4999/changes/42',
    'javascript:alert(1)',
    '//attacker.example',
    'http://localhost:4001@attacker.example/',
    'not an address',
  ])('never lead to an address outside of the configured systems: %s', async (address) => {
    const { approvalId } = await platform.core.openApproval();
    await setObjectUrl(approvalId, address);
    const { status, location } = await follow(links.forApproval(approvalId, me, 'owning-system'));
    expect({ status, location }).toEqual({ status: 200, location: null });
  });

  it('explain that they were made for somebody else, and offer the inbox', async () => {
    const { approvalId } = await platform.core.openApproval();
    const { status, location, page } = await follow(links.forApproval(approvalId, personId('quality-2')));
    expect({ status, location }).toEqual({ status: 403, location: null });
    expect(page).toContain('made for somebody else');
    expect(page).toContain(`href="${platform.url}/"`);
  });

  it('expire after 14 days and say so', async () => {
    const { approvalId } = await platform.core.openApproval();
    const old = (days: number) => {
      const then: Clock = { now: () => new Date(new SystemClock().now().getTime() - days * 24 * 3_600_000) };
      return new DeepLinks(platform.env, then).forApproval(approvalId, me);
    };
    expect((await follow(old(13))).status).toBe(302);
    const { status, page } = await follow(old(15));
    expect(status).toBe(410);
    expect(page).toContain('has expired');
  });

  it('are good for nothing once they were altered', async () => {
    const one = (await platform.core.openApproval()).approvalId;
    const other = (await platform.core.openApproval()).approvalId;
    const link = links.forApproval(one, me);
    const altered = [
      link.replace(one, other),
      link.replace('for=quality-1', 'for=quality-2'),
      link.replace(/until=\d+/, 'until=99999999999'),
      link.replace('sig=', 'sig=x'),
      link.replace(/&sig=[^&]+/, ''),
      `${platform.url}/go/approvals/${one}`,
      `${link}&for=quality-1`,
    ];
    for (const each of altered) expect((await follow(each)).status).toBe(400);
  });

  it('need no signature on a page of our own', async () => {
    const { approvalId } = await platform.core.openApproval();
    const bare = `${platform.url}/go/approvals/${approvalId}`;
    expect(await follow(bare, { headers: { 'sec-fetch-site': 'same-origin' } })).toMatchObject({ status: 302 });
    expect(await follow(bare, { headers: { 'sec-fetch-site': 'cross-site' } })).toMatchObject({ status: 400 });
  });

  it.each(['nonsense', 'CR-2026-999999-A1', '%3Cscript%3Ealert(1)%3C%2Fscript%3E', 'CR-2026-000001-A1%00'])(
    'answer with a page for an approval that does not exist: %s',
    async (id) => {
      const { status, page } = await follow(`${platform.url}/go/approvals/${id}?for=quality-1&until=1&sig=x`);
      expect([400, 404]).toContain(status);
      expect(page).toContain('<h1>');
      expect(page).not.toContain('<script');
    },
  );

  it('tell who decided when nothing is left to do there', async () => {
    const { approvalId } = await platform.core.openApproval();
    await platform.core.decideApproval.decide({
      approvalId,
      verdict: 'rejected',
      comment: 'No.',
      actor: actor('quality-2'),
    });
    const { status, page } = await follow(links.forApproval(approvalId, me, 'tasklist'));
    expect(status).toBe(200);
    expect(page).toContain('quality-2 rejected');
  });

  it('change nothing, whoever follows them, by GET or HEAD, in whatever message they stand', async () => {
    platform.engine.route = () => ({ channels: ['in-app', 'slack', 'email'] });
    const { change, approvalId } = await platform.core.openApproval({}, { informed: ['finance-approvers'] });
    await platform.core.reminders.escalate(approvalId, 'timer-1');
    await platform.settled(change.id);
    await platform.core.decideApproval.decide({
      approvalId,
      verdict: 'approved',
      comment: '',
      actor: actor('quality-2'),
    });
    await platform.settled(change.id);
    const still = await platform.core.openApproval();
    await platform.settled(still.change.id);

    const mails = await readMail(platform.mailbox.url);
    const messages = await Promise.all(
      ['quality-1', 'quality-2', 'manager-1', 'requester-1', 'finance-1'].map((person) =>
        readSlack(platform.slack.url, person),
      ),
    );
    const slackLinks = JSON.stringify(messages).match(/http:\/\/localhost:\d+\/[^"\\ ]+/g) ?? [];
    const all = [...new Set([...mails.flatMap((mail) => mail.links), ...slackLinks])].filter((link) =>
      link.startsWith(platform.url),
    );
    expect(all.length).toBeGreaterThan(15);
    expect(all.filter((link) => link.includes(still.approvalId)).length).toBeGreaterThan(5);

    const before = await everything();
    for (const link of all) {
      for (const method of ['GET', 'HEAD']) {
        await (await fetch(link, { method, redirect: 'manual' })).arrayBuffer();
        const mine = await approver.fetch(pathOf(link), { method });
        await mine.arrayBuffer();
        expect(mine.status).toBeLessThan(500);
      }
    }
    expect(await everything()).toEqual(before);
  });
});
