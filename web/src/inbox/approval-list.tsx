import type { Approval } from '../api/types.ts';
import { useLanguage } from '../messages/language-context.tsx';
import { nameOf } from '../messages/names.ts';
import { DueMoment } from '../time/due-moment.tsx';
import { WaitingSince } from '../time/waiting-since.tsx';
import { ApprovalLink, ApprovalNumber, Asked, Escalation } from './approval-parts.tsx';

/** The inbox of narrow screens: one block per approval, its due time where the eye lands first. */
export function ApprovalList({ items }: { items: readonly Approval[] }) {
  const { inbox } = useLanguage().messages;
  return (
    <ul className="block-list" aria-label={inbox.tableTitle}>
      {items.map((approval) => (
        <ApprovalListItem key={approval.id} approval={approval} />
      ))}
    </ul>
  );
}

function ApprovalListItem({ approval }: { approval: Approval }) {
  const { inbox, terms } = useLanguage().messages;
  return (
    <li className="block-list__item linked-row">
      <div className="block-list__head">
        <ApprovalNumber approval={approval} />
        <span>
          <span className="visually-hidden">{inbox.columns.due} </span>
          <DueMoment at={approval.dueAt} open />
        </span>
      </div>
      <ApprovalLink approval={approval} />
      <div className="block-list__asked">
        <Asked approval={approval} />
        {approval.escalationLevel > 0 && <Escalation level={approval.escalationLevel} />}
      </div>
      <p className="fact-line">
        <span>{[terms.systems[approval.owningSystem], approval.objectNumber].filter(Boolean).join(' ')}</span>
        <span>{terms.stage(approval.stage)}</span>
        <span>{nameOf(terms.groups, approval.accountable)}</span>
        <WaitingSince at={approval.openedAt} />
      </p>
    </li>
  );
}
