import type { ChangeSnapshot } from '../../domain/change.js';
import {
  OwningSystem,
  type Capability,
  type DecisionToWrite,
  type OwningObject,
  type Reversal,
  type WrittenDecision,
} from '../../ports/owning-system.port.js';
import type { SystemSessions } from '../../ports/system-sessions.port.js';
import { decisionText } from '../decision-text.js';
import { disagrees, refused } from '../http/system-errors.js';
import { ArenaChanges } from './arena-changes.js';
import { ArenaReversal } from './arena-reversal.js';
import { ArenaWorkspace } from './arena-workspace.js';
import { ArenaClient } from './arena.client.js';
import { ArenaFeed } from './arena.feed.js';
import { attributeOf, STATUS, toObject } from './arena.mapper.js';
import type { ArenaOptions } from './arena.options.js';
import type { ArenaChange } from './arena.schemas.js';

const APPROVED = STATUS.approved;
const COMPLETED = new Set(['COMPLETED']);

/** PTC Arena QMS. There is no vote for changes in its API, so decisions are an administrator's override. */
export class ArenaAdapter extends OwningSystem {
  readonly id = 'arena';
  readonly capabilities: ReadonlySet<Capability> = new Set(['raise-approval', 'administrative-override']);
  /** Arena's event queue, read in the same session. */
  readonly feed: ArenaFeed;
  private readonly changes: ArenaChanges;
  private readonly reversal: ArenaReversal;
  private readonly workspace: ArenaWorkspace;

  constructor(
    private readonly options: ArenaOptions,
    sessions: SystemSessions,
  ) {
    super();
    const client = new ArenaClient(options, sessions);
    this.workspace = new ArenaWorkspace(client, options);
    this.changes = new ArenaChanges(client, this.workspace, options);
    this.reversal = new ArenaReversal(this.changes, options);
    this.feed = new ArenaFeed(client, this.changes, options);
  }

  async findObject(change: ChangeSnapshot): Promise<OwningObject | null> {
    const found = await this.find(change);
    return found === null ? null : this.present(found);
  }

  async registerChange(change: ChangeSnapshot): Promise<OwningObject> {
    const known = await this.find(change);
    if (known === null) return this.present(await this.changes.create(change.id, change));
    const linked = attributeOf(known, this.options.attributes.change) === change.id;
    return this.present(linked ? known : await this.changes.link(known, change.id));
  }

  async raiseApproval(change: ChangeSnapshot, objectId: string): Promise<OwningObject> {
    const current = await this.changes.read(objectId);
    this.changes.requireAlive(current, 'submitted');
    return this.present(await this.changes.submit(current, `Submitted for ${change.id}.`));
  }

  async readObject(objectId: string): Promise<OwningObject> {
    return this.present(await this.changes.read(objectId));
  }

  async writeDecision(objectId: string, decision: DecisionToWrite): Promise<WrittenDecision> {
    const current = await this.changes.read(objectId);
    const [wanted, opposite] =
      decision.verdict === 'approved' ? [APPROVED, STATUS.rejected] : [STATUS.rejected, APPROVED];
    const status = current.lifecycleStatus.type;
    if (opposite.has(status)) throw disagrees('Arena', current.number, status, decision.verdict);
    if (wanted.has(status)) return this.written(current, true);

    const comment = decisionText(decision);
    const waiting = await this.changes.submit(current, comment);
    if (wanted.has(waiting.lifecycleStatus.type)) return this.written(waiting, false);
    const requested = decision.verdict === 'approved' ? 'APPROVED' : 'REJECTED';
    return this.written(await this.changes.move(waiting, requested, wanted, comment), false);
  }

  revertRegistration(objectId: string, reason: string): Promise<Reversal> {
    return this.reversal.revert(objectId, reason);
  }

  async implementChange(change: ChangeSnapshot, objectId: string): Promise<OwningObject> {
    let current = await this.changes.read(objectId);
    this.changes.requireAlive(current, 'completed');
    const comment = `All approvals of ${change.id} are given; completed by Countersign.`;
    if (!APPROVED.has(current.lifecycleStatus.type)) {
      // The rules asked for no approval in Arena, so nobody has moved the change there yet.
      current = await this.changes.submit(current, comment);
      if (!APPROVED.has(current.lifecycleStatus.type))
        current = await this.changes.move(current, 'APPROVED', APPROVED, comment);
    }
    if (current.lifecycleStatus.type === 'COMPLETED') return this.present(current);
    if (current.lifecycleStatus.type === 'APPROVED') {
      throw refused(
        'Arena',
        `${current.number} is approved but not effective yet; it can be completed from its effectivity date on.`,
      );
    }
    return this.present(await this.changes.move(current, 'COMPLETED', COMPLETED, comment));
  }

  async revertImplementation(_change: ChangeSnapshot, objectId: string, reason: string): Promise<Reversal> {
    const current = await this.changes.read(objectId);
    if (current.lifecycleStatus.type !== 'COMPLETED') {
      return { undone: true, how: `${current.number} is not completed (it is ${current.lifecycleStatus.type}).` };
    }
    // Unmarking gives EFFECTIVE, or EXPIRED for a deviation whose time is over.
    await this.changes.move(current, 'EFFECTIVE', new Set(['EFFECTIVE', 'EXPIRED']), reason);
    return { undone: true, how: `${current.number} is no longer completed.` };
  }

  async checkHealth(): Promise<void> {
    await this.workspace.changeAttribute();
  }

  private find(change: ChangeSnapshot): Promise<ArenaChange | null> {
    if (change.source === 'arena' && change.sourceRef !== null) return this.changes.read(change.sourceRef);
    return this.changes.findByAttribute(change.id);
  }

  private present(change: ArenaChange): OwningObject {
    return toObject(change, this.options.email);
  }

  private written(change: ArenaChange, alreadyThere: boolean): WrittenDecision {
    return { object: this.present(change), capability: 'administrative-override', alreadyThere };
  }
}
