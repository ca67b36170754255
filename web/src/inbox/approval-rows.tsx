import { DataTableSkeleton, SkeletonText } from '@carbon/react';
import type { Approval } from '../api/types.ts';
import { useMediaQuery, WIDE } from '../shell/use-media-query.ts';
import { ApprovalList } from './approval-list.tsx';
import { ApprovalTable } from './approval-table.tsx';

interface ApprovalRowsProps {
  /** Undefined while the first page is on its way. */
  readonly items: readonly Approval[] | undefined;
  readonly fading: boolean;
}

/** A table where it has room, a list of the same facts where it has not. */
export function ApprovalRows({ items, fading }: ApprovalRowsProps) {
  const wide = useMediaQuery(WIDE);
  if (items === undefined) {
    return wide ? (
      <DataTableSkeleton columnCount={8} rowCount={6} showHeader={false} showToolbar={false} />
    ) : (
      <SkeletonText paragraph lineCount={8} />
    );
  }
  return (
    <div className={fading ? 'fading' : undefined}>
      {wide ? <ApprovalTable items={items} /> : <ApprovalList items={items} />}
    </div>
  );
}
