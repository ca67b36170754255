import type { Channel } from 'amqplib';

export interface RabbitMqTopology {
  /** Durable topic exchange; the routing key is the event's type. */
  readonly exchange: string;
  readonly deadLetterExchange: string;
  /** One queue with all events that could not be handled, each with its reason. */
  readonly deadLetterQueue: string;
  /** Pauses before each redelivery; their number plus one is the delivery limit. */
  readonly redeliverAfterMs: readonly number[];
}

/** With these pauses a subscriber may be out of order for an hour before its events are set aside. */
export const DEFAULT_TOPOLOGY: RabbitMqTopology = {
  exchange: 'countersign.events',
  deadLetterExchange: 'countersign.dead-letters',
  deadLetterQueue: 'countersign.dead-letters',
  redeliverAfterMs: [1_000, 5_000, 30_000, 120_000, 600_000, 1_200_000, 1_800_000],
};

/** How often the broker itself hands out a message that nobody acknowledges, as when it kills each consumer. */
const CRASH_LIMIT = 20;

export const queueOf = (topology: RabbitMqTopology, subscription: string) => `${topology.exchange}.${subscription}`;
export const waitingQueueOf = (queue: string, pauseMs: number) => `${queue}.again-after-${pauseMs}ms`;

export async function declareExchanges(channel: Channel, topology: RabbitMqTopology): Promise<void> {
  await channel.assertExchange(topology.exchange, 'topic', { durable: true });
  await channel.assertExchange(topology.deadLetterExchange, 'fanout', { durable: true });
  await channel.assertQueue(topology.deadLetterQueue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.bindQueue(topology.deadLetterQueue, topology.deadLetterExchange, '');
}

/**
 * The queue of a subscription, and one waiting queue per pause: a message in it expires into the subscription's queue.
 * Quorum queues count the broker's redeliveries (`x-delivery-count`), which classic ones do not; dead-lettering with
 * strategy `at-least-once` needs `reject-publish` (rabbitmq.com/docs/3.10/quorum-queues).
 */
export async function declareSubscription(
  channel: Channel,
  topology: RabbitMqTopology,
  subscription: { readonly name: string; readonly types: readonly string[] },
): Promise<string> {
  const queue = queueOf(topology, subscription.name);
  await channel.assertQueue(queue, {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-delivery-limit': CRASH_LIMIT,
      'x-dead-letter-exchange': topology.deadLetterExchange,
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish',
    },
  });
  for (const type of subscription.types) await channel.bindQueue(queue, topology.exchange, type);
  for (const pauseMs of topology.redeliverAfterMs) {
    await channel.assertQueue(waitingQueueOf(queue, pauseMs), {
      durable: true,
      arguments: {
        'x-queue-type': 'quorum',
        'x-message-ttl': pauseMs,
        'x-dead-letter-exchange': '',
        'x-dead-letter-routing-key': queue,
        'x-dead-letter-strategy': 'at-least-once',
        'x-overflow': 'reject-publish',
      },
    });
  }
  return queue;
}
