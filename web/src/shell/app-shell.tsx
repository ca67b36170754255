import { useEffect } from 'react';
import { Outlet, useLocation } from 'react-router';
import { useLanguage } from '../messages/language-context.tsx';
import { AppHeader } from './app-header.tsx';

const CONTENT_ID = 'content';

/** The frame of every page. Going to another page starts at its top, with the focus on its content. */
export function AppShell() {
  const { pathname } = useLocation();
  const { messages } = useLanguage();
  useFocusOnNewPage(pathname);
  return (
    <>
      <a className="cds--skip-to-content" href={`#${CONTENT_ID}`}>
        {messages.shell.skipToContent}
      </a>
      <AppHeader />
      <main id={CONTENT_ID} className="content" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}

let lastPathname: string | undefined;

function useFocusOnNewPage(pathname: string): void {
  useEffect(() => {
    const isFirstPage = lastPathname === undefined || lastPathname === pathname;
    lastPathname = pathname;
    if (isFirstPage) return;
    window.scrollTo(0, 0);
    document.getElementById(CONTENT_ID)?.focus({ preventScroll: true });
  }, [pathname]);
}
