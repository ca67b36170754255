import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { filterFrom, searchFrom, type InboxFilter } from './inbox-filter.ts';

/** The filter of the address, and a way to change parts of it. */
export function useInboxFilter(): [InboxFilter, (change: Partial<InboxFilter>) => void] {
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => filterFrom(search), [search]);
  const change = useCallback(
    (part: Partial<InboxFilter>) =>
      setSearch((current) => searchFrom({ ...filterFrom(current), ...part }), { replace: true }),
    [setSearch],
  );
  return [filter, change];
}
