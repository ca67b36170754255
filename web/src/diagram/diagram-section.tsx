import { SkeletonPlaceholder } from '@carbon/react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { diagramQuery } from '../api/change-queries.ts';
import type { ChangeDetail } from '../api/types.ts';
import { ErrorState } from '../feedback/error-state.tsx';
import { Section } from '../feedback/section.tsx';
import { useLanguage } from '../messages/language-context.tsx';

const DiagramView = lazy(async () => ({ default: (await import('./diagram-view.tsx')).DiagramView }));

/** The running diagrams of a change. The viewer is heavy, so it is loaded here and nowhere else. */
export function DiagramSection({ change }: { change: ChangeDetail }) {
  const { messages } = useLanguage();
  const diagram = useQuery(diagramQuery(change.id));
  const placeholder = <SkeletonPlaceholder className="diagram__placeholder" />;
  return (
    <Section title={messages.change.diagram}>
      {diagram.isLoadingError && <ErrorState error={diagram.error} onRetry={() => void diagram.refetch()} />}
      {diagram.isPending && placeholder}
      {diagram.data !== undefined && (
        <Suspense fallback={placeholder}>
          <DiagramView change={change} processes={diagram.data.processes} stale={diagram.data.stale} />
        </Suspense>
      )}
    </Section>
  );
}
