import { Breadcrumb, BreadcrumbItem } from '@carbon/react';
import { Link } from 'react-router';
import type { ChangeDetail } from '../api/types.ts';
import { CopyText } from '../feedback/copy-text.tsx';
import { useLanguage } from '../messages/language-context.tsx';
import { sourceName } from '../messages/names.ts';
import { ExactMoment } from '../time/moment.tsx';
import { useNow } from '../time/use-now.ts';
import { ChangeActions } from './change-actions.tsx';
import { ChangeStateTag } from './change-state-tag.tsx';
import { stateSentence } from './state-sentence.ts';

/** What a tired person understands in five seconds: which change, its state, the next step. */
export function ChangeHeader({ change }: { change: ChangeDetail }) {
  const language = useLanguage();
  const now = useNow();
  const { messages } = language;
  return (
    <header className="change-header">
      <Breadcrumb noTrailingSlash aria-label={messages.shell.navigation}>
        <BreadcrumbItem>
          <Link to="/changes">{messages.shell.changes}</Link>
        </BreadcrumbItem>
        <BreadcrumbItem isCurrentPage>{change.id}</BreadcrumbItem>
      </Breadcrumb>
      <div className="change-header__identity">
        <ChangeStateTag state={change.state} />
        <CopyText text={change.id} label={messages.shell.copy} />
        <span className="secondary">{messages.terms.changeTypes[change.type]}</span>
      </div>
      <h1>{change.title}</h1>
      <p className="change-header__sentence">{stateSentence(change, now, language)}</p>
      {change.outcomeReason !== null && <blockquote className="quote">{change.outcomeReason}</blockquote>}
      <p className="secondary">
        {messages.change.raisedBy(change.requesterName, sourceName(messages, change.source))},{' '}
        <ExactMoment at={change.submittedAt ?? change.createdAt} />
      </p>
      <ChangeActions change={change} />
    </header>
  );
}
