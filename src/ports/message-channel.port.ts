import type { PersonId } from '../domain/ids.js';

export const CHANNELS = ['in-app', 'slack', 'email'] as const;
export type ChannelId = (typeof CHANNELS)[number];

/** Injection token of all channels, one per `ChannelId`. */
export const MESSAGE_CHANNELS = Symbol('MESSAGE_CHANNELS');

/** A way to tell a person something. Failures are TransientError (with retryAfterMs) or PermanentError. */
export abstract class MessageChannel {
  abstract readonly id: ChannelId;
  /**
   * Sends once. `reference` is kept and handed back to `update`. `deliveryId` is the same for every attempt at one
   * message: a channel that can lets the receiver recognise a repeat by it.
   */
  abstract send(message: OutgoingMessage, recipient: Recipient, deliveryId: string): Promise<SentMessage>;
  /** Makes a sent message true again after a decision (no-op for channels that cannot). */
  abstract update(sent: SentMessage, message: OutgoingMessage, recipient: Recipient): Promise<void>;
}

export interface Recipient {
  readonly personId: PersonId;
  readonly name: string;
  readonly email: string | null;
  readonly slackUserId: string | null;
}

export interface SentMessage {
  /** What the channel needs to find the message again, such as Slack's channel and ts, or the mail's Message-ID. */
  readonly reference: Readonly<Record<string, string>>;
}

/** Channel-neutral content. Channels render it; all text is plain and escaped by the channel. */
export interface OutgoingMessage {
  readonly kind: 'decide' | 'reminder' | 'escalation' | 'decided' | 'informed' | 'outcome';
  readonly changeId: string;
  readonly approvalId: string | null;
  readonly subject: string;
  readonly lead: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly links: readonly { readonly label: string; readonly url: string }[];
  /** Offer approve and reject buttons where the channel has signed interactions. */
  readonly decidable: boolean;
  /** Digest of the content that is shown, which a decision is bound to; null where there is nothing to decide. */
  readonly contentDigest: string | null;
}
