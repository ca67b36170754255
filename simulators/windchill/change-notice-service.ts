import type { Principal } from './principals.ts';
import { badRequest, notFound } from './odata-error.ts';
import type { WindchillContext } from './windchill-context.ts';
import { newOid, type ChangeNotice, type StateValue } from './windchill-state.ts';
import type { WorkItemService } from './work-item-service.ts';

/** The life cycle template of this site: configuration, different everywhere. */
const TRANSITIONS: Readonly<Record<StateValue, readonly StateValue[]>> = {
  OPEN: ['UNDER_REVIEW', 'CANCELLED'],
  UNDER_REVIEW: ['IMPLEMENTATION', 'REWORK', 'OPEN', 'CANCELLED'],
  REWORK: ['UNDER_REVIEW', 'OPEN', 'CANCELLED'],
  IMPLEMENTATION: ['RELEASED', 'UNDER_REVIEW', 'CANCELLED'],
  RELEASED: ['IMPLEMENTATION'],
  CANCELLED: [],
};

export interface NoticeContent {
  readonly name: string;
  readonly number: string | undefined;
  readonly description: string | null;
  readonly site: ChangeNotice['site'];
}

/** Change notices and the workflow that their states drive. */
export class ChangeNoticeService {
  readonly #context: WindchillContext;
  readonly #workItems: WorkItemService;

  constructor(context: WindchillContext, workItems: WorkItemService) {
    this.#context = context;
    this.#workItems = workItems;
  }

  find(id: string): ChangeNotice {
    const notice = this.#context.store.state.changeNotices.find((candidate) => candidate.id === id);
    if (!notice) throw notFound(`The change notice ${id}`);
    return notice;
  }

  create(content: NoticeContent, by: Principal): ChangeNotice {
    const { state } = this.#context.store;
    const number = content.number ?? this.#nextNumber();
    if (state.changeNotices.some((other) => other.number === number))
      throw badRequest(`The number ${number} is already in use.`);
    const now = this.#now();
    const notice: ChangeNotice = {
      id: newOid(state, 'wt.change2.WTChangeOrder2'),
      number,
      name: content.name,
      description: content.description,
      state: 'OPEN',
      createdBy: by.id,
      createdOn: now,
      modifiedBy: by.id,
      lastModified: now,
      site: content.site,
    };
    state.changeNotices.push(notice);
    this.#context.store.save();
    if (this.#context.switches.reviewStarts === 'on-create') this.#moveTo(notice, 'UNDER_REVIEW', by);
    return notice;
  }

  edit(
    notice: ChangeNotice,
    edit: Partial<Pick<ChangeNotice, 'name' | 'description'>> & { site: Partial<ChangeNotice['site']> },
    by: Principal,
  ): void {
    const { site, ...own } = edit;
    Object.assign(notice, own, { site: { ...notice.site, ...site }, modifiedBy: by.id, lastModified: this.#now() });
    this.#context.store.save();
    this.#context.announce('EDIT_ATTRIBUTES', notice);
  }

  validTransitions(notice: ChangeNotice): readonly StateValue[] {
    return TRANSITIONS[notice.state];
  }

  setState(notice: ChangeNotice, target: StateValue, by: Principal): void {
    if (!this.validTransitions(notice).includes(target)) {
      throw badRequest(
        `The life cycle state ${target} is not a valid transition of ${notice.number} from ${notice.state}.`,
      );
    }
    // Fault: 204, and nothing has happened.
    if (this.#context.faults.strike('silent-no-op')) return;
    this.#moveTo(notice, target, by);
  }

  /** What the review's outcome does to the notice: the workflow template's own step, beside SetState. */
  reviewed(noticeId: string, action: string, by: Principal): void {
    const notice = this.find(noticeId);
    // A state that was set past the open task stays: the workflow has nothing left to say.
    if (notice.state !== 'UNDER_REVIEW') return;
    this.#moveTo(notice, action === 'Approve' ? 'IMPLEMENTATION' : 'REWORK', by);
  }

  #moveTo(notice: ChangeNotice, target: StateValue, by: Principal): void {
    Object.assign(notice, { state: target, modifiedBy: by.id, lastModified: this.#now() });
    if (target === 'UNDER_REVIEW') this.#workItems.open(notice.id);
    if (target === 'CANCELLED' || target === 'OPEN') this.#workItems.terminate(notice.id);
    this.#context.store.save();
    this.#context.announce('CHANGE_LIFECYCLE_STATE', notice);
  }

  #nextNumber(): string {
    const { state } = this.#context.store;
    const number = String(state.nextNumber).padStart(5, '0');
    state.nextNumber += 1;
    return number;
  }

  #now(): string {
    return this.#context.clock.now().toISOString();
  }
}
