import { Button, Checkbox, Select, SelectItem } from '@carbon/react';
import { DOMAINS, oneOf, SYSTEMS } from '../approval/vocabulary.ts';
import { SearchField } from '../feedback/search-field.tsx';
import { useLanguage } from '../messages/language-context.tsx';
import { isNarrowed, widened, type InboxFilter } from './inbox-filter.ts';

interface InboxFiltersProps {
  readonly filter: InboxFilter;
  readonly change: (part: Partial<InboxFilter>) => void;
}

export function InboxFilters({ filter, change }: InboxFiltersProps) {
  const { inbox, terms } = useLanguage().messages;
  return (
    <search className="filters" aria-label={inbox.filters}>
      <SearchField label={inbox.search} text={filter.text} onText={(text) => change({ text })} />
      <Select
        id="domain"
        labelText={inbox.domain}
        hideLabel
        value={filter.domain ?? ''}
        onChange={(event) => change({ domain: oneOf(DOMAINS, event.target.value) })}
      >
        <SelectItem value="" text={inbox.allDomains} />
        {DOMAINS.map((domain) => (
          <SelectItem key={domain} value={domain} text={terms.domains[domain]} />
        ))}
      </Select>
      <Select
        id="system"
        labelText={inbox.system}
        hideLabel
        value={filter.owningSystem ?? ''}
        onChange={(event) => change({ owningSystem: oneOf(SYSTEMS, event.target.value) })}
      >
        <SelectItem value="" text={inbox.allSystems} />
        {SYSTEMS.map((system) => (
          <SelectItem key={system} value={system} text={terms.systems[system]} />
        ))}
      </Select>
      <Checkbox
        id="late"
        labelText={inbox.lateOnly}
        checked={filter.late}
        onChange={(_event, { checked }) => change({ late: checked })}
      />
      {isNarrowed(filter) && (
        <Button kind="ghost" size="md" onClick={() => change(widened(filter))}>
          {inbox.clearFilters}
        </Button>
      )}
    </search>
  );
}
