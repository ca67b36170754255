import { TextArea } from '@carbon/react';
import { useLanguage } from '../messages/language-context.tsx';

/** The platform keeps at most this much of a comment. */
const MAX_LENGTH = 4_000;

interface ReasonFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
}

export function ReasonField({ label, hint, value, problem, onChange }: ReasonFieldProps) {
  const { approval } = useLanguage().messages;
  const tooLong = value.trim().length > MAX_LENGTH ? approval.tooLong(MAX_LENGTH) : undefined;
  return (
    <TextArea
      id="reason"
      labelText={label}
      helperText={hint}
      rows={4}
      value={value}
      invalid={(problem ?? tooLong) !== undefined}
      invalidText={problem ?? tooLong}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
