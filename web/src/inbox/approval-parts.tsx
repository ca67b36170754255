import { Tag } from '@carbon/react';
import { Link } from 'react-router';
import { changeOfApproval } from '../approval/approval-id.ts';
import type { Approval } from '../api/types.ts';
import { useLanguage } from '../messages/language-context.tsx';

export function ApprovalNumber({ approval }: { approval: Approval }) {
  return <span className="number">{approval.changeId}</span>;
}

/** Title of the change. The link covers its whole row, so that the row can be hit anywhere. */
export function ApprovalLink({ approval }: { approval: Approval }) {
  return (
    <Link className="row-link" to={changeOfApproval(approval.id)}>
      {approval.changeTitle}
    </Link>
  );
}

export function Asked({ approval }: { approval: Approval }) {
  const { inbox, terms } = useLanguage().messages;
  return (
    <span className="asked">
      {inbox.decision(terms.domains[approval.domain])}
      {approval.mayDecide && (
        <Tag type="blue" size="sm">
          {inbox.yours}
        </Tag>
      )}
    </span>
  );
}

export function Escalation({ level }: { level: number }) {
  const { terms } = useLanguage().messages;
  return (
    <Tag type="magenta" size="sm">
      {terms.escalation(level)}
    </Tag>
  );
}
