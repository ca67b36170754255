import { Button, Checkbox, Select, SelectItem } from '@carbon/react';
import { CHANGE_STATES, CHANGE_TYPES, oneOf } from '../approval/vocabulary.ts';
import { SearchField } from '../feedback/search-field.tsx';
import { useLanguage } from '../messages/language-context.tsx';
import { everything, isNarrowed, type ChangesFilter } from './changes-filter.ts';

interface ChangesFiltersProps {
  readonly filter: ChangesFilter;
  readonly change: (part: Partial<ChangesFilter>) => void;
}

export function ChangesFilters({ filter, change }: ChangesFiltersProps) {
  const { changes, inbox, terms } = useLanguage().messages;
  return (
    <search className="filters" aria-label={inbox.filters}>
      <SearchField label={changes.search} text={filter.text} onText={(text) => change({ text })} />
      <Select
        id="state"
        labelText={changes.state}
        hideLabel
        value={filter.state ?? ''}
        onChange={(event) => change({ state: oneOf(CHANGE_STATES, event.target.value) })}
      >
        <SelectItem value="" text={changes.allStates} />
        {CHANGE_STATES.map((state) => (
          <SelectItem key={state} value={state} text={terms.changeStates[state]} />
        ))}
      </Select>
      <Select
        id="type"
        labelText={changes.type}
        hideLabel
        value={filter.type ?? ''}
        onChange={(event) => change({ type: oneOf(CHANGE_TYPES, event.target.value) })}
      >
        <SelectItem value="" text={changes.allTypes} />
        {CHANGE_TYPES.map((type) => (
          <SelectItem key={type} value={type} text={terms.changeTypes[type]} />
        ))}
      </Select>
      <Checkbox
        id="mine"
        labelText={changes.mineOnly}
        checked={filter.mine}
        onChange={(_event, { checked }) => change({ mine: checked })}
      />
      {isNarrowed(filter) && (
        <Button kind="ghost" size="md" onClick={() => change(everything)}>
          {inbox.clearFilters}
        </Button>
      )}
    </search>
  );
}
