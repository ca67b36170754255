import { TextArea } from '@carbon/react';
import type { ReasonState } from './use-reason.ts';

interface ReasonFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly state: ReasonState;
}

export function ReasonField({ label, hint, state }: ReasonFieldProps) {
  return (
    <TextArea
      ref={state.element}
      id="reason"
      labelText={label}
      helperText={hint}
      rows={4}
      value={state.typed}
      invalid={state.problem !== undefined}
      invalidText={state.problem}
      onChange={(event) => state.onType(event.target.value)}
    />
  );
}
