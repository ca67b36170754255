import { useEffect } from 'react';

/** Title of the browser's tab: the page first, so that tabs can be told apart. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Countersign`;
  }, [title]);
}
