import { useCallback, useSyncExternalStore } from 'react';

/** Carbon's "lg" breakpoint: from here on tables have room for all their columns. */
export const WIDE = '(min-width: 66rem)';

export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
