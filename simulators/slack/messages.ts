import { messageBlocks, slackMessages, type Block } from './block-kit.ts';
import { SlackError } from './slack-error.ts';
import { slackId, type SlackMessage, type SlackStore } from './slack-state.ts';
import { APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID } from './workspace.ts';

const MAX_TEXT = 40_000;

export interface MessageContent {
  readonly text?: string | undefined;
  readonly blocks?: unknown;
}

/** Writes a message of the app into a conversation. */
export function postMessage(store: SlackStore, channel: string, content: MessageContent): SlackMessage {
  const blocks = parseBlocks(content.blocks ?? []);
  if (content.text === undefined && blocks.length === 0) throw new SlackError('no_text');
  const text = checkedText(content.text ?? '');
  const message = { channel, ts: nextTimestamp(store), text, blocks, edited: false };
  store.state.messages.push(message);
  store.save();
  return message;
}

/** Replaces text and blocks. Blocks that are not mentioned stay, as in Slack; an empty list removes them. */
export function updateMessage(store: SlackStore, channel: string, ts: string, content: MessageContent): SlackMessage {
  const message = findMessage(store, channel, ts);
  if (message === undefined) throw new SlackError('message_not_found');
  if (content.text === undefined && content.blocks === undefined) throw new SlackError('no_text');
  const blocks = content.blocks === undefined ? message.blocks : parseBlocks(content.blocks);
  const text = checkedText(content.text ?? message.text);
  Object.assign(message, { text, blocks, edited: true });
  store.save();
  return message;
}

export function deleteMessage(store: SlackStore, channel: string, ts: string): void {
  store.state.messages = store.state.messages.filter((message) => message.channel !== channel || message.ts !== ts);
  store.save();
}

export const findMessage = (store: SlackStore, channel: string, ts: string): SlackMessage | undefined =>
  store.state.messages.find((message) => message.channel === channel && message.ts === ts);

/** The message as Slack shows it in answers and in interaction payloads. */
export function messageObject(message: SlackMessage): Record<string, unknown> {
  return {
    type: 'message',
    user: BOT_USER_ID,
    bot_id: BOT_ID,
    app_id: APP_ID,
    team: TEAM_ID,
    ts: message.ts,
    text: message.text,
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    ...(message.edited ? { edited: { user: BOT_USER_ID, ts: message.ts } } : {}),
  };
}

function parseBlocks(given: unknown): Block[] {
  const parsed = messageBlocks.safeParse(given);
  if (!parsed.success) {
    throw new SlackError('invalid_blocks', slackMessages(parsed.error, 'blocks'));
  }
  return parsed.data.map((block) => ({ ...block, block_id: block.block_id ?? slackId('b') }));
}

function checkedText(text: string): string {
  if (text.length > MAX_TEXT) throw new SlackError('msg_too_long');
  return text;
}

/** Seconds and a counter; unique, because a message is known by its conversation and time only. */
function nextTimestamp(store: SlackStore): string {
  const last = Number(store.state.messages.at(-1)?.ts.replace('.', '') ?? 0);
  const micros = Math.max(Date.now() * 1000, last + 1);
  return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`;
}
