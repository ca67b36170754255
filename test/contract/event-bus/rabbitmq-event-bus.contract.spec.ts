import { connect } from 'amqplib';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { RabbitMqEventBus } from '../../../src/adapters/rabbitmq/rabbitmq-event-bus.js';
import { queueOf, waitingQueueOf, type RabbitMqTopology } from '../../../src/adapters/rabbitmq/rabbitmq-topology.js';
import { describeEventBus, type EventBusUnderTest } from './event-bus.contract.js';
import type { SetAside } from './persistent-publisher.js';
import { SilentLogger } from '../../factories/silent-logger.js';
import { TcpProxy } from './tcp-proxy.js';

const url = process.env.RABBITMQ_URL;
const subscriptionNames = ['first', 'second', 'other', 'slow-starter', 'picky', 'steady', 'sleeper', 'careful'];

if (url === undefined) {
  describe('event bus: RabbitMQ', () => {
    it.skip('skipped: set RABBITMQ_URL to run the contract against a real RabbitMQ', () => undefined);
  });
} else {
  describeEventBus('RabbitMQ', () => createSubject(url));
  describe('event bus: RabbitMQ, beyond the contract', () => {
    it('sets a message aside that is no CloudEvent', () =>
      withSubject(url, async (subject) => {
        const bus = subject.createBus();
        bus.subscribe({ name: 'first', types: ['a.b'], handle: async () => undefined });
        await bus.start();
        await vi.waitFor(() => bus.checkHealth(), { timeout: 5_000 });
        await subject.withChannel(async (channel) => {
          channel.publish(subject.topology.exchange, 'a.b', Buffer.from('not json'), { messageId: 'm1' });
        });
        await vi.waitFor(async () => {
          const [letter] = await subject.deadLetters();
          expect(letter?.eventId).toBe('m1');
          expect(letter?.reason).toContain('not a CloudEvent');
        }, 10_000);
        await bus.stop();
      }));

    it('starts without the broker, refuses to publish meanwhile, and connects when the broker comes', () =>
      withSubject(url, async (subject) => {
        subject.proxy.refuse(true);
        const bus = subject.createBus();
        await bus.start();
        await expect(bus.checkHealth()).rejects.toThrow(/no connection/);
        await expect(bus.publish({ id: '1', type: 'a.b', source: 's', specversion: '1.0' })).rejects.toMatchObject({
          kind: 'transient',
        });
        subject.proxy.refuse(false);
        await vi.waitFor(() => bus.checkHealth(), { timeout: 10_000 });
        await bus.stop();
      }));

    it('gives what a dead process had in hand to the next one', () =>
      withSubject(url, async (subject) => {
        const dying = subject.createBus();
        const { promise: death, resolve: die } = Promise.withResolvers<undefined>();
        let inHand = false;
        dying.subscribe({
          name: 'first',
          types: ['a.b'],
          async handle() {
            inHand = true;
            await death;
          },
        });
        await dying.start();
        await vi.waitFor(() => dying.checkHealth(), { timeout: 5_000 });
        await dying.publish({ id: 'e1', type: 'a.b', source: 'countersign', specversion: '1.0' });
        await vi.waitFor(() => expect(inHand).toBe(true), { timeout: 5_000 });
        subject.proxy.refuse(true);

        const next = new RabbitMqEventBus({ url, topology: subject.topology }, new SilentLogger());
        const received: string[] = [];
        next.subscribe({ name: 'first', types: ['a.b'], handle: async (event) => void received.push(event.id) });
        await next.start();
        await vi.waitFor(() => expect(received).toEqual(['e1']), { timeout: 10_000 });
        await next.stop();
        die(undefined);
        await dying.stop();
      }));

    it('declares its queue anew when somebody deletes it', () =>
      withSubject(url, async (subject) => {
        const bus = subject.createBus();
        const received: string[] = [];
        bus.subscribe({ name: 'first', types: ['a.b'], handle: async (event) => void received.push(event.id) });
        await bus.start();
        await vi.waitFor(() => bus.checkHealth(), { timeout: 5_000 });
        await subject.withChannel(async (channel) => {
          await channel.deleteQueue(queueOf(subject.topology, 'first'));
        });
        await vi.waitFor(
          async () => {
            await bus.publish({ id: 'e1', type: 'a.b', source: 'countersign', specversion: '1.0' });
          },
          { timeout: 10_000, interval: 100 },
        );
        await vi.waitFor(() => expect(received).toContain('e1'), { timeout: 10_000 });
        await bus.stop();
      }));
  });
}

interface RabbitMqSubject extends EventBusUnderTest {
  readonly topology: RabbitMqTopology;
  readonly proxy: TcpProxy;
  withChannel(
    work: (channel: Awaited<ReturnType<Awaited<ReturnType<typeof connect>>['createChannel']>>) => Promise<void>,
  ): Promise<void>;
}

async function withSubject(brokerUrl: string, work: (subject: RabbitMqSubject) => Promise<void>): Promise<void> {
  const subject = await createSubject(brokerUrl);
  try {
    await work(subject);
  } finally {
    await subject.cleanUp();
  }
}

/** Names of its own, so that runs side by side do not meet; deleted at the end. */
async function createSubject(brokerUrl: string): Promise<RabbitMqSubject> {
  const prefix = `countersign-test-${randomUUID()}`;
  const topology: RabbitMqTopology = {
    exchange: prefix,
    deadLetterExchange: `${prefix}.dead`,
    deadLetterQueue: `${prefix}.dead`,
    redeliverAfterMs: [50, 100, 200],
  };
  const target = new URL(brokerUrl);
  const proxy = new TcpProxy({ host: target.hostname, port: Number(target.port || 5672) });
  const proxied = new URL(brokerUrl);
  proxied.hostname = '127.0.0.1';
  proxied.port = String(await proxy.listen());
  const dead: SetAside[] = [];

  const withChannel: RabbitMqSubject['withChannel'] = async (work) => {
    const connection = await connect(brokerUrl);
    const channel = await connection.createChannel();
    await work(channel);
    await channel.close();
    await connection.close();
  };

  return {
    topology,
    proxy,
    withChannel,
    createBus: () => new RabbitMqEventBus({ url: proxied.href, topology, waitForBrokerMs: 500 }, new SilentLogger()),
    publishAttempts: Number.POSITIVE_INFINITY,
    async deadLetters() {
      await withChannel(async (channel) => {
        for (let message = await channel.get(topology.deadLetterQueue, { noAck: true }); message !== false;) {
          const reason: unknown = message.properties.headers?.['x-countersign-reason'];
          dead.push({ eventId: String(message.properties.messageId), reason: String(reason) });
          message = await channel.get(topology.deadLetterQueue, { noAck: true });
        }
      });
      return [...dead];
    },
    async interrupt() {
      proxy.cut();
      await sleep(20);
    },
    async cleanUp() {
      await proxy.close();
      await withChannel(async (channel) => {
        for (const queue of [topology.deadLetterQueue, ...subscriptionNames.map((name) => queueOf(topology, name))]) {
          await channel.deleteQueue(queue);
          for (const pause of topology.redeliverAfterMs) await channel.deleteQueue(waitingQueueOf(queue, pause));
        }
        await channel.deleteExchange(topology.exchange);
        await channel.deleteExchange(topology.deadLetterExchange);
      });
    },
  };
}
