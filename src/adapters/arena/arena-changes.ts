import { z } from 'zod';
import { BusinessError } from '../../domain/errors.js';
import type { ChangeContent } from '../../domain/change.js';
import { notChanged, refused } from '../http/system-errors.js';
import type { ArenaClient } from './arena.client.js';
import { attributeValues, STATUS } from './arena.mapper.js';
import type { ArenaAttributeNames, ArenaOptions } from './arena.options.js';
import { changeSchema, compactChangeSchema, type ArenaChange } from './arena.schemas.js';
import type { ArenaWorkspace } from './arena-workspace.js';

export type RequestedStatus =
  'SUBMITTED' | 'APPROVED' | 'REJECTED' | 'OPEN_AND_UNLOCKED' | 'COMPLETED' | 'EFFECTIVE' | 'CANCELED';

const ignored = z.unknown();

/** Reading, creating and moving changes. Every move is read back, since the answer's status is only a promise. */
export class ArenaChanges {
  constructor(
    private readonly client: ArenaClient,
    private readonly workspace: ArenaWorkspace,
    private readonly options: Pick<ArenaOptions, 'attributes' | 'categories'>,
  ) {}

  read(guid: string): Promise<ArenaChange> {
    return this.client.call({ method: 'GET', path: `/changes/${encodeURIComponent(guid)}` }, changeSchema);
  }

  /** The change whose attribute holds this value. The search is exact, as no `*` is in it. */
  async findByAttribute(value: string): Promise<ArenaChange | null> {
    const attribute = await this.workspace.changeAttribute();
    const found = await this.client.list(`/changes?${attribute}=${encodeURIComponent(value)}`, compactChangeSchema);
    // A copy that somebody makes of the change carries the value along: the oldest one is ours.
    found.sort((a, b) => (a.creationDateTime ?? '').localeCompare(b.creationDateTime ?? ''));
    const chosen = found.find((change) => change.lifecycleStatus.type !== 'CANCELED') ?? found[0];
    return chosen === undefined ? null : this.read(chosen.guid);
  }

  /** @param reference what the attribute of our change id shall hold */
  async create(reference: string, content: ChangeContent): Promise<ArenaChange> {
    const { attributes, routing } = await this.workspace.read();
    await this.workspace.changeAttribute();
    const values = attributeValues(reference, content);
    const category = await this.workspace.category(this.options.categories[content.type]);
    const { guid } = await this.client.call(
      {
        method: 'POST',
        path: '/changes',
        body: {
          category: { guid: category },
          title: content.title,
          description: content.description,
          effectivityType: 'PERMANENT_ON_APPROVAL',
          ...(routing === undefined ? {} : { routings: [{ guid: routing }] }),
          additionalAttributes: [...attributes].flatMap(([key, attribute]: [keyof ArenaAttributeNames, string]) =>
            values[key] === '' ? [] : [{ guid: attribute, value: values[key] }],
          ),
        },
      },
      z.object({ guid: z.string() }),
    );
    return this.read(guid);
  }

  /** Writes our id to a change that was raised in Arena, as long as Arena lets it be edited: not after submission. */
  async link(change: ArenaChange, reference: string): Promise<ArenaChange> {
    if (change.lifecycleStatus.type !== 'OPEN_AND_UNLOCKED') return change;
    const attribute = await this.workspace.changeAttribute();
    const body = { additionalAttributes: [{ guid: attribute, value: reference }] };
    await this.client.call({ method: 'PUT', path: `/changes/${encodeURIComponent(change.guid)}`, body }, ignored);
    return this.read(change.guid);
  }

  /**
   * Asks for a status and reads what became of it.
   * @param reached the statuses that count as done; another one than the requested may be right (APPROVED turns EFFECTIVE)
   * @throws BusinessError SYSTEM_REFUSED; TransientError SYSTEM_NOT_CHANGED when Arena said yes and did nothing
   */
  async move(
    change: ArenaChange,
    requested: RequestedStatus,
    reached: ReadonlySet<string>,
    comment: string,
  ): Promise<ArenaChange> {
    try {
      const body = { change: { guid: change.guid }, status: requested, comment };
      await this.client.call({ method: 'POST', path: '/changes/statuschanges', body }, ignored);
    } catch (error) {
      // Somebody else may have gone the same way between our read and this write.
      if (!(error instanceof BusinessError)) throw error;
      const meanwhile = await this.read(change.guid);
      if (reached.has(meanwhile.lifecycleStatus.type)) return meanwhile;
      throw error;
    }
    const after = await this.read(change.guid);
    if (reached.has(after.lifecycleStatus.type)) return after;
    throw notChanged('Arena', after.number, after.lifecycleStatus.type);
  }

  /** Submits a change that is still open; where administrators route, submits it again as the administrator. */
  async submit(change: ArenaChange, comment: string): Promise<ArenaChange> {
    const submitted = new Set([...STATUS.waiting, ...STATUS.approved]);
    let current = change;
    if (STATUS.open.has(current.lifecycleStatus.type))
      current = await this.move(current, 'SUBMITTED', submitted, comment);
    if (current.lifecycleStatus.type !== 'SUBMITTED_FOR_ROUTING') return current;
    return this.move(current, 'SUBMITTED', new Set(['SUBMITTED_FOR_APPROVAL', ...STATUS.approved]), comment);
  }

  requireAlive(change: ArenaChange, what: string): void {
    if (!STATUS.rejected.has(change.lifecycleStatus.type)) return;
    throw refused('Arena', `${change.number} is ${change.lifecycleStatus.type} and cannot be ${what}.`);
  }
}
