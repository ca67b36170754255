import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { slackSignatureHeaders } from '../../simulators/slack/slack-signature.ts';
import { pressButton, readSlack, submitModal, waitForMessage } from '../../simulators/slack/press-button.ts';
import { TEST_SECRET } from '../auth/test-platform.js';
import { actor } from '../factories/actors.js';
import { patience, startHubPlatform, type HubPlatform } from './hub-platform.js';

describe('the Slack door', () => {
  let platform: HubPlatform;

  beforeAll(async () => {
    platform = await startHubPlatform();
  });
  afterAll(() => platform.stop());
  afterEach(() => {
    platform.slack.faults.clear();
    platform.engine.route = () => ({ channels: ['in-app', 'slack'] });
  });

  const open = async () => {
    const { change, approvalId } = await platform.core.openApproval();
    await platform.settled(change.id);
    const message = await waitForMessage(platform.slack.url, 'quality-1', change.id);
    return { change, approvalId, message };
  };
  const approval = async (id: string) => {
    const [row]: { state: string; decided_by: string; decided_via: string; comment: string }[] =
      await platform.database.source.query(
        'select state, decided_by, decided_via, comment from approval where id = $1',
        [id],
      );
    return row;
  };
  const whispers = async (person: string) =>
    (await readSlack(platform.slack.url, person)).ephemerals.map((note) => note.text);
  /** Without a message, for tests that play Slack's part themselves; Slack's limit of messages would slow them down. */
  const openUntold = async () => {
    platform.engine.route = () => ({ channels: ['in-app'] });
    const { change, approvalId } = await platform.core.openApproval();
    await platform.settled(change.id);
    return { approvalId, subject: `${approvalId} ${change.contentDigest}` };
  };

  /** What Slack sends for a press of the approve button, with what a test wants to be different. */
  const pressBody = (subject: string, overrides: Record<string, unknown> = {}) => ({
    type: 'block_actions',
    team: { id: 'T0COUNTERS' },
    user: { id: 'U0QUALITY1', team_id: 'T0COUNTERS' },
    trigger_id: 'trigger',
    actions: [{ action_id: 'approve', value: subject }],
    ...overrides,
  });
  const post = async (payload: unknown, sign = (body: string) => slackSignatureHeaders(TEST_SECRET, body)) => {
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    return fetch(`${platform.url}/api/v1/slack/interactions`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...sign(body) },
    });
  };

  it('approves by one press, as the person who pressed', async () => {
    const { approvalId, message, change } = await open();
    expect(await pressButton(platform.slack.url, 'quality-1', message, 'Approve')).toEqual({ status: 200, body: '' });
    expect(await approval(approvalId)).toMatchObject({
      state: 'approved',
      decided_by: 'quality-1',
      decided_via: 'slack',
    });
    await platform.settled(change.id);
    const after = await waitForMessage(platform.slack.url, 'quality-1', `Approved by Quality Approver 1`);
    expect(JSON.stringify(after.blocks)).toContain('in Slack');
  });

  it('rejects through the dialog with the reason that was given', async () => {
    const { approvalId, message } = await open();
    await pressButton(platform.slack.url, 'quality-1', message, 'Reject…');
    const { view } = await readSlack(platform.slack.url, 'quality-1');
    if (view === null) throw new Error('no dialog opened');
    expect((await approval(approvalId))?.state).toBe('open');
    expect(await submitModal(platform.slack.url, 'quality-1', view, ['Does not fit <flange> & 日本'])).toEqual({
      status: 200,
      body: '',
    });
    expect(await approval(approvalId)).toMatchObject({
      state: 'rejected',
      comment: 'Does not fit <flange> & 日本',
      decided_via: 'slack',
    });
    expect((await readSlack(platform.slack.url, 'quality-1')).view).toBeNull();
  });

  it('asks again in the dialog when the reason is missing', async () => {
    const { approvalId, message } = await open();
    await pressButton(platform.slack.url, 'quality-1', message, 'Reject…');
    const { view } = await readSlack(platform.slack.url, 'quality-1');
    if (view === null) throw new Error('no dialog opened');
    const answer = await submitModal(platform.slack.url, 'quality-1', view, ['   ']);
    expect(JSON.parse(answer.body)).toMatchObject({
      response_action: 'errors',
      errors: { reason: expect.any(String) as string },
    });
    expect((await approval(approvalId))?.state).toBe('open');
    await submitModal(platform.slack.url, 'quality-1', view, ['Now with a reason']);
    expect((await approval(approvalId))?.state).toBe('rejected');
  });

  it('tells the one who comes second, and him alone, who decided when and where', async () => {
    const { approvalId, message } = await open();
    // The message is not updated yet when the second person presses.
    platform.slack.faults.plan({ rules: [{ kind: 'internal_error', path: 'chat.update' }] });
    await platform.core.decideApproval.decide({
      approvalId,
      verdict: 'approved',
      comment: '',
      actor: actor('quality-2', 'tasklist'),
    });
    const before = await whispers('quality-1');
    await pressButton(platform.slack.url, 'quality-1', message, 'Approve');
    const [told] = (await whispers('quality-1')).slice(before.length);
    expect(told).toMatch(/Decided by quality-2 at .* GMT via tasklist: approved/);
    expect(await whispers('quality-2')).toEqual([]);
  });

  it("answers somebody else's press with a private explanation, and decides nothing", async () => {
    const { approvalId, message } = await open();
    await pressButton(platform.slack.url, 'quality-1', message, 'Approve', 'finance-1');
    expect((await approval(approvalId))?.state).toBe('open');
    expect((await whispers('finance-1')).at(-1)).toContain('Only members of quality-approvers');
  });

  it("refuses the requester's approval of his own change, and puts it into the ledger", async () => {
    const { approvalId, message, change } = await open();
    await pressButton(platform.slack.url, 'quality-1', message, 'Approve', 'requester-1');
    expect((await approval(approvalId))?.state).toBe('open');
    expect((await whispers('requester-1')).at(-1)).toContain('cannot decide');
    const refused: unknown[] = await platform.database.source.query(
      `select 1 from ledger_entry where change_id = $1 and kind = 'approval.decision-refused' and via = 'slack'`,
      [change.id],
    );
    expect(refused).toHaveLength(1);
  });

  it.each([
    ['another workspace', { team: { id: 'T0OTHER' }, user: { id: 'U0QUALITY1', team_id: 'T0OTHER' } }],
    ['another workspace through a shared channel', { user: { id: 'U0QUALITY1', team_id: 'T0OTHER' } }],
    ['an installation without workspace', { team: null }],
    ['an unknown user', { user: { id: 'U0NOBODY', team_id: 'T0COUNTERS' } }],
    ['a button that is not ours', { actions: [{ action_id: 'approve', value: 'CR-2026-000001-A1' }] }],
  ])('decides nothing for a press of %s', async (_who, overrides) => {
    const { approvalId, subject } = await openUntold();
    expect((await post(pressBody(subject, overrides))).status).toBe(200);
    expect((await approval(approvalId))?.state).toBe('open');
  });

  it('decides nothing about other content than the one that was shown', async () => {
    const { approvalId } = await openUntold();
    expect((await post(pressBody(`${approvalId} ${'0'.repeat(64)}`))).status).toBe(200);
    expect((await approval(approvalId))?.state).toBe('open');
  });

  it.each([
    ['a forged signature', (body: string) => slackSignatureHeaders('another secret altogether', body)],
    ['no signature', () => ({})],
    ['a signature over another body', () => slackSignatureHeaders(TEST_SECRET, 'payload=other')],
    [
      'a signature of six minutes ago',
      (body: string) => slackSignatureHeaders(TEST_SECRET, body, (Date.now() / 1000 - 360) | 0),
    ],
    [
      'a signature of six minutes ahead',
      (body: string) => slackSignatureHeaders(TEST_SECRET, body, (Date.now() / 1000 + 360) | 0),
    ],
    [
      'a time that is no number',
      (body: string) => ({ ...slackSignatureHeaders(TEST_SECRET, body), 'x-slack-request-timestamp': 'NaN' }),
    ],
  ])('refuses %s', async (_what, sign) => {
    const { approvalId, subject } = await openUntold();
    const answer = await post(pressBody(subject), sign);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect((await approval(approvalId))?.state).toBe('open');
  });

  it('takes a signature of four minutes ago: clocks differ', async () => {
    const { approvalId, subject } = await openUntold();
    const answer = await post(pressBody(subject), (body) =>
      slackSignatureHeaders(TEST_SECRET, body, Math.floor(Date.now() / 1000) - 240),
    );
    expect(answer.status).toBe(200);
    expect((await approval(approvalId))?.state).toBe('approved');
  });

  it('refuses the copy of a request that it has received, ten times over', async () => {
    const { subject } = await openUntold();
    const body = pressBody(subject);
    const at = Math.floor(Date.now() / 1000);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post(body, (text) => slackSignatureHeaders(TEST_SECRET, text, at))),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, ...Array<number>(9).fill(409)]);
  });

  it('answers the check of its certificate, which is not signed, and does nothing', async () => {
    const answer = await fetch(`${platform.url}/api/v1/slack/interactions`, {
      method: 'POST',
      body: 'ssl_check=1&token=x&payload=%7B%7D',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(answer.status).toBe(200);
  });

  it.each(['{', '[]', 'null', '{"type":"block_actions"}', '{"type":"shortcut"}'])(
    'acknowledges what it does not know: %s',
    async (payload) => {
      const body = new URLSearchParams({ payload }).toString();
      const answer = await fetch(`${platform.url}/api/v1/slack/interactions`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...slackSignatureHeaders(TEST_SECRET, body) },
      });
      expect(answer.status).toBe(200);
    },
  );

  it('acknowledges within three seconds while the database is slow, and records the press nevertheless', async () => {
    const { approvalId, message } = await open();
    const runner = platform.database.source.createQueryRunner();
    await runner.startTransaction();
    await runner.query('select 1 from approval where id = $1 for update', [approvalId]);
    const begun = Date.now();
    const answer = await pressButton(platform.slack.url, 'quality-1', message, 'Approve');
    expect(answer.status).toBe(200);
    expect(Date.now() - begun).toBeLessThan(3_000);
    await runner.commitTransaction();
    await runner.release();
    await vi.waitFor(async () => expect((await approval(approvalId))?.state).toBe('approved'), patience);
  });

  it('says so when the dialog cannot be opened', async () => {
    const { message } = await open();
    platform.slack.faults.plan({ rules: [{ kind: 'internal_error', path: 'views.open', times: 1 }] });
    await pressButton(platform.slack.url, 'quality-1', message, 'Reject…');
    expect((await whispers('quality-1')).at(-1)).toContain('press Reject… again');
  });
});
