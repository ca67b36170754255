import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { DeliveryQueue } from '../../src/notifications/delivery-queue.js';
import { readMail } from '../../simulators/mailbox/read-mail.ts';
import { readSlack } from '../../simulators/slack/press-button.ts';
import { actor } from '../factories/actors.js';
import { patience, startHubPlatform, type HubPlatform } from './hub-platform.js';

describe('delivery', () => {
  let platform: HubPlatform;

  beforeAll(async () => {
    platform = await startHubPlatform();
  });
  afterAll(() => platform.stop());
  afterEach(() => {
    platform.slack.faults.clear();
    platform.mailbox.faults.clear();
  });

  const slackOf = async (person: string, changeId: string) =>
    (await readSlack(platform.slack.url, person)).messages.filter((message) => message.text.includes(changeId));
  const mailOf = async (person: string, changeId: string) =>
    (await readMail(platform.mailbox.url, `${person}@countersign.localhost`)).filter((mail) =>
      mail.subject.includes(changeId),
    );
  /** Lets every wait end now. */
  const hurry = (changeId: string) =>
    platform.database.source.query(
      `update notification set available_at = now() where change_id = $1 and state = 'pending'`,
      [changeId],
    );

  it('lets email through at once while Slack asks to wait, and sends to Slack when the wait is over', async () => {
    platform.slack.faults.plan({
      rules: [{ kind: 'status', status: 429, retryAfterSeconds: 5, path: 'chat.postMessage', times: 2 }],
    });
    const begun = Date.now();
    const { change } = await platform.core.openApproval();
    await vi.waitFor(async () => expect(await mailOf('quality-1', change.id)).toHaveLength(1), patience);
    expect(Date.now() - begun).toBeLessThan(4_000);
    expect(await slackOf('quality-1', change.id)).toHaveLength(0);

    // Later messages respect the wait, too, instead of provoking the next one.
    const later = await platform.core.openApproval();
    await vi.waitFor(async () => expect(await mailOf('quality-1', later.change.id)).toHaveLength(1), patience);
    expect(await slackOf('quality-1', later.change.id)).toHaveLength(0);

    const rows = await platform.settled(change.id);
    expect(Date.now() - begun).toBeGreaterThan(4_900);
    expect(await slackOf('quality-1', change.id)).toHaveLength(1);
    expect(rows.every((row) => row.state === 'sent')).toBe(true);
  });

  it('tries again after passing troubles of a channel', async () => {
    platform.slack.faults.plan({ rules: [{ kind: 'internal_error', path: 'chat.postMessage', times: 2 }] });
    platform.mailbox.faults.plan({ rules: [{ kind: 'refused-for-now', times: 1 }] });
    const { change } = await platform.core.openApproval();
    const rows = await platform.settled(change.id);
    expect(rows.map((row) => row.state)).toEqual(rows.map(() => 'sent'));
    expect(await slackOf('quality-1', change.id)).toHaveLength(1);
    expect(await mailOf('quality-1', change.id)).toHaveLength(1);
  });

  it('goes to the next channel of a person when one refuses for good', async () => {
    platform.engine.route = () => ({ channels: ['slack'] });
    platform.slack.faults.plan({ rules: [{ kind: 'token_revoked', path: 'chat.postMessage' }] });
    const { change } = await platform.core.openApproval();
    const rows = await platform.settled(change.id);
    platform.engine.route = () => ({ channels: ['in-app', 'slack', 'email'] });
    expect(
      rows
        .filter((row) => row.person_id === 'quality-1')
        .map((row) => `${row.channel} ${row.state}`)
        .sort(),
    ).toEqual(['email sent', 'in-app sent', 'slack dead']);
    expect(rows.find((row) => row.channel === 'slack')?.last_error).toContain(
      'Install it again and set SLACK_BOT_TOKEN',
    );
    const failed: unknown[] = await platform.database.source.query(
      `select * from ledger_entry where change_id = $1 and kind = 'notification.failed'`,
      [change.id],
    );
    expect(failed).toHaveLength(2);
  });

  it('gives a message up after its last try, and lets the person find it in the app', async () => {
    platform.engine.route = () => ({ channels: ['email'] });
    platform.slack.faults.plan({ rules: [{ kind: 'token_revoked' }] });
    platform.mailbox.faults.plan({ rules: [{ kind: 'refused-for-now' }] });
    const { change } = await platform.core.openApproval();
    await vi.waitFor(async () => {
      await hurry(change.id);
      const rows = await platform.notifications(change.id);
      expect(rows.filter((row) => row.channel === 'email').map((row) => row.state)).toEqual(['dead', 'dead']);
    }, patience);
    platform.engine.route = () => ({ channels: ['in-app', 'slack', 'email'] });
    const rows = await platform.settled(change.id);
    expect(rows.filter((row) => row.state === 'sent').map((row) => `${row.person_id} ${row.channel}`)).toEqual([
      'quality-1 in-app',
      'quality-2 in-app',
    ]);
  });

  it('sends what a crashed process had taken, once its lease is over', async () => {
    platform.slack.faults.plan({ rules: [{ kind: 'internal_error', path: 'chat.postMessage' }] });
    const { change } = await platform.core.openApproval();
    await vi.waitFor(async () => {
      const rows = await platform.notifications(change.id);
      expect(rows.filter((row) => row.channel === 'slack' && row.attempts > 0)).toHaveLength(2);
    }, patience);
    // A process takes the rows and dies.
    await hurry(change.id);
    await platform.database.source.query(
      `update notification set leased_until = now() + interval '2 seconds' where change_id = $1 and channel = 'slack'`,
      [change.id],
    );
    platform.slack.faults.clear();
    await sleep(700);
    expect(await slackOf('quality-1', change.id)).toHaveLength(0);
    await platform.settled(change.id);
    expect(await slackOf('quality-1', change.id)).toHaveLength(1);
  });

  it('shows a mail twice at most when the answer is lost, and both copies carry one Message-ID', async () => {
    platform.engine.route = () => ({ channels: ['email'] });
    platform.mailbox.faults.plan({ rules: [{ kind: 'answer-lost', times: 1 }] });
    const { change } = await platform.core.openApproval();
    await platform.settled(change.id);
    platform.engine.route = () => ({ channels: ['in-app', 'slack', 'email'] });
    const mails = [...(await mailOf('quality-1', change.id)), ...(await mailOf('quality-2', change.id))];
    expect(mails).toHaveLength(3);
    expect(new Set(mails.map((mail) => mail.messageId)).size).toBe(2);
  });

  it('does not send what a decision has overtaken', async () => {
    platform.slack.faults.plan({ rules: [{ kind: 'internal_error', path: 'chat.postMessage' }] });
    const { change, approvalId } = await platform.core.openApproval();
    await vi.waitFor(async () => {
      const rows = await platform.notifications(change.id);
      expect(rows.filter((row) => row.channel === 'slack' && row.attempts > 0)).toHaveLength(2);
    }, patience);
    await platform.core.decideApproval.decide({
      approvalId,
      verdict: 'approved',
      comment: '',
      actor: actor('quality-1'),
    });
    platform.slack.faults.clear();
    const rows = await platform.settled(change.id);
    expect(rows.filter((row) => row.channel === 'slack' && row.kind === 'decide').map((row) => row.state)).toEqual([
      'superseded',
      'superseded',
    ]);
    expect(await slackOf('quality-2', change.id)).toHaveLength(0);
  });

  it('keeps trying to make a sent message true, and counts a deleted one as true', async () => {
    const { change, approvalId } = await platform.core.openApproval();
    await platform.settled(change.id);
    platform.slack.faults.plan({
      rules: [
        { kind: 'internal_error', path: 'chat.update', times: 1 },
        { kind: 'message_not_found', path: 'chat.update', times: 1 },
      ],
    });
    await platform.core.decideApproval.decide({
      approvalId,
      verdict: 'approved',
      comment: '',
      actor: actor('quality-1'),
    });
    const rows = await platform.settled(change.id);
    expect(rows.filter((row) => row.channel === 'slack').map((row) => row.last_error)).toEqual([null, null, null]);
    const shown = await Promise.all(['quality-1', 'quality-2'].map((person) => slackOf(person, change.id)));
    // One of them was reported as deleted and left alone.
    expect(shown.flat().filter((message) => JSON.stringify(message.blocks).includes('"approve"'))).toHaveLength(1);
  });

  it('hands a row to one of many claimants only', async () => {
    platform.slack.faults.plan({ rules: [{ kind: 'internal_error', path: 'chat.postMessage' }] });
    const { change } = await platform.core.openApproval();
    await vi.waitFor(async () => {
      const rows = await platform.notifications(change.id);
      expect(rows.filter((row) => row.attempts > 0 && row.channel === 'slack')).toHaveLength(2);
    }, patience);
    const queue = platform.app.get(DeliveryQueue);
    await hurry(change.id);
    const claims = await Promise.all(Array.from({ length: 20 }, () => queue.claim('slack', 10)));
    const ids = claims.flat().map((delivery) => delivery.id);
    expect(new Set(ids).size).toBe(ids.length);
    platform.slack.faults.clear();
    await platform.database.source.query('update notification set leased_until = null where change_id = $1', [
      change.id,
    ]);
    await platform.settled(change.id);
  });

  it('threads all mails of a change under one root, with ids of its own', async () => {
    const { change, approvalId } = await platform.core.openApproval();
    await platform.core.reminders.remind(approvalId, 'timer-1');
    await platform.settled(change.id);
    const reminded = await platform.database.source.query('select 1 from notification where change_id = $1', [
      change.id,
    ]);
    expect(reminded).toHaveLength(12);
    const mails = await mailOf('quality-1', change.id);
    expect(mails).toHaveLength(2);
    const root = `<${change.id}@countersign.localhost>`;
    expect(mails.map((mail) => [mail.inReplyTo, mail.references])).toEqual([
      [root, [root]],
      [root, [root]],
    ]);
    expect(new Set(mails.map((mail) => mail.subject)).size).toBe(1);
    const cause = `${approvalId}:decide:0`;
    const id = createHash('sha256')
      .update(JSON.stringify([cause, 'quality-1', 'email']))
      .digest('hex')
      .slice(0, 32);
    expect(mails.map((mail) => mail.messageId)).toContain(`<${id}@countersign.localhost>`);
  });

  it('sends each message once while three processes send side by side', async () => {
    await platform.startReplica();
    await platform.startReplica();
    const changes = await Promise.all(Array.from({ length: 12 }, () => platform.core.openApproval()));
    for (const { change } of changes) {
      await platform.settled(change.id);
      for (const person of ['quality-1', 'quality-2']) {
        expect(await slackOf(person, change.id)).toHaveLength(1);
        expect(await mailOf(person, change.id)).toHaveLength(1);
      }
    }
  });
});
