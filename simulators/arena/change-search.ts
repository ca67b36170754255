import { ArenaError } from './arena-errors.ts';
import type { Change } from './arena-state.ts';
import { ATTRIBUTES } from './workspace.ts';

const NOT_A_FILTER = new Set(['offset', 'limit']);

const SEARCHABLE: Readonly<Record<string, (change: Change) => string | null>> = {
  number: (change) => change.number,
  title: (change) => change.title,
  'lifecycleStatus.type': (change) => change.lifecycleStatus,
  'category.guid': (change) => change.category,
  'creator.guid': (change) => change.creator,
  implementationStatus: (change) => change.implementationStatus,
};

/**
 * Filters changes as `GET /changes` does: exact unless the value carries `*` (there is no implied "starts with"),
 * by attribute GUID too, several values of a drop-down separated by `;`.
 */
export function searchChanges(changes: readonly Change[], query: Readonly<Record<string, unknown>>): Change[] {
  const filters = Object.entries(query).filter(([name]) => !NOT_A_FILTER.has(name));
  return changes.filter((change) => filters.every(([name, wanted]) => matches(valueOf(change, name), String(wanted))));
}

function valueOf(change: Change, name: string): string | null {
  const field = SEARCHABLE[name];
  if (field) return field(change);
  if (!ATTRIBUTES.some((attribute) => attribute.guid === name)) {
    throw new ArenaError(400, { code: 3019, message: `The attribute "${name}" is not searchable.` });
  }
  const value = change.additionalAttributes[name];
  return value === undefined ? null : String(value);
}

function matches(value: string | null, wanted: string): boolean {
  if (value === null) return false;
  return wanted.split(';').some((pattern) => wildcard(pattern).test(value));
}

const wildcard = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    'is',
  );
