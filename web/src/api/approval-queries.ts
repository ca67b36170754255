import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from './client.ts';
import { REFRESH_MS } from './refresh.ts';
import type { ApprovalQuery, DecisionRequest } from './types.ts';

const PAGE_SIZE = 25;

export type Scope = 'mine' | 'all';
export type ApprovalFilter = Pick<ApprovalQuery, 'scope' | 'domain' | 'owningSystem' | 'late' | 'q'>;

/** Open approvals, page by page, refreshed while they are on screen. */
export const openApprovalsQuery = (filter: ApprovalFilter) =>
  infiniteQueryOptions({
    queryKey: ['approvals', filter],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/api/v1/approvals', {
          params: { query: { ...filter, state: 'open', limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    // Every loaded page is asked again, so a long list is asked less often.
    refetchInterval: (query) => REFRESH_MS * Math.max(1, query.state.data?.pages.length ?? 1),
  });

export const approvalSummaryQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['approvals', 'summary', scope],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/approvals/summary', { params: { query: { scope } }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });

/** Decides an approval. Errors: Problem 403, or 409 with the decision that was first. */
export function decide(id: string, request: DecisionRequest) {
  return bodyOf(api.POST('/api/v1/approvals/{id}/decision', { params: { path: { id } }, body: request }));
}
