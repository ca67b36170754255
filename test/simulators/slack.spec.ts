import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ErrorCode, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  buttonLabels,
  pressButton,
  readSlack,
  submitModal,
  waitForMessage,
  waitForModal,
} from '../../simulators/slack/press-button.ts';
import { startSlack, type SlackSimulator } from '../../simulators/slack/slack.ts';

const SECRET = 'test-signing-secret';
const TOKEN = 'xoxb-test';

interface Interaction {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly payload: Record<string, unknown>;
}

describe('the Slack simulator', () => {
  let slack: SlackSimulator;
  let app: Server;
  let client: WebClient;
  let received: Interaction[];
  let answer: (interaction: Interaction) => Promise<string>;

  beforeEach(async () => {
    received = [];
    answer = async () => '';
    app = createServer((request, response) => {
      void readBody(request).then(async (body) => {
        const payload = JSON.parse(new URLSearchParams(body).get('payload') ?? '') as Interaction['payload'];
        const interaction = { headers: request.headers, body, payload };
        received.push(interaction);
        response.end(await answer(interaction));
      });
    });
    await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
    const { port } = app.address() as AddressInfo;
    slack = await startSlack({
      port: 0,
      botToken: TOKEN,
      signingSecret: SECRET,
      interactivityUrl: `http://127.0.0.1:${port}/interactions`,
    });
    client = clientWith(TOKEN);
  });

  afterEach(async () => {
    await slack.stop();
    app.closeAllConnections();
    await new Promise((resolve) => app.close(resolve));
  });

  const clientWith = (token: string): WebClient =>
    new WebClient(token, {
      slackApiUrl: `${slack.url}/api/`,
      allowAbsoluteUrls: false,
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 0 },
    });

  it('finds people by email and takes messages to them', async () => {
    const { user } = await client.users.lookupByEmail({ email: 'quality-1@countersign.localhost' });
    expect(user?.id).toBe('U0QUALITY1');
    const posted = await client.chat.postMessage({ channel: 'U0QUALITY1', text: 'Hello', blocks: decisionBlocks });
    expect(posted.channel).toBe('D0QUALITY1');
    const message = await waitForMessage(slack.url, 'quality-1', 'Hello');
    expect(buttonLabels(message)).toEqual(['Approve', 'Reject']);
  });

  it('refuses a wrong token, an unknown person and an unknown method in the words of Slack', async () => {
    await expect(clientWith('xoxb-wrong').auth.test()).rejects.toThrow('invalid_auth');
    await expect(client.users.lookupByEmail({ email: 'nobody@countersign.localhost' })).rejects.toThrow(
      'users_not_found',
    );
    await expect(client.apiCall('chat.fly')).rejects.toThrow('unknown_method');
  });

  it('keeps the buttons when an update does not mention blocks, and removes them when it sends none', async () => {
    const { ts = '', channel = '' } = await client.chat.postMessage({
      channel: 'D0QUALITY1',
      text: 'a',
      blocks: decisionBlocks,
    });
    await client.chat.update({ channel, ts, text: 'b' });
    expect(buttonLabels(await waitForMessage(slack.url, 'quality-1', 'b'))).toHaveLength(2);
    await client.chat.update({ channel, ts, text: 'c', blocks: [] });
    expect(buttonLabels(await waitForMessage(slack.url, 'quality-1', 'c'))).toEqual([]);
    await expect(client.chat.update({ channel: 'U0QUALITY1', ts, text: 'd' })).rejects.toThrow('channel_not_found');
    await expect(client.chat.update({ channel, ts: '1.000000', text: 'd' })).rejects.toThrow('message_not_found');
  });

  it.each([
    ['a section of 3001 characters', [section('x'.repeat(3001))]],
    ['51 blocks', Array.from({ length: 51 }, () => ({ type: 'divider' }))],
    ['a button label of 76 characters', [actions(button('x'.repeat(76), 'a'))]],
    ['two buttons with one action id', [actions(button('A', 'a'), button('B', 'a'))]],
    ['a block of unknown type', [{ type: 'hologram' }]],
  ])('refuses %s', async (_what, blocks) => {
    const call = client.apiCall('chat.postMessage', { channel: 'D0QUALITY1', text: 'a', blocks });
    await expect(call).rejects.toMatchObject({ data: { error: 'invalid_blocks' } });
    expect(slack.state.messages).toEqual([]);
  });

  it('answers the 21st message of a burst with 429 and the seconds to wait', async () => {
    for (let count = 0; count < 20; count++) await client.chat.postMessage({ channel: 'D0QUALITY1', text: 'a' });
    await expect(client.chat.postMessage({ channel: 'D0QUALITY1', text: 'a' })).rejects.toMatchObject({
      code: ErrorCode.RateLimitedError,
      retryAfter: 1,
    });
    await expect(client.chat.postMessage({ channel: 'D0QUALITY2', text: 'a' })).resolves.toBeDefined();
  });

  it('shows the faults that it was told to show, and then works again', async () => {
    const { ts = '' } = await client.chat.postMessage({ channel: 'D0QUALITY1', text: 'a' });
    slack.faults.plan({ seed: 1, rules: [{ kind: 'cant_update_message', path: 'chat.update', times: 1 }] });
    const update = () => client.chat.update({ channel: 'D0QUALITY1', ts, text: 'b' });
    await expect(update()).rejects.toThrow('cant_update_message');
    await expect(update()).resolves.toBeDefined();
  });

  it('sends a signed press that names who pressed', async () => {
    const message = await postDecision();
    await pressButton(slack.url, 'quality-1', message, 'Approve', 'quality-2');
    const [press] = received;
    expect(press?.payload).toMatchObject({
      type: 'block_actions',
      user: { id: 'U0QUALITY2', team_id: 'T0COUNTERS' },
      container: { message_ts: message.ts, channel_id: 'D0QUALITY1' },
      actions: [{ type: 'button', action_id: 'approve', value: 'task-1' }],
    });
    const at = press?.headers['x-slack-request-timestamp'];
    const expected = createHmac('sha256', SECRET)
      .update(`v0:${String(at)}:${press?.body}`)
      .digest('hex');
    expect(press?.headers['x-slack-signature']).toBe(`v0=${expected}`);
  });

  it('sends a press from the page as the person whom the form names', async () => {
    const message = await postDecision();
    const page = await (await fetch(`${slack.url}/people/quality-1`)).text();
    const value = /name="button" value="([^"]*)">\s*Approve/.exec(page)?.[1]?.replaceAll('&quot;', '"');
    const body = new URLSearchParams({ ts: message.ts, button: String(value), as: 'quality-1' });
    const landed = await fetch(`${slack.url}/people/quality-1/press`, { method: 'POST', body });
    expect(landed.url).toBe(`${slack.url}/people/quality-1`);
    expect(received[0]?.payload).toMatchObject({
      user: { id: 'U0QUALITY1' },
      actions: [{ action_id: 'approve' }],
    });
  });

  it('opens a modal once per press, shows its errors and closes it after an empty answer', async () => {
    const message = await postDecision();
    answer = async ({ payload }) => {
      if (payload['type'] === 'block_actions') {
        await client.views.open({ trigger_id: String(payload['trigger_id']), view: reasonModal });
        return '';
      }
      return received.length === 2 ? JSON.stringify({ response_action: 'errors', errors: { reason: 'Say why.' } }) : '';
    };
    await pressButton(slack.url, 'quality-1', message, 'Reject');
    const modal = await waitForModal(slack.url, 'quality-1');
    await submitModal(slack.url, 'quality-1', modal, ['']);
    expect((await readSlack(slack.url, 'quality-1')).view?.errors).toEqual({ reason: 'Say why.' });
    await submitModal(slack.url, 'quality-1', modal, ['Too costly']);
    expect(received.at(-1)?.payload).toMatchObject({
      type: 'view_submission',
      view: { private_metadata: 'task-1', state: { values: { reason: { text: { value: 'Too costly' } } } } },
    });
    expect((await readSlack(slack.url, 'quality-1')).view).toBeNull();

    const triggerId = String(received[0]?.payload['trigger_id']);
    await expect(client.views.open({ trigger_id: triggerId, view: reasonModal })).rejects.toThrow(
      'exchanged_trigger_id',
    );
  });

  it('refuses a trigger id after three seconds', async () => {
    await pressButton(slack.url, 'quality-1', await postDecision(), 'Reject');
    slack.clock.advance(3001);
    const triggerId = String(received[0]?.payload['trigger_id']);
    await expect(client.views.open({ trigger_id: triggerId, view: reasonModal })).rejects.toThrow('expired_trigger_id');
  });

  it('takes five answers at a response_url and refuses the sixth', async () => {
    await pressButton(slack.url, 'quality-1', await postDecision(), 'Approve');
    const url = String(received[0]?.payload['response_url']);
    const respond = () =>
      fetch(url, {
        method: 'POST',
        body: JSON.stringify({ text: 'Noted' }),
        headers: { 'content-type': 'application/json' },
      });
    for (let use = 0; use < 5; use++) expect((await respond()).status).toBe(200);
    expect((await respond()).status).toBe(404);
    expect((await readSlack(slack.url, 'quality-1')).ephemerals).toHaveLength(5);
  });

  it('escapes what a message says on the page', async () => {
    await client.chat.postMessage({
      channel: 'D0QUALITY1',
      text: '&lt;img src=x onerror=alert(1)&gt; <javascript:alert(1)|press>',
    });
    const page = await (await fetch(`${slack.url}/people/quality-1`)).text();
    expect(page).toContain('&lt;img src=x');
    expect(page).not.toContain('href="javascript:');
  });

  async function postDecision() {
    await client.chat.postMessage({ channel: 'D0QUALITY1', text: 'Decide', blocks: decisionBlocks });
    return waitForMessage(slack.url, 'quality-1', 'Decide');
  }
});

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const button = (label: string, action: string) => ({
  type: 'button' as const,
  text: plain(label),
  action_id: action,
  value: 'task-1',
});
const actions = (...elements: ReturnType<typeof button>[]) => ({ type: 'actions' as const, elements });
const section = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } });
const decisionBlocks = [section('*Decide*'), actions(button('Approve', 'approve'), button('Reject', 'reject'))];

const reasonModal = {
  type: 'modal' as const,
  title: plain('Reject'),
  submit: plain('Reject'),
  private_metadata: 'task-1',
  blocks: [
    {
      type: 'input' as const,
      block_id: 'reason',
      label: plain('Reason'),
      element: { type: 'plain_text_input' as const, action_id: 'text', multiline: true },
    },
  ],
};

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
