import { z } from 'zod';
import type { Verdict } from '../../domain/approval.js';
import type { ChangeSnapshot } from '../../domain/change.js';
import { PermanentError } from '../../domain/errors.js';
import {
  OwningSystem,
  type Capability,
  type DecisionToWrite,
  type OwningObject,
  type Reversal,
  type WrittenDecision,
} from '../../ports/owning-system.port.js';
import { decisionText } from '../decision-text.js';
import { disagrees, notChanged, refused } from '../http/system-errors.js';
import { ChangeNotices } from './change-notices.js';
import { WindchillClient } from './windchill.client.js';
import { isCompleted, toObject } from './windchill.mapper.js';
import type { WindchillOptions } from './windchill.options.js';
import type { ChangeNotice } from './windchill.schemas.js';
import { WorkItems } from './work-items.js';

type Written = Pick<WrittenDecision, 'capability'> & { readonly notice: ChangeNotice };

/**
 * PTC Windchill: a change notice with a review task. The task is completed as its owner where it is the integration's;
 * a task that needs an electronic signature is left to the person, whom a link leads there.
 */
export class WindchillAdapter extends OwningSystem {
  readonly id = 'windchill';
  readonly capabilities: ReadonlySet<Capability> = new Set([
    'raise-approval',
    'act-as-approver',
    'state-write',
    'deep-link-only',
  ]);
  private readonly client: WindchillClient;
  private readonly notices: ChangeNotices;
  private readonly workItems: WorkItems;

  constructor(private readonly options: WindchillOptions) {
    super();
    this.client = new WindchillClient(options);
    this.notices = new ChangeNotices(this.client, options);
    this.workItems = new WorkItems(this.client, options);
  }

  async findObject(change: ChangeSnapshot): Promise<OwningObject | null> {
    const found = await this.notices.find(change.id);
    return found === null ? null : this.present(found);
  }

  async registerChange(change: ChangeSnapshot): Promise<OwningObject> {
    return this.present((await this.notices.find(change.id)) ?? (await this.notices.create(change)));
  }

  async raiseApproval(_change: ChangeSnapshot, objectId: string): Promise<OwningObject> {
    const notice = await this.notices.read(objectId);
    this.requireAlive(notice, 'reviewed');
    return this.present(await this.startReview(notice));
  }

  async readObject(objectId: string): Promise<OwningObject> {
    return this.present(await this.notices.read(objectId));
  }

  async writeDecision(objectId: string, decision: DecisionToWrite): Promise<WrittenDecision> {
    const notice = await this.notices.read(objectId);
    const { wanted, opposite } = this.statesOf(decision.verdict);
    if (opposite.has(notice.State.Value))
      throw disagrees('Windchill', notice.Number, notice.State.Value, decision.verdict);
    if (wanted.has(notice.State.Value)) {
      return { object: await this.present(notice), capability: 'act-as-approver', alreadyThere: true };
    }
    const written = await this.decide(await this.startReview(notice), decision.verdict, decisionText(decision));
    return { object: await this.present(written.notice), capability: written.capability, alreadyThere: false };
  }

  async revertRegistration(objectId: string, reason: string): Promise<Reversal> {
    const notice = await this.notices.read(objectId);
    const { cancelled, released, approved } = this.options.states;
    const before = notice.State.Value;
    if (before === cancelled) return { undone: true, how: `${notice.Number} is already cancelled.` };
    const reopened = before === released ? await this.notices.move(notice, approved) : notice;
    await this.notices.move(reopened, cancelled);
    return { undone: true, how: `${notice.Number} was cancelled (it was ${before}): ${reason}` };
  }

  async implementChange(change: ChangeSnapshot, objectId: string): Promise<OwningObject> {
    const { approved, released } = this.options.states;
    let notice = await this.notices.read(objectId);
    this.requireAlive(notice, 'released');
    if (notice.State.Value === released) return this.present(notice);
    if (notice.State.Value !== approved) {
      // The rules asked for no approval in Windchill, so nobody has reviewed the notice there.
      const reviewed = await this.startReview(notice);
      const text = `All approvals of ${change.id} are given in Countersign.`;
      const { notice: decided, capability } = await this.decide(reviewed, 'approved', text);
      if (capability === 'deep-link-only') {
        throw new PermanentError(
          'SYSTEM_SIGNATURE_MISSING',
          `The review of ${notice.Number} needs an electronic signature. Sign it in Windchill, then retry.`,
        );
      }
      notice = decided;
    }
    return this.present(await this.notices.move(notice, released));
  }

  async revertImplementation(_change: ChangeSnapshot, objectId: string, _reason: string): Promise<Reversal> {
    const notice = await this.notices.read(objectId);
    const { approved, released } = this.options.states;
    if (notice.State.Value !== released) {
      return { undone: true, how: `${notice.Number} is not released (it is ${notice.State.Value}).` };
    }
    await this.notices.move(notice, approved);
    return { undone: true, how: `The release of ${notice.Number} was taken back.` };
  }

  async checkHealth(): Promise<void> {
    await this.client.get('/ChangeMgmt/ChangeNotices?$top=1', z.object({ value: z.array(z.unknown()) }));
  }

  /** The review begins with its state; sites whose workflow starts with the notice are there already. */
  private async startReview(notice: ChangeNotice): Promise<ChangeNotice> {
    return notice.State.Value === this.options.states.open
      ? this.notices.move(notice, this.options.states.review)
      : notice;
  }

  private async decide(notice: ChangeNotice, verdict: Verdict, comment: string): Promise<Written> {
    const item = await this.workItems.ownOpen(notice.ID);
    if (item === undefined) {
      // Somebody else owns the task, so it cannot even be read: the life cycle is the only way.
      const { approved, rejected } = this.options.states;
      return {
        notice: await this.notices.move(notice, verdict === 'approved' ? approved : rejected),
        capability: 'state-write',
      };
    }
    if (item.SigningRequired) {
      await this.workItems.comment(item, comment);
      return { notice, capability: 'deep-link-only' };
    }
    await this.workItems.complete(item, verdict, comment);
    const after = await this.notices.read(notice.ID);
    if (this.statesOf(verdict).wanted.has(after.State.Value)) return { notice: after, capability: 'act-as-approver' };
    // With several reviewers the notice waits for the others, but our own task is done.
    const done = (await this.workItems.of(notice.ID)).some((each) => each.ID === item.ID && isCompleted(each));
    if (done) return { notice: after, capability: 'act-as-approver' };
    throw notChanged('Windchill', `the review of ${after.Number}`, after.State.Value);
  }

  private statesOf(verdict: Verdict): { wanted: ReadonlySet<string>; opposite: ReadonlySet<string> } {
    const { approved, released, rejected, cancelled } = this.options.states;
    const [yes, no] = [new Set([approved, released]), new Set([rejected, cancelled])];
    return verdict === 'approved' ? { wanted: yes, opposite: no } : { wanted: no, opposite: yes };
  }

  private requireAlive(notice: ChangeNotice, what: string): void {
    if (!this.statesOf('rejected').wanted.has(notice.State.Value)) return;
    throw refused('Windchill', `${notice.Number} is ${notice.State.Value} and cannot be ${what}.`);
  }

  private async present(notice: ChangeNotice): Promise<OwningObject> {
    const { open, review, cancelled } = this.options.states;
    // Only a notice that went through a review has a decision, and only its task says whose.
    const undecided = [open, review, cancelled].includes(notice.State.Value);
    return toObject(notice, undecided ? [] : await this.workItems.of(notice.ID), this.options);
  }
}
