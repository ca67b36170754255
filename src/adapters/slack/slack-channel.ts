import type { WebClient } from '@slack/web-api';
import { PermanentError } from '../../domain/errors.js';
import {
  MessageChannel,
  type OutgoingMessage,
  type Recipient,
  type SentMessage,
} from '../../ports/message-channel.port.js';
import { fallbackText, messageBlocks } from './slack-blocks.js';
import { isGone, toSlackFailure } from './slack-errors.js';

/**
 * Direct messages by the app. Slack has no idempotency key: when it took a message and its answer was lost, or the
 * process died before the answer was stored, a repeat shows twice. Both copies are then made true after the decision
 * only as far as their reference is known; the press on the other is answered with who decided.
 */
export class SlackChannel extends MessageChannel {
  readonly id = 'slack';
  /** A person's conversation with the app never changes. */
  private readonly conversations = new Map<string, string>();

  constructor(private readonly client: WebClient) {
    super();
  }

  async send(message: OutgoingMessage, recipient: Recipient): Promise<SentMessage> {
    if (recipient.slackUserId === null) throw new PermanentError('NO_SLACK_USER', `${recipient.name} has no Slack id.`);
    try {
      const channel = await this.conversationWith(recipient.slackUserId);
      const { ts } = await this.client.chat.postMessage({
        channel,
        ...this.content(message),
        unfurl_links: false,
        unfurl_media: false,
      });
      if (ts === undefined)
        throw new PermanentError('SLACK_REFUSED', 'Slack answered without the time of the message.');
      return { reference: { channel, ts } };
    } catch (error) {
      throw toSlackFailure(error);
    }
  }

  async update(sent: SentMessage, message: OutgoingMessage): Promise<void> {
    const { channel, ts } = sent.reference;
    if (channel === undefined || ts === undefined) {
      throw new PermanentError('NO_REFERENCE', 'The reference of the sent message names no channel and time.');
    }
    try {
      await this.client.chat.update({ channel, ts, ...this.content(message) });
    } catch (error) {
      if (!isGone(error)) throw toSlackFailure(error);
    }
  }

  /** Blocks always: without them Slack keeps the old ones, and the buttons with them (docs.slack.dev, chat.update). */
  private content(message: OutgoingMessage) {
    return { text: fallbackText(message), blocks: messageBlocks(message) };
  }

  private async conversationWith(userId: string): Promise<string> {
    const known = this.conversations.get(userId);
    if (known !== undefined) return known;
    const { channel } = await this.client.conversations.open({ users: userId });
    if (channel?.id === undefined) throw new PermanentError('SLACK_REFUSED', 'Slack answered without a conversation.');
    this.conversations.set(userId, channel.id);
    return channel.id;
  }
}
