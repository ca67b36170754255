import { Button } from '@carbon/react';
import { useState } from 'react';
import { useLanguage } from '../messages/language-context.tsx';

const SHOWN = 420;

/** Text as it was typed, line breaks kept; long text is cut until somebody asks for the rest. */
export function LongText({ text }: { text: string }) {
  const { change } = useLanguage().messages;
  const [whole, setWhole] = useState(false);
  const long = text.length > SHOWN;
  return (
    <>
      <p className="long-text">{long && !whole ? `${text.slice(0, SHOWN).trimEnd()}…` : text}</p>
      {long && (
        <Button kind="ghost" size="sm" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? change.showLess : change.showMore}
        </Button>
      )}
    </>
  );
}
