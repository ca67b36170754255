import { Button } from '@carbon/react';
import { Link } from 'react-router';
import { EmptyState } from '../feedback/empty-state.tsx';
import { useLanguage } from '../messages/language-context.tsx';
import { everything, isNarrowed, type ChangesFilter } from './changes-filter.ts';

interface ChangesEmptyProps {
  readonly filter: ChangesFilter;
  readonly change: (part: Partial<ChangesFilter>) => void;
}

export function ChangesEmpty({ filter, change }: ChangesEmptyProps) {
  const { changes, inbox, shell } = useLanguage().messages;
  if (isNarrowed(filter)) {
    return (
      <EmptyState title={changes.emptyFiltered} hint={inbox.emptyFilteredHint}>
        <Button kind="tertiary" size="md" onClick={() => change(everything)}>
          {inbox.clearFilters}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={changes.empty} hint={changes.emptyHint}>
      <Button as={Link} to="/submit" kind="tertiary" size="md">
        {shell.submit}
      </Button>
    </EmptyState>
  );
}
