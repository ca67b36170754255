import { Launch } from '@carbon/icons-react';
import type { ReactNode } from 'react';
import { useLanguage } from '../messages/language-context.tsx';

/** A link into another system. Addresses come from outside, so only web addresses become links. */
export function OutLink({ to, children }: { to: string | null; children: ReactNode }) {
  const { shell } = useLanguage().messages;
  if (to === null || !isWebAddress(to)) return <span>{children}</span>;
  return (
    <a className="cds--link out-link" href={to} target="_blank" rel="noreferrer">
      {children}
      <Launch size={16} aria-label={`(${shell.opensInNewTab})`} />
    </a>
  );
}

/** Relative addresses are our own pages; everything else must be http(s), never `javascript:`. */
function isWebAddress(address: string): boolean {
  const url = URL.parse(address, window.location.origin);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
}
