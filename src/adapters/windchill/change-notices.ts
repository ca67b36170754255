import { z } from 'zod';
import { BusinessError, PermanentError } from '../../domain/errors.js';
import type { ChangeSnapshot } from '../../domain/change.js';
import { notChanged, refused } from '../http/system-errors.js';
import type { WindchillClient } from './windchill.client.js';
import { newNotice } from './windchill.mapper.js';
import type { WindchillOptions } from './windchill.options.js';
import { containerSchema, enumerationSchema, noticeSchema, type ChangeNotice } from './windchill.schemas.js';

const collection = '/ChangeMgmt/ChangeNotices';
const entity = (id: string): string => `${collection}('${encodeURIComponent(id)}')`;

/** Change notices: read, find by our change id, create, and move along the site's life cycle. */
export class ChangeNotices {
  private container: string | undefined;

  constructor(
    private readonly client: WindchillClient,
    private readonly options: WindchillOptions,
  ) {}

  read(id: string): Promise<ChangeNotice> {
    return this.client.get(`${entity(id)}?$expand=Modifier`, noticeSchema);
  }

  async find(changeId: string): Promise<ChangeNotice | null> {
    const filter = encodeURIComponent(`${this.options.changeProperty} eq '${changeId.replaceAll("'", "''")}'`);
    // A copy that somebody makes of the notice carries the value along: the oldest one is ours.
    const query = `$filter=${filter}&$orderby=CreatedOn%20asc&$expand=Modifier`;
    const found = await this.client.list(`${collection}?${query}`, noticeSchema);
    return found.find(({ State }) => State.Value !== this.options.states.cancelled) ?? found[0] ?? null;
  }

  async create(change: ChangeSnapshot): Promise<ChangeNotice> {
    const body = newNotice(change, await this.containerId(), this.options);
    const answer = await this.client.write({ method: 'POST', path: collection, body });
    const { ID } = z.object({ ID: z.string() }).parse(answer);
    return this.read(ID);
  }

  /**
   * Moves a notice to a state and reads what became of it.
   * @throws BusinessError SYSTEM_REFUSED when the life cycle has no such way from here
   */
  async move(notice: ChangeNotice, target: string): Promise<ChangeNotice> {
    const path = entity(notice.ID);
    const ways = await this.client.list(`${path}/PTC.ChangeMgmt.GetValidStateTransitions()`, enumerationSchema);
    const way = ways.find(({ Value }) => Value === target);
    if (way === undefined) {
      const meanwhile = await this.read(notice.ID);
      if (meanwhile.State.Value === target) return meanwhile;
      throw refused('Windchill', `${notice.Number} cannot go from ${meanwhile.State.Value} to ${target}.`);
    }
    // Value and Display are both mandatory (WC12 change management actions).
    const body = { State: { Value: way.Value, Display: way.Display ?? way.Value } };
    let refusal: BusinessError | undefined;
    try {
      await this.client.write({ method: 'POST', path: `${path}/PTC.ChangeMgmt.SetState`, body });
    } catch (error) {
      // Somebody else may have gone the same way between our read and this write.
      if (!(error instanceof BusinessError)) throw error;
      refusal = error;
    }
    const after = await this.read(notice.ID);
    if (after.State.Value === target) return after;
    throw refusal ?? notChanged('Windchill', after.Number, after.State.Value);
  }

  private async containerId(): Promise<string> {
    if (this.container === undefined) {
      const containers = await this.client.list('/DataAdmin/Containers', containerSchema);
      const wanted = this.options.container;
      const found = wanted === null ? containers : containers.filter(({ Name }) => Name === wanted);
      const [only] = found;
      if (only === undefined || found.length > 1) {
        throw new PermanentError(
          'SYSTEM_NOT_PREPARED',
          wanted === null
            ? `Windchill has ${containers.length} products and libraries. Set WINDCHILL_CONTAINER to the one for change notices.`
            : `Windchill has ${found.length} products or libraries named "${wanted}". Correct WINDCHILL_CONTAINER.`,
        );
      }
      this.container = only.ID;
    }
    return this.container;
  }
}
