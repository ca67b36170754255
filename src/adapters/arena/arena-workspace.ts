import { PermanentError } from '../../domain/errors.js';
import type { ArenaClient } from './arena.client.js';
import type { ArenaAttributeNames, ArenaOptions } from './arena.options.js';
import { attributeSchema, namedSchema } from './arena.schemas.js';

export interface WorkspaceSettings {
  /** GUIDs by our name of the attribute; those that the workspace does not have are absent. */
  readonly attributes: ReadonlyMap<keyof ArenaAttributeNames, string>;
  readonly categories: ReadonlyMap<string, string>;
  readonly routing: string | undefined;
}

const KEPT_MS = 10 * 60_000;

/** Finds GUIDs of the workspace's settings by name. Kept for a while, since each look-up costs quota. */
export class ArenaWorkspace {
  private settings: { readonly value: Promise<WorkspaceSettings>; readonly until: number } | undefined;

  constructor(
    private readonly client: ArenaClient,
    private readonly options: Pick<ArenaOptions, 'attributes' | 'categories' | 'routing'>,
  ) {}

  async read(): Promise<WorkspaceSettings> {
    if (this.settings === undefined || this.settings.until < Date.now()) {
      const value = this.load();
      this.settings = { value, until: Date.now() + KEPT_MS };
      value.catch(() => (this.settings = undefined));
    }
    return this.settings.value;
  }

  /** GUID of the attribute that holds our change id. */
  async changeAttribute(): Promise<string> {
    const guid = (await this.read()).attributes.get('change');
    if (guid !== undefined) return guid;
    throw new PermanentError(
      'SYSTEM_NOT_PREPARED',
      `The Arena workspace has no change attribute "${this.options.attributes.change}". Create it as a single line of text, searchable.`,
    );
  }

  /** GUID of a category by its name. */
  async category(name: string): Promise<string> {
    const guid = (await this.read()).categories.get(name);
    if (guid !== undefined) return guid;
    throw new PermanentError('SYSTEM_NOT_PREPARED', `The Arena workspace has no change category "${name}". Create it.`);
  }

  private async load(): Promise<WorkspaceSettings> {
    // One after the other: three calls at once would not be faster under one session's lock, only burstier.
    const attributes = await this.client.list('/settings/changes/attributes', attributeSchema);
    const categories = await this.client.list('/settings/changes/categories', namedSchema);
    const routings = await this.client.list('/settings/changes/routings', namedSchema);
    const found = new Map<keyof ArenaAttributeNames, string>();
    for (const key of Object.keys(this.options.attributes) as (keyof ArenaAttributeNames)[]) {
      const attribute = attributes.find(({ name }) => name === this.options.attributes[key]);
      if (attribute !== undefined) found.set(key, attribute.guid);
    }
    return {
      attributes: found,
      categories: new Map(categories.map(({ name, guid }) => [name, guid])),
      routing: routings.find(({ name }) => name === this.options.routing)?.guid,
    };
  }
}
