import type { ReactNode } from 'react';

/** Title of a page, one sentence about it, and what can be done on it. */
export function PageHeading({ title, lead, children }: { title: string; lead: string; children?: ReactNode }) {
  return (
    <header className="page-heading">
      <div>
        <h1>{title}</h1>
        <p className="secondary">{lead}</p>
      </div>
      {children}
    </header>
  );
}
