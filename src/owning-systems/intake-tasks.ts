import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ENV, type Env } from '../config/env.js';
import type { OwningSystemId } from '../domain/change.js';
import { CountersignError, TransientError } from '../domain/errors.js';
import { Logger } from '../logging/logger.js';
import { Inbox } from '../persistence/inbox.js';
import { CHANGE_FEEDS, type ChangeFeed } from '../ports/owning-system.port.js';
import { IntakeInbox, type PendingHint } from './intake-inbox.js';
import { Leadership } from './leadership.js';
import { OwningSystemReconciler } from './owning-system-reconciler.js';
import { RecurringTask } from './recurring-task.js';
import { SystemRegistry } from './system-registry.js';

const HINTS_AT_ONCE = 50;
const LOOK_FOR_HINTS_MS = 2_000;
/** Objects read by one reconciliation. A system with an event queue loses nothing, and its calls are counted. */
const RECONCILE_BUDGET = { withFeed: 1, withoutFeed: 200 };

/**
 * What happens after a webhook was acknowledged, and without any: hints are worked off, event queues are polled, and
 * open approvals are compared with their systems. Each system has tasks of its own, so that a slow one holds up no other.
 */
@Injectable()
export class IntakeTasks implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly hintTasks = new Map<OwningSystemId, RecurringTask>();
  private readonly feedTasks = new Map<OwningSystemId, RecurringTask>();
  private readonly reconcileTasks = new Map<OwningSystemId, RecurringTask>();

  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'ARENA_POLL_SECONDS' | 'RECONCILE_SECONDS'>,
    @Inject(CHANGE_FEEDS) private readonly feeds: readonly ChangeFeed[],
    private readonly systems: SystemRegistry,
    private readonly hints: IntakeInbox,
    private readonly inbox: Inbox,
    private readonly reconciler: OwningSystemReconciler,
    private readonly leadership: Leadership,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    for (const system of this.systems.ids) {
      this.hintTasks.set(
        system,
        this.task(`hints of ${system}`, LOOK_FOR_HINTS_MS, () => this.workOffHints(system)),
      );
      this.reconcileTasks.set(
        system,
        this.task(`reconcile ${system}`, this.env.RECONCILE_SECONDS * 1000, () =>
          this.asLeader(() => this.reconcile(system)),
        ),
      );
    }
    for (const feed of this.feeds) {
      const everyMs = this.env.ARENA_POLL_SECONDS * 1000;
      this.feedTasks.set(
        feed.id,
        this.task(`poll ${feed.id}`, everyMs, () => this.asLeader(() => this.poll(feed))),
      );
    }
    for (const task of this.all()) task.wake();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.all().map((task) => task.stop()));
  }

  /** A hint was stored: look at it now. */
  wake(system: OwningSystemId): void {
    this.hintTasks.get(system)?.wake();
  }

  private async workOffHints(system: OwningSystemId): Promise<void> {
    for (;;) {
      const pending = await this.hints.take(system, HINTS_AT_ONCE);
      for (const [objectId, group] of byObject(pending)) await this.workOff(system, objectId, group);
      if (pending.length < HINTS_AT_ONCE) return;
    }
  }

  /** All hints about one object are answered by reading it once. */
  private async workOff(system: OwningSystemId, objectId: string | null, group: readonly PendingHint[]): Promise<void> {
    const ids = group.map(({ id }) => id);
    try {
      const outcome =
        objectId === null ? await this.lookForNews(system) : await this.reconciler.reconcileObject(system, objectId);
      await this.hints.finish(system, ids, outcome);
    } catch (error) {
      if (error instanceof CountersignError && !(error instanceof TransientError)) {
        this.logger.warn({ system, objectId, error }, 'INTAKE-006 a hint cannot be followed');
        await this.hints.finish(system, ids, `${error.code}: ${error.message}`);
        return;
      }
      await this.hints.postpone(system, ids, error instanceof Error ? error.message : String(error));
      if (error instanceof TransientError) throw error;
      this.logger.error({ system, objectId, error }, 'INTAKE-007 a hint met an unexpected error; it is tried again');
    }
  }

  private async lookForNews(system: OwningSystemId): Promise<string> {
    const feed = this.feeds.find(({ id }) => id === system);
    if (feed === undefined) await this.reconcile(system);
    else await this.poll(feed);
    return 'looked for news';
  }

  /** An entry is acknowledged after it was stored, so that a crash in between gives it twice and never loses it. */
  private async poll(feed: ChangeFeed): Promise<void> {
    const items = await feed.poll();
    for (const item of items) {
      await this.inbox.accept(feed.id, item.eventId, { objectId: item.objectId, received: item.raw });
      await feed.acknowledge(item);
    }
    if (items.length > 0) this.wake(feed.id);
  }

  private reconcile(system: OwningSystemId): Promise<void> {
    const hasFeed = this.feeds.some(({ id }) => id === system);
    return this.reconciler.reconcileOpen(system, hasFeed ? RECONCILE_BUDGET.withFeed : RECONCILE_BUDGET.withoutFeed);
  }

  private async asLeader(work: () => Promise<void>): Promise<void> {
    if (await this.leadership.holds()) await work();
  }

  private task(name: string, everyMs: number, work: () => Promise<void>): RecurringTask {
    return new RecurringTask(name, everyMs, work, this.logger);
  }

  private all(): RecurringTask[] {
    return [...this.hintTasks.values(), ...this.feedTasks.values(), ...this.reconcileTasks.values()];
  }
}

function byObject(pending: readonly PendingHint[]): Map<string | null, PendingHint[]> {
  const groups = new Map<string | null, PendingHint[]>();
  for (const hint of pending) groups.set(hint.objectId, [...(groups.get(hint.objectId) ?? []), hint]);
  return groups;
}
