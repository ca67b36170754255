import type { ChangeFilter } from '../api/change-queries.ts';
import { CHANGE_STATES, CHANGE_TYPES, oneOf } from '../approval/vocabulary.ts';

/** What the list of changes shows; it lives in the address. */
export interface ChangesFilter {
  readonly state: (typeof CHANGE_STATES)[number] | undefined;
  readonly type: (typeof CHANGE_TYPES)[number] | undefined;
  readonly mine: boolean;
  readonly text: string;
}

export const everything: ChangesFilter = { state: undefined, type: undefined, mine: false, text: '' };

export function filterFrom(search: URLSearchParams): ChangesFilter {
  return {
    state: oneOf(CHANGE_STATES, search.get('state')),
    type: oneOf(CHANGE_TYPES, search.get('type')),
    mine: search.get('mine') === 'true',
    text: search.get('q') ?? '',
  };
}

/** As the API and the address take it: only what narrows. */
export function queryFrom({ state, type, mine, text }: ChangesFilter): ChangeFilter {
  return {
    ...(state && { state }),
    ...(type && { type }),
    ...(mine && { mine: 'true' as const }),
    ...(text && { q: text }),
  };
}

export const isNarrowed = (filter: ChangesFilter): boolean => Object.keys(queryFrom(filter)).length > 0;
