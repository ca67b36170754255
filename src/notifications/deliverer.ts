import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PermanentError, TransientError } from '../domain/errors.js';
import { PersonDirectory } from '../identities/person-directory.js';
import { Logger } from '../logging/logger.js';
import type { MessageChannel, Recipient } from '../ports/message-channel.port.js';
import { backOffMs } from './back-off.js';
import { nextChannel } from './channel-choice.js';
import { DeliveryQueue, type Delivery } from './delivery-queue.js';

/** With the back-off this is about twenty minutes; then the message goes to the person's next channel. */
const MAX_ATTEMPTS = 12;
/** What a channel has accepted must be remembered, or it is sent again: the database gets several chances. */
const STORE_ATTEMPTS = 6;

export interface DeliveryResult {
  /** The channel wants no more calls for so long. */
  readonly pauseMs: number;
}

const DONE: DeliveryResult = { pauseMs: 0 };

/** Delivers one message on one channel, and records what became of it. Knows nothing of queues and loops. */
@Injectable()
export class Deliverer {
  constructor(
    private readonly queue: DeliveryQueue,
    private readonly people: PersonDirectory,
    private readonly logger: Logger,
  ) {}

  async deliver(delivery: Delivery, channel: MessageChannel): Promise<DeliveryResult> {
    if (delivery.overtaken) {
      await this.queue.superseded(delivery);
      return DONE;
    }
    let remember: () => Promise<void>;
    try {
      remember = await this.attempt(delivery, channel);
    } catch (error) {
      return this.recover(delivery, error);
    }
    await persist(remember);
    return DONE;
  }

  /**
   * Returns how to remember what the channel has accepted. Between acceptance and the stored reference lies the one
   * moment in which a crash sends a message twice: the lease runs out and the row is sent again. No channel offers a
   * key that would prevent it (a mail repeats its Message-ID, so most servers show it once; Slack shows both).
   */
  private async attempt(delivery: Delivery, channel: MessageChannel): Promise<() => Promise<void>> {
    const recipient = await this.recipient(delivery);
    if (delivery.update !== null) {
      const { reference, message } = delivery.update;
      await channel.update({ reference }, message, recipient);
      return () => this.queue.updated(delivery, message);
    }
    const { reference } = await channel.send(delivery.message, recipient, deliveryIdOf(delivery));
    return () => this.queue.sent(delivery, reference);
  }

  private async recipient({ personId }: Delivery): Promise<Recipient> {
    const person = await this.people.get(personId);
    if (person === null) throw new PermanentError('UNKNOWN_PERSON', `${personId} is not in the directory.`);
    return { personId, name: person.name, email: person.email, slackUserId: person.slackUserId };
  }

  private async recover(delivery: Delivery, error: unknown): Promise<DeliveryResult> {
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, 1_000);
    const facts = { notificationId: delivery.id, changeId: delivery.changeId, channel: delivery.channel };
    const pauseMs = error instanceof TransientError ? (error.retryAfterMs ?? 0) : 0;
    if (pauseMs > 0) {
      this.logger.info({ ...facts, pauseMs }, 'NOTIFY-001 the channel asks to wait');
      await this.queue.postpone(delivery, pauseMs, reason, false);
      return { pauseMs };
    }
    if (!(error instanceof PermanentError) && delivery.attempts < MAX_ATTEMPTS) {
      this.logger.warn({ ...facts, attempts: delivery.attempts, error }, 'NOTIFY-002 not delivered, trying again');
      await this.queue.postpone(delivery, backOffMs(delivery.attempts), reason, true);
      return DONE;
    }
    this.logger.error({ ...facts, attempts: delivery.attempts, error }, 'NOTIFY-003 given up on this channel');
    await this.giveUp(delivery, reason);
    return DONE;
  }

  private async giveUp(delivery: Delivery, reason: string): Promise<void> {
    if (delivery.update !== null) {
      await this.queue.updateFailed(delivery, reason);
      return;
    }
    const person = await this.people.get(delivery.personId);
    const tried = await this.queue.channelsTried(delivery);
    await this.queue.failed(delivery, reason, person === null ? undefined : nextChannel(person, tried));
  }
}

async function persist(store: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await store();
      return;
    } catch (error) {
      if (attempt >= STORE_ATTEMPTS) throw error;
      await sleep(backOffMs(attempt) / 4);
    }
  }
}

/** The same for every attempt at one message, also from another process. */
function deliveryIdOf({ cause, personId, channel }: Delivery): string {
  return createHash('sha256')
    .update(JSON.stringify([cause, personId, channel]))
    .digest('hex')
    .slice(0, 32);
}
