import type { CloudEventV1 } from 'cloudevents';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TransientError } from '../../src/domain/errors.js';
import { EVENT_TYPES } from '../../src/domain/events.js';
import { Outbox } from '../../src/persistence/outbox.js';
import { EventBus } from '../../src/ports/event-bus.port.js';
import { ProcessEngine, type DecisionResult, type EngineMessage } from '../../src/ports/process-engine.port.js';
import { OutboxListener } from '../../src/relay/outbox-listener.js';
import { OutboxRelay } from '../../src/relay/outbox-relay.js';
import { SilentLogger } from '../factories/silent-logger.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';

class FakeEngine extends ProcessEngine {
  readonly messages: EngineMessage[] = [];
  failures = 0;

  async publishMessage(message: EngineMessage): Promise<void> {
    if (this.failures > 0) {
      this.failures -= 1;
      throw new TransientError('ENGINE_BUSY', 'back-pressure', { retryAfterMs: 20 });
    }
    this.messages.push(message);
  }

  async evaluateDecision(): Promise<DecisionResult> {
    throw new Error('not part of this test');
  }

  async checkHealth(): Promise<void> {
    // Always well.
  }
}

class FakeBus extends EventBus {
  readonly events: CloudEventV1<unknown>[] = [];

  async publish(event: CloudEventV1<unknown>): Promise<void> {
    this.events.push(event);
  }

  subscribe(): void {
    // Nobody listens here.
  }

  async start(): Promise<void> {
    // Nothing to start.
  }

  async stop(): Promise<void> {
    // Nothing to stop.
  }

  async checkHealth(): Promise<void> {
    // Always well.
  }
}

let database: TestDatabase;
const outbox = new Outbox();
const logger = new SilentLogger();
const relays: OutboxRelay[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const relay of relays.splice(0)) await relay.onApplicationShutdown();
  await database.source.query('delete from outbox');
});
afterAll(() => database.drop());

function relayTo(engine: FakeEngine, bus = new FakeBus()): OutboxRelay {
  const relay = new OutboxRelay(
    database.source,
    engine,
    bus,
    new OutboxListener({ DATABASE_URL: database.url }, logger),
    logger,
  );
  relays.push(relay);
  return relay;
}

const message = (n: number, key = `CR-2026-${n}`): EngineMessage => ({
  name: 'approval-decided',
  correlationKey: key,
  messageId: `m${n}`,
  variables: {},
  timeToLiveMs: 1_000,
});

const publish = (messages: EngineMessage[]) =>
  database.source.transaction(async (manager) => {
    for (const each of messages) await outbox.publishToEngine(manager, each);
  });

const pending = async (): Promise<number> => {
  const rows: { count: string }[] = await database.source.query('select count(*) from outbox');
  return Number(rows[0]?.count);
};

async function until(condition: () => boolean | Promise<boolean>, timeoutMs = 5_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('the outbox relay', () => {
  it('is woken by the commit and empties the outbox', async () => {
    const engine = new FakeEngine();
    relayTo(engine).start();
    await publish([message(1)]);
    await until(() => engine.messages.length === 1);
    await until(async () => (await pending()) === 0);
  });

  it('delivers nothing of a transaction that was rolled back', async () => {
    const engine = new FakeEngine();
    relayTo(engine).start();
    await expect(
      database.source.transaction(async (manager) => {
        await outbox.publishToEngine(manager, message(2));
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await publish([message(3)]);
    await until(() => engine.messages.length > 0);
    expect(engine.messages.map(({ messageId }) => messageId)).toEqual(['m3']);
  });

  it('keeps what could not be delivered, and delivers it later, in the order of its change', async () => {
    const engine = new FakeEngine();
    engine.failures = 3;
    relayTo(engine).start();
    await publish([message(4, 'CR-A'), message(5, 'CR-A'), message(6, 'CR-A')]);
    await until(() => engine.messages.length === 3);
    expect(engine.messages.map(({ messageId }) => messageId)).toEqual(['m4', 'm5', 'm6']);
    await until(async () => (await pending()) === 0);
  });

  it('shares the work between four relays without delivering anything twice', async () => {
    const engine = new FakeEngine();
    for (let n = 0; n < 4; n += 1) relayTo(engine).start();
    await publish(Array.from({ length: 500 }, (_, n) => message(1_000 + n)));
    await until(async () => (await pending()) === 0, 15_000);
    const ids = engine.messages.map(({ messageId }) => messageId);
    expect(ids).toHaveLength(500);
    expect(new Set(ids).size).toBe(500);
  });

  it('publishes a repeated cause once', async () => {
    const engine = new FakeEngine();
    const bus = new FakeBus();
    const event = { type: EVENT_TYPES.changeSubmitted, subject: 'CR-1', data: {}, id: 'cause-1' };
    await database.source.transaction(async (manager) => {
      await outbox.publishToBus(manager, event);
      await outbox.publishToBus(manager, event);
    });
    relayTo(engine, bus).start();
    await until(async () => (await pending()) === 0);
    expect(bus.events.map(({ id, type, source }) => ({ id, type, source }))).toEqual([
      { id: 'cause-1', type: 'countersign.change.submitted.v1', source: 'countersign' },
    ]);
  });

  it('goes on after its database connections were cut', async () => {
    const engine = new FakeEngine();
    relayTo(engine).start();
    await publish([message(7)]);
    await until(() => engine.messages.length === 1);
    await database.source.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'countersign-relay'",
    );
    await publish([message(8)]);
    await until(() => engine.messages.length === 2);
  });
});
