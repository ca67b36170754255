import { z } from 'zod';
import { PermanentError } from '../../domain/errors.js';
import type { ChangeFeed, FeedItem, RaisedChange } from '../../ports/owning-system.port.js';
import type { ArenaChanges } from './arena-changes.js';
import type { ArenaClient } from './arena.client.js';
import { attributeOf, toRaisedChange } from './arena.mapper.js';
import type { ArenaOptions } from './arena.options.js';
import { eventChangeSchema, eventSchema, integrationSchema } from './arena.schemas.js';

const rawSchema = z.object({ integration: z.string(), event: z.string() });

/** Arena's event engine: a queue of immutable events whose entries an integration ticks off (ARENA-DOC "Event Engine"). */
export class ArenaFeed implements ChangeFeed {
  readonly id = 'arena';
  private integrations: readonly string[] | undefined;

  constructor(
    private readonly client: ArenaClient,
    private readonly changes: ArenaChanges,
    private readonly options: Pick<ArenaOptions, 'attributes' | 'categories' | 'reservedCalls'>,
  ) {}

  /** News about changes, oldest first (the queue lists the newest first). Stops while only the reserve of calls is left. */
  async poll(): Promise<readonly FeedItem[]> {
    const items: { readonly at: string; readonly item: FeedItem }[] = [];
    for (const integration of await this.enabledIntegrations()) {
      const path = `/outboundevents/${integration}/events`;
      const events = await this.list(`${path}?resourcesReconciled=false`, eventSchema);
      for (const event of events) {
        if (event.triggers.length > 0 && !event.triggers.some(({ resource }) => resource === 'CHANGE')) continue;
        const changes = await this.list(`${path}/${event.guid}/changes?reconciled=false`, eventChangeSchema);
        for (const change of changes) {
          const raw = { ...change, integration, event: event.guid, triggers: event.triggers };
          items.push({
            at: event.creationDateTime,
            item: { eventId: `${event.guid}:${change.guid}`, objectId: change.guid, raw },
          });
        }
      }
    }
    return items.sort((a, b) => a.at.localeCompare(b.at)).map(({ item }) => item);
  }

  /** Ticks the entry off. Ticking it twice is harmless. */
  async acknowledge(item: FeedItem): Promise<void> {
    const { integration, event } = rawSchema.parse(item.raw);
    await this.client.call(
      {
        method: 'PUT',
        path: `/outboundevents/${integration}/events/${event}/changes/${encodeURIComponent(item.objectId)}`,
        body: { reconciled: true },
        reserve: this.options.reservedCalls,
      },
      z.unknown(),
    );
  }

  async readRaisedChange(objectId: string): Promise<RaisedChange | null> {
    const change = await this.changes.read(objectId);
    const waits = change.lifecycleStatus.type === 'SUBMITTED_FOR_APPROVAL';
    if (!waits || attributeOf(change, this.options.attributes.change) !== undefined) return null;
    return toRaisedChange(change, this.options);
  }

  private async enabledIntegrations(): Promise<readonly string[]> {
    if (this.integrations === undefined) {
      const found = await this.list('/outboundevents?enabled=true', integrationSchema);
      if (found.length === 0) {
        throw new PermanentError(
          'SYSTEM_NOT_PREPARED',
          'The Arena workspace has no enabled outbound-events integration. Ask Arena support to enable it and make the integration user its administrator.',
        );
      }
      this.integrations = found.map(({ guid }) => guid);
    }
    return this.integrations;
  }

  private list<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>[]> {
    return this.client.list(path, schema, this.options.reservedCalls);
  }
}
