import type { Reversal } from '../../ports/owning-system.port.js';
import type { ArenaChanges } from './arena-changes.js';
import { attributeOf, STATUS, toRaisedChange } from './arena.mapper.js';
import type { ArenaOptions } from './arena.options.js';
import type { ArenaChange } from './arena.schemas.js';

/** Takes a change back as far as Arena lets it, by its present status. Arena has no way back from EFFECTIVE. */
export class ArenaReversal {
  constructor(
    private readonly changes: ArenaChanges,
    private readonly options: Pick<ArenaOptions, 'attributes' | 'categories'>,
  ) {}

  async revert(guid: string, reason: string): Promise<Reversal> {
    const change = await this.changes.read(guid);
    const status = change.lifecycleStatus.type;
    if (STATUS.approved.has(status)) return this.openRevertingChange(change, reason);
    if (status === 'CANCELED') return { undone: true, how: `${change.number} is already canceled.` };
    const open = STATUS.waiting.has(status) ? await this.withdraw(change, reason) : change;
    // A change that a person raised in Arena is his: the approval is taken back, what becomes of it is up to him.
    if (attributeOf(change, this.options.attributes.change) === undefined) {
      return {
        undone: true,
        how: `${change.number} was raised in Arena and is left ${open.lifecycleStatus.type} for its creator.`,
      };
    }
    const unlocked = open.lifecycleStatus.type === 'OPEN_AND_LOCKED' ? await this.withdraw(open, reason) : open;
    await this.changes.move(unlocked, 'CANCELED', new Set(['CANCELED']), reason);
    return { undone: true, how: `${change.number} was canceled (it was ${status}).` };
  }

  private withdraw(change: ArenaChange, reason: string): Promise<ArenaChange> {
    return this.changes.move(change, 'OPEN_AND_UNLOCKED', new Set(['OPEN_AND_UNLOCKED']), reason);
  }

  /** Once: its attribute names the change that it reverts, and is looked for first. */
  private async openRevertingChange(change: ArenaChange, reason: string): Promise<Reversal> {
    const reference = `revert:${change.guid}`;
    const known = await this.changes.findByAttribute(reference);
    const content = toRaisedChange(change, this.options)?.content;
    if (known === null && content === undefined) {
      return {
        undone: false,
        how: `${change.number} is ${change.lifecycleStatus.type}, which Arena cannot take back. Open a change that reverts it.`,
      };
    }
    const reverting =
      known ??
      (content &&
        (await this.changes.create(reference, {
          ...content,
          title: `Revert of ${change.number}`,
          description: reason,
        })));
    return {
      undone: false,
      how: `${change.number} is ${change.lifecycleStatus.type}, which Arena cannot take back. ${reverting?.number ?? 'A change'} "Revert of ${change.number}" was opened to undo it.`,
    };
  }
}
