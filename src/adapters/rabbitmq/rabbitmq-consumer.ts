import type { ConsumeMessage } from 'amqplib';
import { PermanentError } from '../../domain/errors.js';
import type { Logger } from '../../logging/logger.js';
import type { EventSubscription } from '../../ports/event-bus.port.js';
import { decodeCloudEvent } from './cloud-event-codec.js';
import type { ConfirmedChannel } from './confirmed-channel.js';
import { waitingQueueOf, type RabbitMqTopology } from './rabbitmq-topology.js';

const ATTEMPT_HEADER = 'x-countersign-attempt';

/** Hands the messages of one queue to a subscription; each is acknowledged only after it is handled or safe elsewhere. */
export class RabbitMqConsumer {
  private readonly running = new Set<Promise<void>>();
  private consumerTag: string | undefined;

  constructor(
    private readonly subscription: EventSubscription,
    private readonly queue: string,
    private readonly topology: RabbitMqTopology,
    private readonly confirmed: ConfirmedChannel,
    private readonly logger: Logger,
  ) {}

  async start(): Promise<void> {
    const { consumerTag } = await this.confirmed.channel.consume(this.queue, (message) => this.take(message));
    this.consumerTag = consumerTag;
  }

  /** Takes no new messages and waits for those in hand. */
  async stop(): Promise<void> {
    if (this.consumerTag !== undefined) {
      await this.confirmed.channel.cancel(this.consumerTag).catch((error: unknown) => this.lost('cancel', error));
    }
    await Promise.allSettled(this.running);
  }

  private take(message: ConsumeMessage | null): void {
    if (message === null) {
      // The broker cancels when the queue vanishes: a new channel declares it again.
      this.confirmed.channel.close().catch((error: unknown) => this.lost('close', error));
      return;
    }
    const work = this.process(message).catch((error: unknown) => this.lost(message.properties.messageId, error));
    this.running.add(work);
    void work.finally(() => this.running.delete(work));
  }

  private async process(message: ConsumeMessage): Promise<void> {
    const failure = await this.handle(message);
    if (failure !== undefined) await this.putAside(message, failure);
    this.confirmed.channel.ack(message);
  }

  private async handle(message: ConsumeMessage): Promise<{ readonly error: unknown } | undefined> {
    try {
      const event = decodeCloudEvent(message.content);
      // A binding of an earlier version may still feed the queue.
      if (this.subscription.types.includes(event.type)) await this.subscription.handle(event);
      return undefined;
    } catch (error) {
      return { error };
    }
  }

  private async putAside(message: ConsumeMessage, { error }: { readonly error: unknown }): Promise<void> {
    const attempt = attemptOf(message);
    const pauseMs = this.topology.redeliverAfterMs[attempt - 1];
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    this.logger.warn(
      { queue: this.queue, eventId: message.properties.messageId, attempt, error },
      'BUS-001 event not handled',
    );
    if (pauseMs === undefined || error instanceof PermanentError) await this.deadLetter(message, attempt, reason);
    else await this.again(message, attempt, pauseMs);
  }

  private async again(message: ConsumeMessage, attempt: number, pauseMs: number): Promise<void> {
    const headers = { ...message.properties.headers, [ATTEMPT_HEADER]: attempt + 1 };
    await this.republish('', waitingQueueOf(this.queue, pauseMs), message, headers);
  }

  private async deadLetter(message: ConsumeMessage, attempts: number, reason: string): Promise<void> {
    const headers = {
      ...message.properties.headers,
      'x-countersign-subscription': this.subscription.name,
      'x-countersign-queue': this.queue,
      'x-countersign-attempts': attempts,
      'x-countersign-reason': reason.slice(0, 2_000),
      'x-countersign-dead-at': new Date().toISOString(),
    };
    await this.republish(this.topology.deadLetterExchange, message.fields.routingKey, message, headers);
  }

  private async republish(
    exchange: string,
    routingKey: string,
    message: ConsumeMessage,
    headers: object,
  ): Promise<void> {
    const { messageId, contentType, type } = message.properties as {
      messageId?: string;
      contentType?: string;
      type?: string;
    };
    const outcome = await this.confirmed.publish(exchange, routingKey, message.content, {
      messageId,
      contentType,
      type,
      headers,
    });
    if (outcome === 'unroutable')
      throw new Error(`No queue takes ${routingKey} of ${exchange === '' ? 'the broker' : exchange}.`);
  }

  /** Nothing is lost here: what was not acknowledged is delivered again on the next channel. */
  private lost(what: unknown, error: unknown): void {
    this.logger.warn({ queue: this.queue, what, error }, 'BUS-003 not acknowledged, the broker delivers again');
  }
}

function attemptOf(message: ConsumeMessage): number {
  const attempt: unknown = message.properties.headers?.[ATTEMPT_HEADER];
  return typeof attempt === 'number' ? attempt : 1;
}
