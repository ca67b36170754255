import { Checkmark, Copy } from '@carbon/icons-react';
import { useEffect, useState } from 'react';
import { useLanguage } from '../messages/language-context.tsx';

const SHOWN_MS = 2_000;

/** A short identifier that people carry elsewhere: pressing it copies it whole. */
export function CopyText({ text, label, shown = text }: { text: string; label: string; shown?: string }) {
  const { shell } = useLanguage().messages;
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = window.setTimeout(() => setCopied(false), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [copied]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      // The browser refuses the clipboard: the text is on screen and can be selected.
      () => setCopied(false),
    );
  return (
    <button type="button" className="copy-text" title={text} onClick={() => void copy()}>
      <span className="mono">{shown}</span>
      <span className="visually-hidden">{label}</span>
      {copied ? <Checkmark size={16} /> : <Copy size={16} />}
      <span className="visually-hidden" role="status">
        {copied ? shell.copied : ''}
      </span>
    </button>
  );
}
