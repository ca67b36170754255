import { Tag } from '@carbon/react';
import type { Approval } from '../api/types.ts';
import { useLanguage } from '../messages/language-context.tsx';
import { DueMoment } from '../time/due-moment.tsx';
import { WaitingSince } from '../time/waiting-since.tsx';

/** Since when an open approval waits, when it is due, whether it went up. */
export function OpenLine({ approval }: { approval: Approval }) {
  const { messages } = useLanguage();
  return (
    <dl className="card__times">
      <div>
        <dt className="visually-hidden">{messages.inbox.columns.waiting}</dt>
        <dd>
          <WaitingSince at={approval.openedAt} />
        </dd>
      </div>
      <div>
        <dt>{messages.approval.due}</dt>
        <dd>
          <DueMoment at={approval.dueAt} open />
        </dd>
      </div>
      {approval.escalationLevel > 0 && (
        <div>
          <dt className="visually-hidden">{messages.inbox.columns.escalation}</dt>
          <dd>
            <Tag type="magenta" size="sm">
              {messages.approval.escalatedTo(approval.escalationLevel)}
            </Tag>
          </dd>
        </div>
      )}
    </dl>
  );
}
