import type { Scope } from '../api/approval-queries.ts';
import { DOMAINS, oneOf, SYSTEMS } from '../approval/vocabulary.ts';

/** What the inbox shows; it lives in the address, so that a view can be kept, shared and gone back to. */
export interface InboxFilter {
  readonly scope: Scope | undefined;
  readonly domain: (typeof DOMAINS)[number] | undefined;
  readonly owningSystem: (typeof SYSTEMS)[number] | undefined;
  readonly late: boolean;
  readonly text: string;
}

export function filterFrom(search: URLSearchParams): InboxFilter {
  return {
    scope: oneOf(['mine', 'all'] as const, search.get('scope')),
    domain: oneOf(DOMAINS, search.get('domain')),
    owningSystem: oneOf(SYSTEMS, search.get('system')),
    late: search.get('late') === 'true',
    text: search.get('q') ?? '',
  };
}

export function searchFrom(filter: InboxFilter): URLSearchParams {
  const search = new URLSearchParams();
  if (filter.scope !== undefined) search.set('scope', filter.scope);
  if (filter.domain !== undefined) search.set('domain', filter.domain);
  if (filter.owningSystem !== undefined) search.set('system', filter.owningSystem);
  if (filter.late) search.set('late', 'true');
  if (filter.text !== '') search.set('q', filter.text);
  return search;
}

export const isNarrowed = ({ domain, owningSystem, late, text }: InboxFilter): boolean =>
  domain !== undefined || owningSystem !== undefined || late || text !== '';

export const widened = ({ scope }: InboxFilter): InboxFilter => ({
  scope,
  domain: undefined,
  owningSystem: undefined,
  late: false,
  text: '',
});
