import { Add, TrashCan } from '@carbon/icons-react';
import { Button, FormGroup, IconButton, TextInput } from '@carbon/react';
import { useLanguage } from '../messages/language-context.tsx';
import { emptyItem, type ItemForm } from './change-form.ts';
import type { ChangeFormState } from './use-change-form.ts';

export function ItemFields({ state }: { state: ChangeFormState }) {
  const { submit } = useLanguage().messages;
  const { affectedItems } = state.form;
  const { invalid, invalidText } = state.field('affectedItems');
  return (
    <FormGroup legendText={submit.items}>
      <p className="sub">{submit.itemsHint}</p>
      {affectedItems.map((item, index) => (
        <ItemRow
          key={item.key}
          item={item}
          position={index + 1}
          field={(name) => state.field(`affectedItems.${index}.${name}`)}
          onChange={(changed) =>
            state.change({ affectedItems: affectedItems.map((each) => (each.key === item.key ? changed : each)) })
          }
          onRemove={() => state.change({ affectedItems: affectedItems.filter((each) => each.key !== item.key) })}
        />
      ))}
      {invalid && <p className="cds--form-requirement change-form__problem">{invalidText}</p>}
      <Button
        kind="ghost"
        size="md"
        renderIcon={Add}
        onClick={() => state.change({ affectedItems: [...affectedItems, emptyItem()] })}
      >
        {submit.addItem}
      </Button>
    </FormGroup>
  );
}

interface ItemRowProps {
  readonly item: ItemForm;
  readonly position: number;
  readonly field: ChangeFormState['field'];
  readonly onChange: (item: ItemForm) => void;
  readonly onRemove: () => void;
}

function ItemRow({ item, position, field, onChange, onRemove }: ItemRowProps) {
  const { submit } = useLanguage().messages;
  return (
    <div className="item-row" role="group" aria-label={submit.item(position)}>
      <TextInput
        {...field('number')}
        labelText={submit.itemNumber}
        value={item.number}
        onChange={(event) => onChange({ ...item, number: event.target.value })}
      />
      <TextInput
        {...field('revision')}
        labelText={submit.itemRevision}
        value={item.revision}
        onChange={(event) => onChange({ ...item, revision: event.target.value })}
      />
      <TextInput
        {...field('description')}
        labelText={submit.itemDescription}
        value={item.description}
        onChange={(event) => onChange({ ...item, description: event.target.value })}
      />
      <IconButton kind="ghost" size="md" align="left" label={submit.removeItem(position)} onClick={onRemove}>
        <TrashCan />
      </IconButton>
    </div>
  );
}
