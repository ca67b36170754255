import { FormGroup, TextArea, TextInput } from '@carbon/react';
import { useLanguage } from '../messages/language-context.tsx';
import type { ChangeFormState } from './use-change-form.ts';

export function ContentFields({ state: { form, change, field } }: { state: ChangeFormState }) {
  const { submit } = useLanguage().messages;
  return (
    <FormGroup legendText={submit.what}>
      <TextInput
        {...field('title')}
        labelText={submit.changeTitle}
        helperText={submit.titleHint}
        value={form.title}
        required
        onChange={(event) => change({ title: event.target.value })}
      />
      <TextArea
        {...field('reason')}
        labelText={submit.reason}
        helperText={submit.reasonHint}
        rows={2}
        value={form.reason}
        onChange={(event) => change({ reason: event.target.value })}
      />
      <TextArea
        {...field('description')}
        labelText={submit.description}
        rows={6}
        value={form.description}
        onChange={(event) => change({ description: event.target.value })}
      />
    </FormGroup>
  );
}
