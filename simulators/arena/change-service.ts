import { ArenaError, invalidGuid } from './arena-errors.ts';
import type { ArenaContext } from './arena-context.ts';
import { nextNumber, type AttributeValue, type Change, type LifecycleStatus, type Vote } from './arena-state.ts';
import { isNotice, nextStatus, submissionAlerts, type RequestedStatus } from './change-lifecycle.ts';
import { recordEvent } from './event-queue.ts';
import { newGuid } from './guid.ts';
import { ROUTINGS, type Category, type User } from './workspace.ts';
import { zulu } from './zulu.ts';

const SHOWN_PROBLEMS = 20;

export interface NewChange {
  readonly category: Category;
  readonly prefix: string;
  readonly title: string;
  readonly description: string | null;
  readonly effectivityType: Change['effectivityType'];
  readonly effectivityPlannedDateTime: string | null;
  readonly expirationDateTime: string | null;
  readonly approvalDeadlineDateTime: string | null;
  readonly enforceApprovalDeadline: boolean;
  readonly routings: readonly string[];
  readonly additionalAttributes: Readonly<Record<string, AttributeValue>>;
}

export type ChangeEdit = Partial<
  Pick<Change, 'title' | 'description' | 'category' | 'approvalDeadlineDateTime' | 'enforceApprovalDeadline' | 'expirationDateTime' | 'implementationStatus' | 'additionalAttributes'>
>;

/** The life of changes; every step lands in the history, in the event queue and in a ping. */
export class ChangeService {
  readonly #context: ArenaContext;

  constructor(context: ArenaContext) {
    this.#context = context;
  }

  find(guid: string): Change {
    const change = this.#context.store.state.changes.find((candidate) => candidate.guid === guid);
    if (!change) throw invalidGuid(guid);
    return change;
  }

  create(draft: NewChange, by: User): Change {
    const { category, prefix, ...content } = draft;
    const now = this.#now();
    const change: Change = {
      ...content,
      guid: newGuid(),
      viewId: newGuid().slice(0, 18),
      number: nextNumber(this.#context.store.state, prefix),
      category: category.guid,
      creator: by.guid,
      submitter: null,
      lifecycleStatus: 'OPEN_AND_UNLOCKED',
      implementationStatus: 'NOT_STARTED',
      creationDateTime: now,
      lifecycleDateTime: now,
      submissionDateTime: null,
      withdrawnDateTime: null,
      effectiveDateTime: null,
      routings: [...draft.routings],
      routingAdmins: [],
      additionalAttributes: { ...draft.additionalAttributes },
      votes: [],
      history: [],
    };
    this.#context.store.state.changes.push(change);
    this.#note(change, by, 'Created', null);
    this.#announce('CREATE', change, by, null, { guid: change.guid });
    return change;
  }

  edit(change: Change, edit: ChangeEdit, by: User): void {
    const before = Object.fromEntries(Object.keys(edit).map((key) => [key, Reflect.get(change, key)]));
    Object.assign(change, edit, { additionalAttributes: { ...change.additionalAttributes, ...edit.additionalAttributes } });
    this.#note(change, by, 'Edited', null);
    this.#announce('EDIT', change, by, before, { ...edit });
  }

  alerts(change: Change): ReturnType<typeof submissionAlerts> {
    return submissionAlerts(change, this.#context.switches.routingMethod, this.#context.clock.now());
  }

  /**
   * Carries out `POST /changes/statuschanges`.
   * @returns the status the answer names, which is not the requested one for SUBMITTED and APPROVED
   */
  requestStatus(change: Change, requested: RequestedStatus, by: User, comment: string | null): LifecycleStatus {
    const target = nextStatus(change, requested, by, this.#context.switches.routingMethod);
    if (target === 'SUBMITTED_FOR_APPROVAL' || requested === 'SUBMITTED') this.#refuseWithAlerts(change);
    // Fault: the answer claims the new status, and nothing has happened.
    if (this.#context.faults.strike('silent-no-op')) return this.#afterApproval(change, target);
    if (requested === 'SUBMITTED') this.#startSubmission(change, by);
    if (requested === 'APPROVED' || requested === 'REJECTED') this.#override(change, requested, by, comment);
    if (change.lifecycleStatus.startsWith('SUBMITTED') && target === 'OPEN_AND_UNLOCKED') change.withdrawnDateTime = this.#now();
    this.#moveTo(change, target, by, comment);
    return change.lifecycleStatus;
  }

  /**
   * One vote in the product's own pages; there is no documented API for it. The last approval needed makes the
   * change APPROVED, a rejection ends the round. Somebody outside the routing votes as additional reviewer.
   */
  vote(change: Change, by: User, decision: 'APPROVED' | 'REJECTED', comments: string | null): void {
    if (change.lifecycleStatus !== 'SUBMITTED_FOR_APPROVAL') {
      throw new ArenaError(400, { code: 4020, message: `${change.number} does not wait for approval: it is ${change.lifecycleStatus}.` });
    }
    const pending = this.#pendingRoutings(change);
    const routing = pending.find((guid) => votesIn(guid, by)) ?? pending[0];
    if (routing === undefined) throw new Error(`${change.number} waits for approval, but no routing of it does.`);
    change.votes.push(this.#newVote(routing, decision, by, comments));
    this.#note(change, by, decision === 'APPROVED' ? 'Approved' : 'Rejected', comments);
    if (decision === 'REJECTED') this.#moveTo(change, 'REJECTED', by, comments);
    else if (this.#pendingRoutings(change).length === 0) this.#moveTo(change, 'APPROVED', by, comments);
    else this.#context.store.save();
  }

  #refuseWithAlerts(change: Change): void {
    const alerts = this.alerts(change);
    if (this.#context.faults.strike('submit-blocked')) {
      alerts.unshift({ code: 5106, message: 'Item Number #347-98765: The modified Item has required inventory disposition actions that must be selected.' });
    }
    if (alerts.every(isNotice)) return;
    throw new ArenaError(400, ...alerts.slice(0, SHOWN_PROBLEMS));
  }

  #startSubmission(change: Change, by: User): void {
    change.submitter ??= by.guid;
    if (change.lifecycleStatus !== 'SUBMITTED_FOR_ROUTING') {
      change.submitter = by.guid;
      change.submissionDateTime = this.#now();
      change.votes = [];
    }
  }

  #override(change: Change, requested: 'APPROVED' | 'REJECTED', by: User, comment: string | null): void {
    for (const routing of this.#pendingRoutings(change)) change.votes.push(this.#newVote(routing, `OVERRIDE_${requested}`, by, comment));
    this.#note(change, by, requested === 'APPROVED' ? 'Force approved' : 'Force rejected', comment);
  }

  #moveTo(change: Change, status: LifecycleStatus, by: User, comment: string | null): void {
    const before = change.lifecycleStatus;
    change.lifecycleStatus = status;
    change.lifecycleDateTime = this.#now();
    if (status === 'EFFECTIVE') change.effectiveDateTime ??= this.#now();
    this.#note(change, by, `Status ${before} to ${status}`, comment);
    this.#announce('WORKFLOW', change, by, { lifecycleStatus: { type: before } }, { lifecycleStatus: { type: status } });
    // "Once a Change is approved, it automatically becomes effective" (ARENA-DOC _force_approve.md), unless on a later date.
    if (status === 'APPROVED' && this.#afterApproval(change, status) === 'EFFECTIVE') this.#moveTo(change, 'EFFECTIVE', by, comment);
  }

  #afterApproval(change: Change, status: LifecycleStatus): LifecycleStatus {
    if (status !== 'APPROVED') return status;
    const waits = change.effectivityType === 'PERMANENT_ON_DATE' && new Date(change.effectivityPlannedDateTime ?? 0) > this.#context.clock.now();
    return waits ? 'APPROVED' : 'EFFECTIVE';
  }

  #pendingRoutings(change: Change): string[] {
    return change.routings.filter((routing) => !change.votes.some((vote) => vote.routing === routing));
  }

  #newVote(routing: string, decision: Vote['decision'], by: User, comments: string | null): Vote {
    return { guid: newGuid(), routing, decision, decisionDateTime: this.#now(), comments, user: by.guid };
  }

  #note(change: Change, by: User, action: string, comment: string | null): void {
    change.history.push({ guid: newGuid(), dateTime: this.#now(), user: by.guid, action, comment });
  }

  #announce(action: 'CREATE' | 'EDIT' | 'WORKFLOW', change: Change, by: User, preEvent: Record<string, unknown> | null, postEvent: Record<string, unknown>): void {
    recordEvent(this.#context.store.state, this.#context.clock, { resource: 'CHANGE', action, guid: change.guid, by, preEvent, postEvent });
    this.#context.store.save();
    this.#context.ping();
  }

  #now(): string {
    return zulu(this.#context.clock.now());
  }
}

function votesIn(routingGuid: string, user: User): boolean {
  const routing = ROUTINGS.find((candidate) => candidate.guid === routingGuid);
  return routing !== undefined && user.groups.includes(routing.group);
}
