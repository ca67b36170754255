import { badRequest, forbidden, notFound } from './odata-error.ts';
import type { Principal } from './principals.ts';
import { principalById, type WindchillContext } from './windchill-context.ts';
import { newOid, type WorkItem } from './windchill-state.ts';

/** Labels of the review task, as the workflow template defines them. */
export const CHOICES = ['Approve', 'Reject'] as const;

export interface Completion {
  readonly userEvents: readonly string[];
  readonly vote: string;
  readonly comment: string;
  /** The person has just proved who he is to Windchill itself; an integration cannot. */
  readonly signed: boolean;
}

/** Work items: tasks that the workflow gives to users, and that only their owner completes. */
export class WorkItemService {
  readonly #context: WindchillContext;

  constructor(context: WindchillContext) {
    this.#context = context;
  }

  /** "Own tasks": those one owns, or owned before somebody else took them over (the second part is an assumption). */
  visibleTo(principal: Principal): WorkItem[] {
    return this.#context.store.state.workItems.filter(
      ({ owner, originalOwner }) => owner === principal.id || originalOwner === principal.id,
    );
  }

  find(id: string, principal: Principal): WorkItem {
    const item = this.visibleTo(principal).find((candidate) => candidate.id === id);
    if (!item) throw notFound(`The work item ${id}`);
    return item;
  }

  open(subject: string): void {
    const { state } = this.#context.store;
    if (state.workItems.some((item) => item.subject === subject && item.status === 'POTENTIAL')) return;
    const { switches, principals } = this.#context;
    const owner = principals.find(({ name }) => name === switches.reviewer) ?? principals[0];
    if (!owner) throw new Error('There is no user who could own a work item.');
    const now = this.#now();
    state.workItems.push({
      id: newOid(state, 'wt.workflow.work.WorkItem'),
      subject,
      status: 'POTENTIAL',
      kind: switches.taskKind,
      signingRequired: switches.signingRequired,
      owner: owner.id,
      originalOwner: owner.id,
      completedBy: null,
      completedOn: null,
      action: null,
      comment: null,
      createdOn: now,
      lastModified: now,
    });
  }

  /** A cancelled or reopened notice ends its running workflow. */
  terminate(subject: string): void {
    for (const item of this.#context.store.state.workItems) {
      if (item.subject === subject && item.status === 'POTENTIAL')
        Object.assign(item, { status: 'TERMINATED', lastModified: this.#now() });
    }
  }

  /**
   * Completes a task as its owner.
   * @returns the choice taken; undefined when a fault made the call do nothing
   */
  complete(item: WorkItem, completion: Completion, by: Principal): string | undefined {
    if (item.owner !== by.id)
      throw forbidden(`Only ${principalById(this.#context, item.owner).fullName} can complete this task.`);
    this.#requireOpen(item);
    if (item.signingRequired && !completion.signed)
      throw forbidden('This task needs an electronic signature: sign in to Windchill again to get a SECURE_TOKEN.');
    const action = chosenAction(item, completion);
    if (this.#context.faults.strike('silent-no-op')) return undefined;
    const now = this.#now();
    Object.assign(item, {
      status: 'COMPLETED',
      action,
      comment: completion.comment,
      completedBy: by.id,
      completedOn: now,
      lastModified: now,
    });
    this.#context.store.save();
    return action;
  }

  save(item: WorkItem, comment: string, by: Principal): void {
    if (item.owner !== by.id) throw forbidden('Only the owner of a task can save it.');
    this.#requireOpen(item);
    Object.assign(item, { comment, lastModified: this.#now() });
    this.#context.store.save();
  }

  reassign(item: WorkItem, to: Principal, comment: string | null): void {
    this.#requireOpen(item);
    Object.assign(item, { owner: to.id, lastModified: this.#now(), ...(comment === null ? {} : { comment }) });
    this.#context.store.save();
  }

  #requireOpen(item: WorkItem): void {
    if (item.status !== 'POTENTIAL')
      throw badRequest(
        `The work item ${item.id} is already ${item.status === 'COMPLETED' ? 'completed' : 'terminated'}.`,
      );
  }

  #now(): string {
    return this.#context.clock.now().toISOString();
  }
}

function chosenAction(item: WorkItem, { userEvents, vote }: Completion): string {
  const chosen = item.kind === 'voting' ? [vote].filter((choice) => choice !== '') : userEvents;
  const [action] = chosen;
  const field = item.kind === 'voting' ? 'VoteAction' : 'UserEventList';
  if (action === undefined || chosen.length > 1)
    throw badRequest(`This is a ${item.kind} task: choose one of ${CHOICES.join(', ')} in ${field}.`);
  if (!CHOICES.some((choice) => choice === action))
    throw badRequest(`'${action}' in ${field} is not one of ${CHOICES.join(', ')}.`);
  return action;
}
