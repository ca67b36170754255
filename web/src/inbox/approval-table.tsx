import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@carbon/react';
import type { Approval } from '../api/types.ts';
import { useLanguage } from '../messages/language-context.tsx';
import { nameOf } from '../messages/names.ts';
import { DueMoment } from '../time/due-moment.tsx';
import { Moment } from '../time/moment.tsx';
import { ApprovalLink, ApprovalNumber, Asked, Escalation } from './approval-parts.tsx';

export function ApprovalTable({ items }: { items: readonly Approval[] }) {
  const { inbox } = useLanguage().messages;
  const { columns } = inbox;
  return (
    <div className="table-frame">
      <Table size="lg" aria-label={inbox.tableTitle}>
        <TableHead>
          <TableRow>
            <TableHeader>{columns.change}</TableHeader>
            <TableHeader>{columns.asked}</TableHeader>
            <TableHeader>{columns.system}</TableHeader>
            <TableHeader>{columns.stage}</TableHeader>
            <TableHeader>{columns.accountable}</TableHeader>
            <TableHeader>{columns.waiting}</TableHeader>
            <TableHeader>{columns.due}</TableHeader>
            <TableHeader>{columns.escalation}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {items.map((approval) => (
            <ApprovalTableRow key={approval.id} approval={approval} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function ApprovalTableRow({ approval }: { approval: Approval }) {
  const { inbox, terms } = useLanguage().messages;
  return (
    <TableRow className="linked-row">
      <TableCell className="cell--change">
        <ApprovalNumber approval={approval} />
        <ApprovalLink approval={approval} />
      </TableCell>
      <TableCell>
        <Asked approval={approval} />
      </TableCell>
      <TableCell>
        {terms.systems[approval.owningSystem]}
        <span className="sub">{approval.objectNumber}</span>
      </TableCell>
      <TableCell>{approval.stage}</TableCell>
      <TableCell>{nameOf(terms.groups, approval.accountable)}</TableCell>
      <TableCell className="cell--time">
        <Moment at={approval.openedAt} />
      </TableCell>
      <TableCell className="cell--time">
        <DueMoment at={approval.dueAt} open />
      </TableCell>
      <TableCell>
        {approval.escalationLevel === 0 ? (
          <span className="secondary">{inbox.noEscalation}</span>
        ) : (
          <Escalation level={approval.escalationLevel} />
        )}
      </TableCell>
    </TableRow>
  );
}
