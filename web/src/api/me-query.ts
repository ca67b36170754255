import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from './client.ts';

/** Who is signed in. It does not change while the page is open. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/me', { signal })),
  staleTime: Infinity,
});
