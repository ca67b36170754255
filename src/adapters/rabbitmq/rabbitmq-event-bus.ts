import type { CloudEventV1 } from 'cloudevents';
import { TransientError } from '../../domain/errors.js';
import type { Logger } from '../../logging/logger.js';
import { EventBus, type EventSubscription } from '../../ports/event-bus.port.js';
import { CLOUD_EVENT_CONTENT_TYPE, encodeCloudEvent } from './cloud-event-codec.js';
import type { ConfirmedChannel } from './confirmed-channel.js';
import { RabbitMqConnection } from './rabbitmq-connection.js';
import { RabbitMqConsumer } from './rabbitmq-consumer.js';
import { declareExchanges, declareSubscription, DEFAULT_TOPOLOGY, type RabbitMqTopology } from './rabbitmq-topology.js';

export interface RabbitMqSettings {
  /** `amqp://user:password@host:port/vhost`. */
  readonly url: string;
  readonly topology?: RabbitMqTopology;
  /** Messages in hand per subscription. */
  readonly prefetch?: number;
  readonly waitForBrokerMs?: number;
}

/**
 * Events through RabbitMQ: durable topic exchange, one durable queue per subscription, publisher confirms, manual
 * acknowledgement, redelivery after growing pauses, then the dead-letter queue with the reason.
 * Publishing and consuming have a connection each: the broker blocks the connections of publishers when it runs short
 * of memory or disk, and acknowledgements must still get through then.
 */
export class RabbitMqEventBus extends EventBus {
  private readonly topology: RabbitMqTopology;
  private readonly prefetch: number;
  private readonly waitForBrokerMs: number;
  private readonly subscriptions: EventSubscription[] = [];
  private readonly publishing: RabbitMqConnection;
  private readonly consuming: RabbitMqConnection;
  private consumers: RabbitMqConsumer[] = [];

  constructor(
    settings: RabbitMqSettings,
    private readonly logger: Logger,
  ) {
    super();
    this.topology = settings.topology ?? DEFAULT_TOPOLOGY;
    this.prefetch = settings.prefetch ?? 10;
    this.waitForBrokerMs = settings.waitForBrokerMs ?? 5_000;
    this.publishing = new RabbitMqConnection(settings.url, 'countersign publisher', logger, (channel) =>
      declareExchanges(channel.channel, this.topology),
    );
    this.consuming = new RabbitMqConnection(settings.url, 'countersign subscribers', logger, (channel) =>
      this.consume(channel),
    );
  }

  subscribe(subscription: EventSubscription): void {
    if (this.subscriptions.some((known) => known.name === subscription.name)) {
      throw new Error(`There are two subscriptions named ${subscription.name}; they would share a queue.`);
    }
    this.subscriptions.push(subscription);
  }

  async start(): Promise<void> {
    await this.consuming.start();
    await this.publishing.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.consumers.map((consumer) => consumer.stop()));
    await Promise.all([this.consuming.stop(), this.publishing.stop()]);
  }

  async checkHealth(): Promise<void> {
    if (this.publishing.isConnected && this.consuming.isConnected) return;
    throw new TransientError('BROKER_UNREACHABLE', 'There is no connection to the message broker.');
  }

  async publish(event: CloudEventV1<unknown>): Promise<void> {
    const channel = await this.publishing.channel(this.waitForBrokerMs);
    const outcome = await channel.publish(this.topology.exchange, event.type, encodeCloudEvent(event), {
      messageId: event.id,
      contentType: CLOUD_EVENT_CONTENT_TYPE,
      type: event.type,
    });
    if (outcome === 'routed') return;
    if (this.subscriptions.some((subscription) => subscription.types.includes(event.type))) {
      throw new TransientError('EVENT_UNROUTABLE', `No queue takes ${event.type} although it has a subscriber here.`);
    }
    this.logger.debug({ type: event.type, eventId: event.id }, 'event without subscriber');
  }

  private async consume(confirmed: ConfirmedChannel): Promise<void> {
    await declareExchanges(confirmed.channel, this.topology);
    await confirmed.channel.prefetch(this.prefetch);
    const consumers: RabbitMqConsumer[] = [];
    for (const subscription of this.subscriptions) {
      const queue = await declareSubscription(confirmed.channel, this.topology, subscription);
      consumers.push(new RabbitMqConsumer(subscription, queue, this.topology, confirmed, this.logger));
    }
    this.consumers = consumers;
    await Promise.all(consumers.map((consumer) => consumer.start()));
  }
}
