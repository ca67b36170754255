import { Button } from '@carbon/react';
import { EmptyState } from '../feedback/empty-state.tsx';
import { useLanguage } from '../messages/language-context.tsx';
import { isNarrowed, widened, type InboxFilter } from './inbox-filter.ts';

interface InboxEmptyProps {
  readonly filter: InboxFilter;
  readonly change: (part: Partial<InboxFilter>) => void;
}

export function InboxEmpty({ filter, change }: InboxEmptyProps) {
  const { inbox } = useLanguage().messages;
  if (isNarrowed(filter)) {
    return (
      <EmptyState title={inbox.emptyFiltered} hint={inbox.emptyFilteredHint}>
        <Button kind="tertiary" size="md" onClick={() => change(widened(filter))}>
          {inbox.clearFilters}
        </Button>
      </EmptyState>
    );
  }
  if (filter.scope === 'all') return <EmptyState title={inbox.emptyAll} hint={inbox.emptyAllHint} />;
  return (
    <EmptyState title={inbox.emptyMine} hint={inbox.emptyMineHint}>
      <Button kind="tertiary" size="md" onClick={() => change({ scope: 'all' })}>
        {inbox.everybody}
      </Button>
    </EmptyState>
  );
}
