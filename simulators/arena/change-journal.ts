import type { ArenaContext } from './arena-context.ts';
import type { Change, LifecycleStatus } from './arena-state.ts';
import { recordEvent, type News } from './event-queue.ts';
import { newGuid } from './guid.ts';
import type { User } from './workspace.ts';
import { zulu } from './zulu.ts';

/** Moves changes and leaves the traces of it: history, event queue, ping. */
export class ChangeJournal {
  readonly #context: ArenaContext;

  constructor(context: ArenaContext) {
    this.#context = context;
  }

  now(): string {
    return zulu(this.#context.clock.now());
  }

  note(change: Change, by: User, action: string, comment: string | null = null): void {
    change.history.push({ guid: newGuid(), dateTime: this.now(), user: by.guid, action, comment });
  }

  announce(change: Change, by: User, news: Pick<News, 'action' | 'preEvent' | 'postEvent'>): void {
    recordEvent(this.#context.store.state, this.#context.clock, { ...news, resource: 'CHANGE', guid: change.guid, by });
    this.#context.store.save();
    this.#context.ping();
  }

  moveTo(change: Change, status: LifecycleStatus, by: User, comment: string | null): void {
    const before = change.lifecycleStatus;
    change.lifecycleStatus = status;
    change.lifecycleDateTime = this.now();
    if (status === 'EFFECTIVE') change.effectiveDateTime ??= this.now();
    this.note(change, by, `Status ${before} to ${status}`, comment);
    const [preEvent, postEvent] = [before, status].map((type) => ({ lifecycleStatus: { type } }));
    this.announce(change, by, { action: 'WORKFLOW', preEvent: preEvent ?? null, postEvent: postEvent ?? null });
    if (status === 'APPROVED' && this.afterApproval(change, status) === 'EFFECTIVE') {
      this.moveTo(change, 'EFFECTIVE', by, comment);
    }
  }

  /**
   * "Once a Change is approved, it automatically becomes effective in an automated step" (ARENA-DOC _force_approve.md),
   * unless it is to be effective on a later date.
   */
  afterApproval(change: Change, status: LifecycleStatus): LifecycleStatus {
    if (status !== 'APPROVED') return status;
    const { effectivityType, effectivityPlannedDateTime: planned } = change;
    const waits = effectivityType === 'PERMANENT_ON_DATE' && new Date(planned ?? 0) > this.#context.clock.now();
    return waits ? 'APPROVED' : 'EFFECTIVE';
  }
}
