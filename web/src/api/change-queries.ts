import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, doneBy } from './client.ts';
import { REFRESH_MS } from './refresh.ts';
import type { ChangeContent, ChangeQuery } from './types.ts';

const PAGE_SIZE = 25;

export type ChangeFilter = Pick<ChangeQuery, 'state' | 'type' | 'q' | 'mine'>;

const pathOf = (id: string) => ({ path: { id } });

export const changesQuery = (filter: ChangeFilter) =>
  infiniteQueryOptions({
    queryKey: ['changes', filter],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/api/v1/changes', {
          params: { query: { ...filter, limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => REFRESH_MS * 2 * Math.max(1, query.state.data?.pages.length ?? 1),
  });

export const changeQuery = (id: string) =>
  queryOptions({
    queryKey: ['change', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/changes/{id}', { params: pathOf(id), signal })),
    refetchInterval: REFRESH_MS,
  });

export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: ['change', id, 'timeline'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/changes/{id}/timeline', { params: pathOf(id), signal })),
    refetchInterval: REFRESH_MS,
  });

export const diagramQuery = (id: string) =>
  queryOptions({
    queryKey: ['change', id, 'diagram'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/changes/{id}/diagram', { params: pathOf(id), signal })),
    refetchInterval: REFRESH_MS,
  });

/** Creates a change, as a draft or submitted. Errors: Problem 400 with a message per field. */
export function createChange(content: ChangeContent, draft: boolean) {
  return bodyOf(api.POST('/api/v1/changes', { params: { query: draft ? { draft: 'true' } : {} }, body: content }));
}

export function submitDraft(id: string) {
  return bodyOf(api.POST('/api/v1/changes/{id}/submit', { params: pathOf(id) }));
}

export function withdrawChange(id: string, reason: string) {
  return doneBy(api.POST('/api/v1/changes/{id}/withdraw', { params: pathOf(id), body: { reason } }));
}
