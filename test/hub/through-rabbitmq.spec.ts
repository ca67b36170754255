import { connect } from 'amqplib';
import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { RabbitMqEventBus } from '../../src/adapters/rabbitmq/rabbitmq-event-bus.js';
import { queueOf, waitingQueueOf, type RabbitMqTopology } from '../../src/adapters/rabbitmq/rabbitmq-topology.js';
import { HUB } from '../../src/notifications/notification-hub.js';
import { readSlack, waitForMessage } from '../../simulators/slack/press-button.ts';
import { actor } from '../factories/actors.js';
import { SilentLogger } from '../factories/silent-logger.js';
import { patience, startHubPlatform } from './hub-platform.js';

const url = process.env.RABBITMQ_URL;

describe('the hub behind RabbitMQ', () => {
  if (url === undefined) {
    it.skip('skipped: set RABBITMQ_URL to run it against a real RabbitMQ', () => undefined);
    return;
  }

  it('tells people once, and that it is decided, as it does in process', async () => {
    const prefix = `countersign-test-${randomUUID()}`;
    const topology = {
      exchange: prefix,
      deadLetterExchange: `${prefix}.dead`,
      deadLetterQueue: `${prefix}.dead`,
      redeliverAfterMs: [100, 500],
    };
    const platform = await startHubPlatform(new RabbitMqEventBus({ url, topology }, new SilentLogger()));
    try {
      const { change, approvalId } = await platform.core.openApproval();
      const message = await waitForMessage(platform.slack.url, 'quality-1', change.id);
      await platform.core.decideApproval.decide({
        approvalId,
        verdict: 'approved',
        comment: '',
        actor: actor('quality-2'),
      });
      await vi.waitFor(async () => {
        const { messages } = await readSlack(platform.slack.url, 'quality-1');
        expect(messages.map(({ ts }) => ts)).toEqual([message.ts]);
        expect(JSON.stringify(messages[0]?.blocks)).toContain('Approved by quality-2');
      }, patience);
    } finally {
      await platform.stop();
      await remove(url, topology);
    }
  });
});

async function remove(brokerUrl: string, topology: RabbitMqTopology): Promise<void> {
  const connection = await connect(brokerUrl);
  const channel = await connection.createChannel();
  const queue = queueOf(topology, HUB);
  const waiting = topology.redeliverAfterMs.map((pause) => waitingQueueOf(queue, pause));
  for (const name of [queue, topology.deadLetterQueue, ...waiting]) await channel.deleteQueue(name);
  await channel.deleteExchange(topology.exchange);
  await channel.deleteExchange(topology.deadLetterExchange);
  await connection.close();
}
