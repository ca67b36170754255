import { SkeletonText } from '@carbon/react';
import { useQuery } from '@tanstack/react-query';
import { approvalSummaryQuery, type Scope } from '../api/approval-queries.ts';
import { useLanguage } from '../messages/language-context.tsx';
import { useNow } from '../time/use-now.ts';
import type { InboxFilter } from './inbox-filter.ts';
import { SystemTile } from './system-tile.tsx';
import { FigureTile } from './figure-tile.tsx';

interface SummaryTilesProps {
  readonly filter: InboxFilter & { readonly scope: Scope };
  readonly change: (part: Partial<InboxFilter>) => void;
}

/** The five figures that say whether one must hurry. Late ones and systems filter the list below. */
export function SummaryTiles({ filter, change }: SummaryTilesProps) {
  const { messages, moments } = useLanguage();
  const now = useNow();
  const { inbox } = messages;
  const summary = useQuery(approvalSummaryQuery(filter.scope));
  // The list below reports the error; figures that cannot be had are left out.
  if (summary.isLoadingError) return null;
  if (summary.data === undefined) return <TilesSkeleton />;

  const { pending, dueToday, late, oldestOpenedAt, bySystem } = summary.data;
  const oldest = oldestOpenedAt === null ? undefined : new Date(oldestOpenedAt);
  return (
    <div className="tiles">
      <FigureTile label={inbox.pending} figure={pending} />
      <FigureTile label={inbox.dueToday} figure={dueToday} />
      <FigureTile
        label={inbox.late}
        figure={late}
        alarming={late > 0}
        action={
          late > 0
            ? { label: inbox.showLate, pressed: filter.late, onPress: () => change({ late: !filter.late }) }
            : undefined
        }
      />
      <FigureTile
        label={inbox.oldest}
        figure={oldest === undefined ? inbox.nothing : moments.duration(now.getTime() - oldest.getTime())}
      />
      <SystemTile
        counts={bySystem}
        selected={filter.owningSystem}
        onSelect={(owningSystem) => change({ owningSystem })}
      />
    </div>
  );
}

function TilesSkeleton() {
  return (
    <div className="tiles" aria-hidden="true">
      {['pending', 'due', 'late', 'oldest', 'system'].map((tile) => (
        <div key={tile} className="tile">
          <SkeletonText width="60%" />
          <SkeletonText heading width="30%" />
        </div>
      ))}
    </div>
  );
}
