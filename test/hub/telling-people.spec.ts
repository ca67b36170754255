import { CloudEvent } from 'cloudevents';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { PermanentError } from '../../src/domain/errors.js';
import { EVENT_TYPES } from '../../src/domain/events.js';
import { NotificationHub } from '../../src/notifications/notification-hub.js';
import { signIn, type SignedInPerson } from '../../simulators/identity-provider/sign-in.ts';
import { readMail } from '../../simulators/mailbox/read-mail.ts';
import { readSlack } from '../../simulators/slack/press-button.ts';
import { actor } from '../factories/actors.js';
import { patience, startHubPlatform, type HubPlatform, type NotificationRow } from './hub-platform.js';

describe('telling people', () => {
  let platform: HubPlatform;

  beforeAll(async () => {
    platform = await startHubPlatform();
  });
  afterAll(() => platform.stop());
  afterEach(() => {
    platform.engine.route = () => ({ channels: ['in-app', 'slack', 'email'] });
  });

  const slackOf = async (person: string, changeId: string) =>
    (await readSlack(platform.slack.url, person)).messages.filter((message) =>
      JSON.stringify(message).includes(changeId),
    );
  const mailOf = async (person: string, changeId: string) =>
    (await readMail(platform.mailbox.url, `${person}@countersign.localhost`)).filter((mail) =>
      mail.subject.includes(changeId),
    );
  const who = (rows: readonly NotificationRow[], kind: string) => [
    ...new Set(rows.filter((row) => row.kind === kind).map((row) => row.person_id)),
  ];

  it('asks every member of the accountable group on every channel that the table names, once', async () => {
    const { change } = await platform.core.openApproval();
    const rows = await platform.settled(change.id);
    expect(rows.map((row) => `${row.person_id} ${row.channel} ${row.kind} ${row.state}`).sort()).toEqual(
      ['quality-1', 'quality-2'].flatMap((person) =>
        ['email', 'in-app', 'slack'].map((channel) => `${person} ${channel} decide sent`),
      ),
    );
    expect(await slackOf('quality-1', change.id)).toHaveLength(1);
    expect(await mailOf('quality-2', change.id)).toHaveLength(1);
  });

  it('asks the routing table with reason, urgency and domain', async () => {
    await platform.settled((await platform.core.openApproval({ riskClass: 'high' })).change.id);
    expect(platform.engine.asked.at(-1)).toMatchObject({
      decisionId: 'routeNotification',
      variables: { reason: 'decide', urgency: 'critical', domain: 'quality' },
    });
  });

  it('never asks the requester, even when he is a member of the group, and tells him how it went', async () => {
    const { change, approvalId } = await platform.core.openApproval({}, { consulted: ['finance-approvers'] });
    const requester = await platform.people.get('requester-1');
    if (requester === null) throw new Error('requester-1 is not there');
    await platform.people.upsert({ ...requester, groups: ['quality-approvers'] });
    const again = await platform.core.openApproval();
    await platform.people.upsert(requester);
    expect(who(await platform.settled(again.change.id), 'decide')).toEqual(['quality-1', 'quality-2']);

    expect(who(await platform.settled(change.id), 'informed')).toEqual(['finance-1', 'finance-2']);
    await platform.core.decideApproval.decide({
      approvalId,
      verdict: 'rejected',
      comment: 'The seal does not fit.',
      actor: actor('quality-1', 'tasklist'),
    });
    const rows = await platform.settled(change.id);
    expect(who(rows, 'decided')).toEqual(['finance-1', 'finance-2', 'requester-1']);
    const told = (await mailOf('requester-1', change.id))[0];
    expect(told?.text).toContain('Rejected by quality-1');
    expect(told?.text).toContain('in Tasklist');
    expect(told?.text).toContain('The seal does not fit.');
  });

  it('updates the Slack messages in place after a decision: buttons gone, who, when and where', async () => {
    const { change, approvalId } = await platform.core.openApproval();
    await platform.settled(change.id);
    const [before] = await slackOf('quality-2', change.id);
    expect(JSON.stringify(before?.blocks)).toContain('"action_id":"approve"');

    await platform.core.decideApproval.decide({
      approvalId,
      verdict: 'approved',
      comment: '',
      actor: actor('quality-1'),
    });
    await platform.settled(change.id);
    const after = await slackOf('quality-2', change.id);
    expect(after).toHaveLength(1);
    const shown = JSON.stringify(after[0]?.blocks);
    expect(after[0]?.ts).toBe(before?.ts);
    expect(shown).not.toContain('"action_id":"approve"');
    expect(shown).not.toContain('"action_id":"reject"');
    expect(shown).toMatch(/Approved by quality-1 on \d+ \w+ \d{4}, \d\d:\d\d UTC in the web inbox/);
  });

  it('shows a request in the app until it is read or decided, to its owner alone', async () => {
    const [approver, other, requester] = await Promise.all(
      ['engineering-1', 'engineering-2', 'requester-1'].map((person) => signIn(platform.url, person)),
    );
    const shownTo = async (person: SignedInPerson | undefined, changeId: string) => {
      const answer = await person?.fetch('/api/v1/notifications');
      const { items } = (await answer?.json()) as { items: { id: string; changeId: string; lead: string }[] };
      return items.filter((item) => item.changeId === changeId);
    };
    const { change, approvalId } = await platform.core.openApproval(
      {},
      { accountable: 'engineering-approvers', domain: 'engineering' },
    );
    await platform.settled(change.id);
    const [item] = await shownTo(approver, change.id);
    expect(item?.lead).toContain('Your engineering decision is asked for');
    expect(await shownTo(requester, change.id)).toEqual([]);

    const read = `/api/v1/notifications/${item?.id ?? ''}/read`;
    expect((await requester?.fetch(read, { method: 'POST' }))?.status).toBe(404);
    expect((await approver?.fetch(read, { method: 'POST' }))?.status).toBe(200);
    expect(await shownTo(approver, change.id)).toEqual([]);

    expect(await shownTo(other, change.id)).toHaveLength(1);
    const by = actor('engineering-1');
    await platform.core.decideApproval.decide({ approvalId, verdict: 'approved', comment: '', actor: by });
    expect(await shownTo(other, change.id)).toEqual([]);
    await platform.settled(change.id);
    expect((await shownTo(requester, change.id)).map(({ lead }) => lead)).toEqual([
      expect.stringContaining('Approved by engineering-1'),
    ]);
  });

  it('takes requests back when the change is withdrawn, and tells the requester', async () => {
    const { change } = await platform.core.openApproval();
    await platform.settled(change.id);
    await platform.core.withdrawal.withdraw(change.id, actor('requester-1'), 'not needed any more');
    const rows = await platform.settled(change.id);
    expect(JSON.stringify((await slackOf('quality-1', change.id))[0]?.blocks)).toContain('was withdrawn');
    expect(rows.filter((row) => row.message.decidable)).toEqual([]);
    expect(who(rows, 'outcome')).toEqual(['requester-1']);
  });

  it('tells the next level upon escalation since when nobody answered, and the first that it can still decide', async () => {
    const { change, approvalId } = await platform.core.openApproval();
    await platform.settled(change.id);
    await platform.core.reminders.escalate(approvalId, 'timer-1');
    const rows = await platform.settled(change.id);
    expect(who(rows, 'escalation')).toEqual(['manager-1']);
    const [toManager] = await slackOf('manager-1', change.id);
    expect(JSON.stringify(toManager?.blocks)).toMatch(/quality-approvers has not answered for 1 minute/);
    const [toApprover] = await slackOf('quality-1', change.id);
    expect(JSON.stringify(toApprover?.blocks)).toContain('was escalated to managers');
    expect(JSON.stringify(toApprover?.blocks)).toContain('"action_id":"approve"');
  });

  it('reminds once per timer, however often the job is repeated', async () => {
    const { change, approvalId } = await platform.core.openApproval();
    for (const occasion of ['timer-1', 'timer-1', 'timer-2'])
      await platform.core.reminders.remind(approvalId, occasion);
    const rows = await platform.settled(change.id);
    expect(rows.filter((row) => row.kind === 'reminder' && row.channel === 'slack')).toHaveLength(4);
  });

  it('tells nobody anything new when an event is delivered again', async () => {
    const { change, approvalId } = await platform.core.openApproval();
    const before = await platform.settled(change.id);
    const hub = platform.app.get(NotificationHub);
    const approval = await eventOf(EVENT_TYPES.approvalOpened, approvalId);
    await Promise.all(Array.from({ length: 10 }, () => hub.handle(approval)));
    // Under another id too: the cause is the same.
    await hub.handle(approval.cloneWith({ id: 'the-same-under-another-id' }));
    expect(await platform.settled(change.id)).toEqual(before);
  });

  it('asks for no decision that was taken before the event arrived', async () => {
    const { change, approvalId } = await platform.core.openApproval();
    const opened = await eventOf(EVENT_TYPES.approvalOpened, approvalId);
    await platform.settled(change.id);
    await platform.core.decideApproval.decide({
      approvalId,
      verdict: 'approved',
      comment: '',
      actor: actor('quality-1'),
    });
    await platform.settled(change.id);
    await platform.database.source.query('delete from notification where change_id = $1', [change.id]);
    await platform.app.get(NotificationHub).handle(opened.cloneWith({ id: 'late' }));
    expect(await platform.settled(change.id)).toEqual([]);
  });

  it('reaches a person without address in the app', async () => {
    const known = await platform.people.get('procurement-1');
    if (known === null) throw new Error('procurement-1 is not there');
    await platform.database.source.query('update person set email = null, slack_user_id = null where id = $1', [
      known.id,
    ]);
    const { change } = await platform.core.openApproval(
      {},
      { accountable: 'procurement-approvers', domain: 'procurement' },
    );
    const rows = await platform.settled(change.id);
    expect(rows.filter((row) => row.person_id === 'procurement-1').map((row) => `${row.channel} ${row.state}`)).toEqual(
      ['in-app sent'],
    );
    await platform.people.upsert(known);
  });

  it('stands in with email when the table names Slack alone and the person is not there', async () => {
    platform.engine.route = () => ({ channels: ['slack'] });
    await platform.database.source.query(`update person set slack_user_id = null where id = 'finance-1'`);
    const { change } = await platform.core.openApproval({}, { accountable: 'finance-approvers', domain: 'finance' });
    const rows = await platform.settled(change.id);
    expect(rows.map((row) => `${row.person_id} ${row.channel}`).sort()).toEqual([
      'finance-1 email',
      'finance-1 in-app',
      'finance-2 in-app',
      'finance-2 slack',
    ]);
    await platform.database.source.query(`update person set slack_user_id = 'U0FINANCE1' where id = 'finance-1'`);
  });

  it.each([
    ['no rule matches', () => null],
    ['it answers nonsense', () => ({ channels: ['pigeon'] })],
    [
      'it is not deployed',
      () => {
        throw new PermanentError('NO_DECISION', 'routeNotification is not deployed.');
      },
    ],
  ])('still tells people in the app and by email when the table has no answer because %s', async (_why, route) => {
    platform.engine.route = route;
    const { change } = await platform.core.openApproval();
    const rows = await platform.settled(change.id);
    expect([...new Set(rows.map((row) => row.channel))].sort()).toEqual(['email', 'in-app']);
  });

  it('sets an event aside that it cannot read, and goes on with the next of the same change', async () => {
    const { change, approvalId } = await platform.core.openApproval();
    await platform.settled(change.id);
    await platform.database.source.transaction(async (manager) => {
      const nonsense = { type: EVENT_TYPES.approvalReminded, subject: change.id, data: { approvalId: 'nonsense' } };
      await platform.core.outbox.publishToBus(manager, nonsense);
    });
    await platform.core.reminders.remind(approvalId, 'timer-1');
    await vi.waitFor(async () => {
      expect(who(await platform.notifications(change.id), 'reminder')).toEqual(['quality-1', 'quality-2']);
    }, patience);
    const [dead]: { last_error: string }[] = await platform.database.source.query(
      'select last_error from outbox where key = $1 and dead_at is not null',
      [change.id],
    );
    expect(dead?.last_error).toContain('unexpected data');
  });

  it('puts each delivery into the ledger: who, where, what kind, and nothing of the content', async () => {
    const { change } = await platform.core.openApproval();
    await platform.settled(change.id);
    const entries = await vi.waitFor(async () => {
      const found: { facts: Record<string, unknown> }[] = await platform.database.source.query(
        `select facts from ledger_entry where change_id = $1 and kind = 'notification.sent'`,
        [change.id],
      );
      expect(found).toHaveLength(6);
      return found;
    }, patience);
    for (const { facts } of entries) {
      expect(Object.keys(facts).sort()).toEqual(['approvalId', 'channel', 'kind', 'person']);
    }
    expect((await platform.core.verifier.verify(change.id)).findings).toEqual([]);
  });

  async function eventOf(type: string, approvalId: string) {
    const [row]: { data: Record<string, unknown> }[] = await platform.database.source.query(
      `select jsonb_build_object('approvalId', a.id, 'changeId', a.change_id, 'domain', a.domain, 'stage', a.stage,
         'owningSystem', a.owning_system, 'accountable', a.accountable, 'consulted', a.consulted, 'informed', a.informed,
         'escalateTo', a.escalate_to, 'escalationLevel', a.escalation_level,
         'openedAt', to_char(a.opened_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'dueAt', to_char(a.due_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'decision', null) as data
       from approval a where a.id = $1`,
      [approvalId],
    );
    return new CloudEvent({ id: `${type}:${approvalId}`, type, source: 'countersign', data: row?.data });
  }
});
