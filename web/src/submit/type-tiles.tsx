import { RadioTile, TileGroup } from '@carbon/react';
import { CHANGE_TYPES, oneOf } from '../approval/vocabulary.ts';
import { useLanguage } from '../messages/language-context.tsx';
import type { ChangeFormState } from './use-change-form.ts';

export function TypeTiles({ state }: { state: ChangeFormState }) {
  const { submit, terms } = useLanguage().messages;
  return (
    <TileGroup
      className="type-tiles"
      name="type"
      legend={submit.type}
      valueSelected={state.form.type}
      onChange={(value) => {
        const type = oneOf(CHANGE_TYPES, String(value));
        if (type !== undefined) state.change({ type });
      }}
    >
      {CHANGE_TYPES.map((type) => (
        <RadioTile key={type} id={`type-${type}`} value={type}>
          <strong>{terms.changeTypes[type]}</strong>
          <span className="sub">{submit.typeHints[type]}</span>
        </RadioTile>
      ))}
    </TileGroup>
  );
}
