import { CloudEvent, type CloudEventV1 } from 'cloudevents';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PermanentError } from '../../../src/domain/errors.js';
import type { EventBus } from '../../../src/ports/event-bus.port.js';
import { PersistentPublisher, type SetAside } from './persistent-publisher.js';

export interface EventBusUnderTest {
  /** A bus as a new process makes it; two in a row see the same broker. */
  createBus(): EventBus;
  /** Attempts that a publisher spends on one event before it sets the event aside. */
  readonly publishAttempts: number;
  /** What the bus itself has set aside. */
  deadLetters(): Promise<readonly SetAside[]>;
  /** Cuts what the bus depends on, in mid-flow. */
  interrupt(bus: EventBus): Promise<void>;
  cleanUp(): Promise<void>;
}

const OPENED = 'countersign.approval.opened.v1';
const DECIDED = 'countersign.approval.decided.v1';
const patience = { timeout: 20_000, interval: 25 };

const eventOf = (id: string, type = OPENED): CloudEventV1<unknown> =>
  new CloudEvent({
    id,
    type,
    source: 'countersign',
    subject: 'CR-2026-000001',
    datacontenttype: 'application/json',
    data: { id, note: 'naïve ✓ שלום' },
  });

/** What every event bus of Countersign promises. */
export function describeEventBus(name: string, create: () => Promise<EventBusUnderTest>): void {
  describe(`event bus: ${name}`, () => {
    let subject: EventBusUnderTest;
    let bus: EventBus;
    let publisher: PersistentPublisher;
    const running: EventBus[] = [];

    const record = (
      name: string,
      types: string[],
      received: CloudEventV1<unknown>[],
      fail?: (event: CloudEventV1<unknown>) => Promise<void>,
    ) =>
      bus.subscribe({
        name,
        types,
        async handle(event) {
          await fail?.(event);
          received.push(event);
        },
      });

    const start = async () => {
      running.push(bus);
      await bus.start();
      await vi.waitFor(() => bus.checkHealth(), patience);
    };

    beforeEach(async () => {
      subject = await create();
      bus = subject.createBus();
      publisher = new PersistentPublisher(() => bus, subject.publishAttempts);
    });

    afterEach(async () => {
      for (const each of running.splice(0)) await each.stop();
      await subject.cleanUp();
    });

    it('delivers an event unchanged to every subscriber of its type, and to no other', async () => {
      const [first, second, other]: CloudEventV1<unknown>[][] = [[], [], []];
      record('first', [OPENED, DECIDED], first as CloudEventV1<unknown>[]);
      record('second', [OPENED], second as CloudEventV1<unknown>[]);
      record('other', [DECIDED], other as CloudEventV1<unknown>[]);
      await start();
      const event = eventOf('e1');
      await bus.publish(event);
      await vi.waitFor(() => expect([first, second]).toEqual([[event], [event]]), patience);
      expect(other).toEqual([]);
    });

    it('takes an event that nobody subscribes to', async () => {
      await start();
      await expect(bus.publish(eventOf('e1'))).resolves.toBeUndefined();
    });

    it('delivers again to a handler that failed, until it succeeds', async () => {
      const received: CloudEventV1<unknown>[] = [];
      let failures = 2;
      record('slow-starter', [OPENED], received, async () => {
        if (failures-- > 0) throw new Error('not yet');
      });
      await start();
      publisher.publish(eventOf('e1'));
      await vi.waitFor(() => expect(received.map((event) => event.id)).toEqual(['e1']), patience);
      expect(await deadLetters()).toEqual([]);
    });

    it('sets a poison event aside with the reason, and goes on with the next', async () => {
      const received: CloudEventV1<unknown>[] = [];
      record('picky', [OPENED], received, async (event) => {
        if (event.id === 'poison') throw new Error('cannot digest this');
        if (event.id === 'forbidden') throw new PermanentError('NO_WAY', 'never will I take this');
      });
      await start();
      for (const id of ['e1', 'poison', 'forbidden', 'e2']) publisher.publish(eventOf(id));
      await vi.waitFor(async () => {
        const dead = await deadLetters();
        expect(dead.map((letter) => letter.eventId).sort()).toEqual(['forbidden', 'poison']);
        expect(dead.find((letter) => letter.eventId === 'poison')?.reason).toContain('cannot digest this');
        expect(dead.find((letter) => letter.eventId === 'forbidden')?.reason).toContain('never will I take this');
      }, patience);
      expect(received.map((event) => event.id).sort()).toEqual(['e1', 'e2']);
    });

    it('loses nothing and does not stall when it is interrupted in mid-flow', async () => {
      const received: CloudEventV1<unknown>[] = [];
      record('steady', [OPENED], received, () => sleep(2));
      await start();
      const ids = Array.from({ length: 300 }, (_, index) => `e${index}`);
      for (const [index, id] of ids.entries()) {
        publisher.publish(eventOf(id));
        if (index % 100 === 50) await subject.interrupt(bus);
        if (index % 10 === 0) await sleep(5);
      }
      await publisher.settled();
      await vi.waitFor(() => expect(new Set(received.map((event) => event.id)).size).toBe(ids.length), patience);
      expect(await deadLetters()).toEqual([]);
    }, 40_000);

    it('keeps events for a subscriber that is away', async () => {
      record('sleeper', [OPENED], []);
      await start();
      await bus.stop();
      publisher.publish(eventOf('e1'));
      await sleep(100);
      const received: CloudEventV1<unknown>[] = [];
      bus = subject.createBus();
      record('sleeper', [OPENED], received);
      await start();
      await vi.waitFor(() => expect(received.map((event) => event.id)).toEqual(['e1']), patience);
    });

    it('finishes what it has in hand before it stops', async () => {
      const finished: string[] = [];
      let begun = false;
      bus.subscribe({
        name: 'careful',
        types: [OPENED],
        async handle(event) {
          begun = true;
          await sleep(300);
          finished.push(event.id);
        },
      });
      await start();
      publisher.publish(eventOf('e1'));
      await vi.waitFor(() => expect(begun).toBe(true), patience);
      await bus.stop();
      expect(finished).toEqual(['e1']);
    });

    it('refuses two subscriptions of one name', () => {
      record('twin', [OPENED], []);
      expect(() => record('twin', [DECIDED], [])).toThrow(/two subscriptions named twin/);
    });

    const deadLetters = async () => [...(await subject.deadLetters()), ...publisher.setAside];
  });
}
