import { SkeletonText } from '@carbon/react';
import { useQuery } from '@tanstack/react-query';
import { timelineQuery } from '../api/change-queries.ts';
import type { ChangeDetail } from '../api/types.ts';
import { ErrorState } from '../feedback/error-state.tsx';
import { Section } from '../feedback/section.tsx';
import { useLanguage } from '../messages/language-context.tsx';
import { TimelineItem } from './timeline-item.tsx';

/** Everything that was recorded about a change, newest first. */
export function TimelineSection({ change }: { change: ChangeDetail }) {
  const { messages } = useLanguage();
  const timeline = useQuery(timelineQuery(change.id));
  const systemOf = new Map(change.approvals.map(({ id, owningSystem }) => [id, owningSystem]));
  return (
    <Section title={messages.change.timeline}>
      {timeline.isLoadingError && <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />}
      {timeline.isPending && <SkeletonText paragraph lineCount={5} />}
      {timeline.data?.items.length === 0 && <p className="secondary">{messages.change.noTimeline}</p>}
      {timeline.data !== undefined && timeline.data.items.length > 0 && (
        <ol className="timeline" reversed>
          {timeline.data.items.toReversed().map((entry) => (
            <TimelineItem key={entry.index} entry={entry} systemOf={systemOf} />
          ))}
        </ol>
      )}
    </Section>
  );
}
