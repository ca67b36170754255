import type { Approval } from '../api/types.ts';
import { useLanguage } from '../messages/language-context.tsx';
import { nameOf } from '../messages/names.ts';
import { DueMoment } from '../time/due-moment.tsx';
import { Moment } from '../time/moment.tsx';
import { ApprovalLink, Asked, Escalation } from './approval-parts.tsx';

/** The inbox of narrow screens: one block per approval, its due time where the eye lands first. */
export function ApprovalList({ items }: { items: readonly Approval[] }) {
  const { inbox } = useLanguage().messages;
  return (
    <ul className="approval-list" aria-label={inbox.tableTitle}>
      {items.map((approval) => (
        <ApprovalListItem key={approval.id} approval={approval} />
      ))}
    </ul>
  );
}

function ApprovalListItem({ approval }: { approval: Approval }) {
  const { inbox, terms } = useLanguage().messages;
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [inbox.columns.system, [terms.systems[approval.owningSystem], approval.objectNumber].filter(Boolean).join(' ')],
    [inbox.columns.stage, approval.stage],
    [inbox.columns.accountable, nameOf(terms.groups, approval.accountable)],
    [inbox.columns.waiting, <Moment key="waiting" at={approval.openedAt} />],
    [inbox.columns.due, <DueMoment key="due" at={approval.dueAt} open />],
  ];
  return (
    <li className="approval-list__item linked-row">
      <div className="approval-list__change">
        <ApprovalLink approval={approval} />
      </div>
      <div className="approval-list__asked">
        <Asked approval={approval} />
        {approval.escalationLevel > 0 && <Escalation level={approval.escalationLevel} />}
      </div>
      <dl className="approval-list__facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
