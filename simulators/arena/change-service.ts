import { ArenaError, invalidGuid } from './arena-errors.ts';
import type { ArenaContext } from './arena-context.ts';
import { nextNumber, type AttributeValue, type Change, type LifecycleStatus } from './arena-state.ts';
import { ChangeJournal } from './change-journal.ts';
import { isNotice, nextStatus, submissionAlerts, type RequestedStatus } from './change-lifecycle.ts';
import { newVote, pendingRoutings, routingOfVoter } from './change-votes.ts';
import { newGuid } from './guid.ts';
import type { Category, User } from './workspace.ts';

const SHOWN_PROBLEMS = 20;
const DISPOSITION_MISSING = {
  code: 5106,
  message:
    'Item Number #347-98765: The modified Item has required inventory disposition actions that must be selected.',
};

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
  Pick<
    Change,
    | 'title'
    | 'description'
    | 'category'
    | 'approvalDeadlineDateTime'
    | 'enforceApprovalDeadline'
    | 'expirationDateTime'
    | 'implementationStatus'
    | 'additionalAttributes'
  >
>;

/** The life of changes; every step lands in the history, in the event queue and in a ping. */
export class ChangeService {
  readonly #context: ArenaContext;
  readonly #journal: ChangeJournal;

  constructor(context: ArenaContext) {
    this.#context = context;
    this.#journal = new ChangeJournal(context);
  }

  find(guid: string): Change {
    const change = this.#context.store.state.changes.find((candidate) => candidate.guid === guid);
    if (!change) throw invalidGuid(guid);
    return change;
  }

  create(draft: NewChange, by: User): Change {
    const { category, prefix, ...content } = draft;
    const now = this.#journal.now();
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
    this.#journal.note(change, by, 'Created');
    this.#journal.announce(change, by, { action: 'CREATE', preEvent: null, postEvent: { guid: change.guid } });
    return change;
  }

  edit(change: Change, edit: ChangeEdit, by: User): void {
    const before = Object.fromEntries(Object.keys(edit).map((key) => [key, Reflect.get(change, key)]));
    const additionalAttributes = { ...change.additionalAttributes, ...edit.additionalAttributes };
    Object.assign(change, edit, { additionalAttributes });
    this.#journal.note(change, by, 'Edited');
    this.#journal.announce(change, by, { action: 'EDIT', preEvent: before, postEvent: { ...edit } });
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
    if (requested === 'SUBMITTED') this.#refuseWithAlerts(change);
    // Fault: the answer claims the new status, and nothing has happened.
    if (this.#context.faults.strike('silent-no-op')) return this.#journal.afterApproval(change, target);
    if (requested === 'SUBMITTED') this.#startSubmission(change, by);
    if (requested === 'APPROVED' || requested === 'REJECTED') this.#override(change, requested, by, comment);
    const withdrawn = change.lifecycleStatus.startsWith('SUBMITTED') && target === 'OPEN_AND_UNLOCKED';
    if (withdrawn) change.withdrawnDateTime = this.#journal.now();
    this.#journal.moveTo(change, target, by, comment);
    return change.lifecycleStatus;
  }

  /**
   * One vote in the product's own pages; there is no documented API for it. The last approval needed makes the
   * change APPROVED, a rejection ends the round. Somebody outside the routing votes as additional reviewer.
   */
  vote(change: Change, by: User, decision: 'APPROVED' | 'REJECTED', comments: string | null): void {
    const routing = routingOfVoter(change, by);
    change.votes.push(newVote({ routing, decision, decisionDateTime: this.#journal.now(), comments, user: by.guid }));
    this.#journal.note(change, by, decision === 'APPROVED' ? 'Approved' : 'Rejected', comments);
    if (decision === 'REJECTED') this.#journal.moveTo(change, 'REJECTED', by, comments);
    else if (pendingRoutings(change).length === 0) this.#journal.moveTo(change, 'APPROVED', by, comments);
    else this.#context.store.save();
  }

  #refuseWithAlerts(change: Change): void {
    const alerts = this.alerts(change);
    if (this.#context.faults.strike('submit-blocked')) alerts.unshift(DISPOSITION_MISSING);
    if (!alerts.every(isNotice)) throw new ArenaError(400, ...alerts.slice(0, SHOWN_PROBLEMS));
  }

  #startSubmission(change: Change, by: User): void {
    if (change.lifecycleStatus === 'SUBMITTED_FOR_ROUTING') return;
    change.submitter = by.guid;
    change.submissionDateTime = this.#journal.now();
    change.votes = [];
  }

  #override(change: Change, requested: 'APPROVED' | 'REJECTED', by: User, comments: string | null): void {
    const vote = {
      decision: `OVERRIDE_${requested}`,
      decisionDateTime: this.#journal.now(),
      comments,
      user: by.guid,
    } as const;
    for (const routing of pendingRoutings(change)) change.votes.push(newVote({ ...vote, routing }));
    this.#journal.note(change, by, requested === 'APPROVED' ? 'Force approved' : 'Force rejected', comments);
  }
}
