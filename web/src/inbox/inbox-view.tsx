import { useInfiniteQuery } from '@tanstack/react-query';
import { openApprovalsQuery, type Scope } from '../api/approval-queries.ts';
import { ErrorState, StaleNotice } from '../feedback/error-state.tsx';
import { LoadMore } from '../feedback/load-more.tsx';
import { useLanguage } from '../messages/language-context.tsx';
import { ApprovalRows } from './approval-rows.tsx';
import { InboxEmpty } from './inbox-empty.tsx';
import type { InboxFilter } from './inbox-filter.ts';
import { InboxFilters } from './inbox-filters.tsx';
import { SummaryTiles } from './summary-tiles.tsx';

interface InboxViewProps {
  readonly filter: InboxFilter & { readonly scope: Scope };
  readonly change: (part: Partial<InboxFilter>) => void;
}

/** Figures, filters and the approvals of one scope. */
export function InboxView({ filter, change }: InboxViewProps) {
  const { inbox } = useLanguage().messages;
  const { scope, domain, owningSystem, late, text } = filter;
  const approvals = useInfiniteQuery(
    openApprovalsQuery({
      scope,
      ...(domain && { domain }),
      ...(owningSystem && { owningSystem }),
      ...(late && { late: 'true' as const }),
      ...(text && { q: text }),
    }),
  );
  const items = approvals.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <SummaryTiles filter={filter} change={change} />
      <InboxFilters filter={filter} change={change} />
      {approvals.isRefetchError && <StaleNotice />}
      {approvals.isLoadingError && <ErrorState error={approvals.error} onRetry={() => void approvals.refetch()} />}
      {items?.length === 0 ? (
        <InboxEmpty filter={filter} change={change} />
      ) : (
        !approvals.isLoadingError && <ApprovalRows items={items} fading={approvals.isPlaceholderData} />
      )}
      {items !== undefined && items.length > 0 && (
        <LoadMore
          shown={inbox.shown(items.length, approvals.hasNextPage)}
          more={approvals.hasNextPage}
          loading={approvals.isFetchingNextPage}
          onLoad={() => void approvals.fetchNextPage()}
        />
      )}
    </>
  );
}
