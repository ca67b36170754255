import { Add } from '@carbon/icons-react';
import { Button, DataTableSkeleton } from '@carbon/react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { changesQuery } from '../api/change-queries.ts';
import { ErrorState, StaleNotice } from '../feedback/error-state.tsx';
import { LoadMore } from '../feedback/load-more.tsx';
import { useLanguage } from '../messages/language-context.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { currentSearch } from '../shell/current-search.ts';
import { usePageTitle } from '../shell/use-page-title.ts';
import { ChangesEmpty } from './changes-empty.tsx';
import { ChangesFilters } from './changes-filters.tsx';
import { filterFrom, queryFrom, type ChangesFilter } from './changes-filter.ts';
import { ChangesTable } from './changes-table.tsx';

/** Every change, newest first. */
export function ChangesPage() {
  const { changes, shell } = useLanguage().messages;
  const [search, setSearch] = useSearchParams();
  const filter = filterFrom(search);
  const list = useInfiniteQuery(changesQuery(queryFrom(filter)));
  const items = list.data?.pages.flatMap((page) => page.items);
  const change = (part: Partial<ChangesFilter>) =>
    setSearch(new URLSearchParams(queryFrom({ ...filterFrom(currentSearch()), ...part })), { replace: true });
  usePageTitle(changes.title);
  return (
    <>
      <PageHeading title={changes.title} lead={changes.lead}>
        <Button as={Link} to="/submit" size="md" renderIcon={Add}>
          {shell.submit}
        </Button>
      </PageHeading>
      <div className="list-page">
        <ChangesFilters filter={filter} change={change} />
        {list.isRefetchError && <StaleNotice />}
        {list.isLoadingError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <DataTableSkeleton columnCount={4} rowCount={6} showHeader={false} showToolbar={false} />}
        {items?.length === 0 && <ChangesEmpty filter={filter} change={change} />}
        {items !== undefined && items.length > 0 && (
          <>
            <ChangesTable items={items} fading={list.isPlaceholderData} />
            <LoadMore
              shown={changes.shown(items.length, list.hasNextPage)}
              more={list.hasNextPage}
              loading={list.isFetchingNextPage}
              onLoad={() => void list.fetchNextPage()}
            />
          </>
        )}
      </div>
    </>
  );
}
