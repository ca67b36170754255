import { randomBytes } from 'node:crypto';
import type { Person } from '../shared/people.ts';
import type { VirtualClock } from '../shared/virtual-clock.ts';
import type { Button } from './block-kit.ts';
import type { Acknowledgement, InteractionSender } from './interaction-sender.ts';
import { messageObject } from './messages.ts';
import { SlackError } from './slack-error.ts';
import type { OpenView, SlackMessage, SlackStore } from './slack-state.ts';
import type { Triggers } from './triggers.ts';
import { closeView, replaceView, viewObject } from './views.ts';
import { APP_ID, TEAM_ID } from './workspace.ts';

const RESPONSE_URL_USES = 5;
const RESPONSE_URL_LIFETIME_MS = 30 * 60_000;

export interface InteractionContext {
  readonly store: SlackStore;
  readonly triggers: Triggers;
  readonly sender: InteractionSender;
  readonly clock: VirtualClock;
  /** Base URL of this simulator as the app reaches it. */
  readonly baseUrl: () => string;
}

/** A person presses a button of a message. */
export async function pressButton(
  context: InteractionContext,
  person: Person,
  message: SlackMessage,
  pressed: { readonly blockId: string; readonly actionId: string },
): Promise<Acknowledgement> {
  const button = findButton(message, pressed.blockId, pressed.actionId);
  if (button === undefined) throw new SlackError('action_not_found');
  return context.sender.send({
    type: 'block_actions',
    ...whoAndWhere(person),
    trigger_id: context.triggers.issue(person.slackUserId),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: false,
    },
    channel: { id: message.channel, name: 'directmessage' },
    message: messageObject(message),
    state: { values: {} },
    response_url: issueResponseUrl(context, person, message),
    actions: [
      {
        type: 'button',
        block_id: pressed.blockId,
        action_id: button.action_id,
        text: button.text,
        ...(button.value === undefined ? {} : { value: button.value }),
        ...(button.style === undefined ? {} : { style: button.style }),
        action_ts: (Date.now() / 1000).toFixed(6),
      },
    ],
  });
}

/** A person submits the modal that is open to him; `values` are by block and action id. */
export async function submitView(
  context: InteractionContext,
  person: Person,
  open: OpenView,
  values: Record<string, Record<string, unknown>>,
): Promise<Acknowledgement> {
  const answer = await context.sender.send({
    type: 'view_submission',
    ...whoAndWhere(person),
    trigger_id: context.triggers.issue(person.slackUserId),
    view: viewObject(open, values),
    response_urls: [],
  });
  if (answer.status === 200) applyAnswer(context.store, open, answer.body);
  return answer;
}

function applyAnswer(store: SlackStore, open: OpenView, body: string): void {
  const answer = (body === '' ? {} : JSON.parse(body)) as Record<string, unknown>;
  switch (answer['response_action']) {
    case 'errors':
      open.errors = answer['errors'] as Record<string, string>;
      store.save();
      return;
    case 'update':
      replaceView(store, open, answer['view']);
      return;
    default:
      closeView(store, open.id);
  }
}

export function findButton(message: SlackMessage, blockId: string, actionId: string): Button | undefined {
  return buttonsOf(message).find((found) => found.blockId === blockId && found.button.action_id === actionId)?.button;
}

/** All buttons of a message, with the block that holds each. */
export function buttonsOf(message: SlackMessage): { blockId: string; button: Button }[] {
  return message.blocks.flatMap((block) => {
    const blockId = block.block_id ?? '';
    if (block.type === 'actions') {
      return block.elements.flatMap((button) => (button.type === 'button' ? [{ blockId, button }] : []));
    }
    if (block.type === 'section' && block.accessory?.type === 'button') {
      return [{ blockId, button: block.accessory }];
    }
    return [];
  });
}

function whoAndWhere(person: Person): Record<string, unknown> {
  return {
    api_app_id: APP_ID,
    token: 'deprecated-verification-token',
    team: { id: TEAM_ID, domain: 'countersign' },
    user: {
      id: person.slackUserId,
      username: person.id,
      name: person.id,
      team_id: TEAM_ID,
    },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function issueResponseUrl(context: InteractionContext, person: Person, message: SlackMessage): string {
  const id = randomBytes(16).toString('hex');
  context.store.state.responseUrls.push({
    id,
    channel: message.channel,
    ts: message.ts,
    userId: person.slackUserId,
    usesLeft: RESPONSE_URL_USES,
    expiresAt: context.clock.now().getTime() + RESPONSE_URL_LIFETIME_MS,
  });
  context.store.save();
  return `${context.baseUrl()}/actions/${TEAM_ID}/${id}`;
}
