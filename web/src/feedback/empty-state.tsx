import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly heading?: 'h1' | 'h2' | 'h3';
  readonly children?: ReactNode;
}

/** Says that there is nothing, and what to do about it. */
export function EmptyState({ title, hint, heading: Heading = 'h2', children }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <Heading className="empty-state__title">{title}</Heading>
      {hint !== undefined && <p className="secondary">{hint}</p>}
      {children}
    </div>
  );
}
