import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@carbon/react';
import { Link } from 'react-router';
import type { ChangeListItem } from '../api/types.ts';
import { ChangeStateTag } from '../change/change-state-tag.tsx';
import { useLanguage } from '../messages/language-context.tsx';
import { useMediaQuery, WIDE } from '../shell/use-media-query.ts';
import { Moment } from '../time/moment.tsx';

export function ChangesTable({ items, fading }: { items: readonly ChangeListItem[]; fading: boolean }) {
  const wide = useMediaQuery(WIDE);
  return (
    <div className={fading ? 'fading' : undefined}>
      {wide ? <WideTable items={items} /> : <NarrowList items={items} />}
    </div>
  );
}

function WideTable({ items }: { items: readonly ChangeListItem[] }) {
  const { changes, terms } = useLanguage().messages;
  const { columns } = changes;
  return (
    <div className="table-frame">
      <Table size="lg" aria-label={changes.title}>
        <TableHead>
          <TableRow>
            <TableHeader>{columns.change}</TableHeader>
            <TableHeader>{columns.type}</TableHeader>
            <TableHeader>{columns.state}</TableHeader>
            <TableHeader>{columns.requester}</TableHeader>
            <TableHeader>{columns.site}</TableHeader>
            <TableHeader>{columns.created}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {items.map((change) => (
            <TableRow key={change.id} className="linked-row">
              <TableCell className="cell--change">
                <span className="number">{change.id}</span>
                <ChangeLink change={change} />
              </TableCell>
              <TableCell>{terms.changeTypes[change.type]}</TableCell>
              <TableCell>
                <ChangeStateTag state={change.state} />
              </TableCell>
              <TableCell>{change.requesterName}</TableCell>
              <TableCell>{change.site}</TableCell>
              <TableCell className="cell--time">
                <Moment at={change.createdAt} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function NarrowList({ items }: { items: readonly ChangeListItem[] }) {
  const { changes, terms } = useLanguage().messages;
  return (
    <ul className="block-list" aria-label={changes.title}>
      {items.map((change) => (
        <li key={change.id} className="block-list__item linked-row">
          <div className="block-list__head">
            <span className="number">{change.id}</span>
            <ChangeStateTag state={change.state} />
          </div>
          <ChangeLink change={change} />
          <p className="fact-line">
            <span>{terms.changeTypes[change.type]}</span>
            <span>{change.requesterName}</span>
            <span>{change.site}</span>
            <Moment at={change.createdAt} />
          </p>
        </li>
      ))}
    </ul>
  );
}

function ChangeLink({ change }: { change: ChangeListItem }) {
  return (
    <Link className="row-link" to={`/changes/${change.id}`}>
      {change.title}
    </Link>
  );
}
