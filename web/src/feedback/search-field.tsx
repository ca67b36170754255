import { Search } from '@carbon/react';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../messages/language-context.tsx';

const PAUSE_MS = 250;
/** The platform searches for at most this much. */
const MAX_LENGTH = 200;

interface SearchFieldProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** A search that acts when the person pauses typing. Follows the address when that changes otherwise. */
export function SearchField({ label, text, onText }: SearchFieldProps) {
  const { inbox } = useLanguage().messages;
  const [typed, setTyped] = useState(text);
  const reported = useRef(text);

  useEffect(() => {
    if (text === reported.current) return;
    reported.current = text;
    setTyped(text);
  }, [text]);

  useEffect(() => {
    const wanted = typed.trim().slice(0, MAX_LENGTH);
    if (wanted === reported.current) return undefined;
    const timer = window.setTimeout(() => {
      reported.current = wanted;
      onText(wanted);
    }, PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [typed, onText]);

  return (
    <Search
      size="md"
      labelText={label}
      placeholder={label}
      closeButtonLabelText={inbox.clearSearch}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
