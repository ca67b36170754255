import { useRef, useState, type RefObject } from 'react';
import { characterCount } from './character-count.ts';
import { useLanguage } from '../messages/language-context.tsx';

/** The platform keeps at most this much of a comment. */
const MAX_LENGTH = 4_000;

/** What `ReasonField` shows. */
export interface ReasonState {
  readonly element: RefObject<HTMLTextAreaElement | null>;
  readonly typed: string;
  readonly problem: string | undefined;
  readonly onType: (typed: string) => void;
}

/** A reason being typed. With `missingText` it is required, which is said when somebody tries to go on without it. */
export function useReason(missingText: string | undefined) {
  const { approval } = useLanguage().messages;
  const element = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState(false);
  const reason = typed.trim();
  const missing = reason === '' ? missingText : undefined;
  const tooLong = characterCount(reason) > MAX_LENGTH ? approval.tooLong(MAX_LENGTH) : undefined;
  const state: ReasonState = { element, typed, problem: tooLong ?? (asked ? missing : undefined), onType: setTyped };
  return {
    reason,
    state,
    /** Whether one can go on; if not, the field says why and gets the focus. */
    isComplete(): boolean {
      setAsked(true);
      const complete = missing === undefined && tooLong === undefined;
      if (!complete) element.current?.focus();
      return complete;
    },
  };
}
