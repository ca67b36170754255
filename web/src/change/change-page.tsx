import { SkeletonText } from '@carbon/react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { changeQuery } from '../api/change-queries.ts';
import { Problem } from '../api/problem.ts';
import { ApprovalCards } from '../approval/approval-cards.tsx';
import { DiagramSection } from '../diagram/diagram-section.tsx';
import { EmptyState } from '../feedback/empty-state.tsx';
import { ErrorState, StaleNotice } from '../feedback/error-state.tsx';
import { useLanguage } from '../messages/language-context.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';
import { TimelineSection } from '../timeline/timeline-section.tsx';
import { AffectedItems } from './affected-items.tsx';
import { ChangeFacts } from './change-facts.tsx';
import { ChangeHeader } from './change-header.tsx';
import { OwningObjects } from './owning-objects.tsx';

/** One change: where it stands, who decides, where it is in the flow, what happened. */
export function ChangePage() {
  const { changeId = '' } = useParams();
  const { messages } = useLanguage();
  const query = useQuery(changeQuery(changeId));
  const change = query.data;
  usePageTitle(change === undefined ? changeId : `${change.id} ${change.title}`);

  if (query.isLoadingError) {
    const missing = query.error instanceof Problem && [400, 404].includes(query.error.status);
    if (missing) return <EmptyState heading="h1" title={messages.change.notFound(changeId)} />;
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (change === undefined) return <SkeletonText paragraph heading lineCount={10} />;
  return (
    <article className="change">
      {query.isRefetchError && <StaleNotice />}
      <ChangeHeader change={change} />
      <div className="change__columns">
        <div className="change__approvals">
          <ApprovalCards change={change} />
        </div>
        <div className="change__content">
          <ChangeFacts content={change.content} digest={change.contentDigest} />
          <AffectedItems items={change.content.affectedItems} />
          <OwningObjects objects={change.owningObjects} />
        </div>
        <div className="change__course">
          <DiagramSection change={change} />
          <TimelineSection change={change} />
        </div>
      </div>
    </article>
  );
}
