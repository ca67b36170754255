import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { currentSearch } from '../shell/current-search.ts';
import { filterFrom, searchFrom, type InboxFilter } from './inbox-filter.ts';

/** The filter of the address, and a way to change parts of it. */
export function useInboxFilter(): [InboxFilter, (change: Partial<InboxFilter>) => void] {
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => filterFrom(search), [search]);
  const change = useCallback(
    (part: Partial<InboxFilter>) =>
      setSearch(searchFrom({ ...filterFrom(currentSearch()), ...part }), { replace: true }),
    [setSearch],
  );
  return [filter, change];
}
