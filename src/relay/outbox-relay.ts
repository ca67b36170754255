import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CloudEvent, type CloudEventV1 } from 'cloudevents';
import { Logger } from '../logging/logger.js';
import { DataSource, type EntityManager } from 'typeorm';
import { EventBus } from '../ports/event-bus.port.js';
import { ProcessEngine, type EngineMessage } from '../ports/process-engine.port.js';
import { PermanentError, TransientError } from '../domain/errors.js';
import { OutboxListener } from './outbox-listener.js';

const BATCH = 100;
/** Messages of different changes leave side by side; those of one change in order. */
const PARALLEL_KEYS = 16;
const IDLE_POLL_MS = 2_000;
/** With the back-off below, an outage of about a day is survived before a message is declared dead. */
const MAX_ATTEMPTS = 300;
const MAX_BACKOFF_MS = 5 * 60_000;

interface OutboxRow {
  readonly id: string;
  readonly destination: 'engine' | 'bus';
  readonly key: string;
  readonly payload: unknown;
  readonly attempts: number;
}

/**
 * Delivers what the outbox holds, at least once. Woken by NOTIFY, and looks by itself every two seconds in case
 * a notification was lost. Several relays share the work: rows under way are locked and skipped by the others.
 */
@Injectable()
export class OutboxRelay implements OnApplicationShutdown {
  private running: Promise<void> | undefined;
  private stopping = false;
  private wake: () => void = () => undefined;
  private awake = false;

  constructor(
    private readonly database: DataSource,
    private readonly engine: ProcessEngine,
    private readonly bus: EventBus,
    private readonly listener: OutboxListener,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.listener.start(() => this.nudge());
    this.running ??= this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.nudge();
    await this.running;
    await this.listener.stop();
  }

  private nudge(): void {
    this.awake = true;
    this.wake();
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      try {
        const pauseMs = await this.deliverBatch();
        if (pauseMs > 0) await this.sleep(pauseMs);
      } catch (error) {
        // The database is away: what is undelivered is still there when it comes back.
        this.logger.error({ error }, 'RELAY-001 the outbox could not be read; trying again');
        await this.sleep(1_000);
      }
    }
  }

  /** Returns for how long there is nothing to do, in milliseconds. */
  async deliverBatch(): Promise<number> {
    return this.database.transaction(async (manager) => {
      const rows: OutboxRow[] = await manager.query(
        // A message waits while an earlier one of the same change is postponed, so that changes are told in order.
        `select id, destination, key, payload, attempts from outbox
         where dead_at is null and available_at <= now() and not exists (
           select from outbox earlier
           where earlier.key = outbox.key and earlier.destination = outbox.destination
             and earlier.id < outbox.id and earlier.dead_at is null and earlier.available_at > now())
         order by id limit $1 for update skip locked`,
        [BATCH],
      );
      const byKey = Map.groupBy(rows, (row) => row.key);
      const done: string[] = [];
      const queues = [...byKey.values()];
      const failures: { row: OutboxRow; error: unknown }[] = [];
      await Promise.all(
        Array.from({ length: Math.min(PARALLEL_KEYS, queues.length) }, async () => {
          for (let queue = queues.shift(); queue !== undefined; queue = queues.shift()) {
            for (const row of queue) {
              try {
                await this.deliver(row);
                done.push(row.id);
              } catch (error) {
                failures.push({ row, error });
                break;
              }
            }
          }
        }),
      );
      if (done.length > 0) await manager.query('delete from outbox where id = any($1::bigint[])', [done]);
      let pauseMs = rows.length === BATCH ? 0 : IDLE_POLL_MS;
      for (const { row, error } of failures) pauseMs = Math.min(pauseMs, await this.postpone(manager, row, error));
      return pauseMs;
    });
  }

  private async deliver(row: OutboxRow): Promise<void> {
    switch (row.destination) {
      case 'engine':
        return this.engine.publishMessage(row.payload as EngineMessage);
      case 'bus':
        return this.bus.publish(new CloudEvent(row.payload as CloudEventV1<unknown>));
    }
  }

  /** Returns after how many milliseconds the row is due again. */
  private async postpone(manager: EntityManager, row: OutboxRow, error: unknown): Promise<number> {
    const attempts = row.attempts + 1;
    const message = error instanceof Error ? error.message : String(error);
    const wanted = error instanceof TransientError ? error.retryAfterMs : undefined;
    const backoff = wanted ?? Math.min(MAX_BACKOFF_MS, 250 * 2 ** Math.min(attempts, 11)) * (0.5 + Math.random() / 2);
    // A subscriber that never will handle an event must not hold back the later events of the change.
    const dead = attempts >= MAX_ATTEMPTS || (row.destination === 'bus' && error instanceof PermanentError);
    this.logger.warn(
      { outboxId: row.id, changeId: row.key, destination: row.destination, attempts, dead, error },
      'RELAY-002 not delivered',
    );
    await manager.query(
      `update outbox set attempts = $2, last_error = $3, available_at = now() + make_interval(secs => $4),
              dead_at = case when $5 then now() end where id = $1`,
      [row.id, attempts, message.slice(0, 2_000), backoff / 1_000, dead],
    );
    return backoff;
  }

  private async sleep(ms: number): Promise<void> {
    if (!this.awake) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.awake = false;
  }
}
