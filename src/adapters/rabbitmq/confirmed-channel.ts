import type { ConfirmChannel, Options } from 'amqplib';
import { randomUUID } from 'node:crypto';
import { TransientError } from '../../domain/errors.js';

const CONFIRM_TIMEOUT_MS = 15_000;

/** Publishes with publisher confirms: what resolved is safe with the broker. */
export class ConfirmedChannel {
  readonly channel: ConfirmChannel;
  private readonly returned = new Set<unknown>();

  constructor(channel: ConfirmChannel) {
    this.channel = channel;
    channel.on('return', (message) => this.returned.add(message.properties.correlationId));
  }

  /**
   * Resolves with `unroutable` when no queue takes the message: the broker returns a mandatory message before it
   * confirms it (rabbitmq.com/docs/confirms).
   * Errors: TransientError when the broker refuses, does not answer in time, or the connection is lost.
   */
  async publish(
    exchange: string,
    routingKey: string,
    content: Buffer,
    options: Options.Publish,
  ): Promise<'routed' | 'unroutable'> {
    const correlationId = randomUUID();
    await this.confirmed(exchange, routingKey, content, {
      ...options,
      correlationId,
      mandatory: true,
      persistent: true,
    });
    return this.returned.delete(correlationId) ? 'unroutable' : 'routed';
  }

  private confirmed(exchange: string, routingKey: string, content: Buffer, options: Options.Publish): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (reason: string, cause?: unknown) =>
        reject(new TransientError('NOT_CONFIRMED', `The message broker did not take a message: ${reason}`, { cause }));
      const timer = setTimeout(() => fail(`no confirmation within ${CONFIRM_TIMEOUT_MS} ms`), CONFIRM_TIMEOUT_MS);
      try {
        this.channel.publish(exchange, routingKey, content, options, (error: Error | null | undefined) => {
          clearTimeout(timer);
          if (error === null || error === undefined) resolve();
          else fail(error.message, error);
        });
      } catch (error) {
        // A closed channel throws instead of calling back.
        clearTimeout(timer);
        fail(String(error), error);
      }
    });
  }
}
