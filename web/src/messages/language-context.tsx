import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { momentsIn, type Moments } from '../time/moments.ts';
import { recall, remember } from '../shell/stored-choice.ts';
import { catalog, isLanguage, type Language } from './catalog.ts';
import type { Messages } from './english.ts';

interface LanguageContextValue {
  readonly language: Language;
  readonly messages: Messages;
  readonly moments: Moments;
  /** "a, b and c". */
  list(items: readonly string[]): string;
  money(amount: number, currency: string): string;
  choose(language: Language): void;
}

const LanguageContext = createContext<LanguageContextValue | undefined>(undefined);

/** Texts and formats in the language the person chose, else in the first one of the browser that we speak. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const value = useMemo<LanguageContextValue>(() => {
    const locale = localeFor(language);
    const listFormat = new Intl.ListFormat(locale, { type: 'conjunction' });
    return {
      language,
      messages: catalog[language],
      moments: momentsIn(locale),
      list: (items) => listFormat.format(items),
      money: (amount, currency) => new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount),
      choose(chosen) {
        remember('language', chosen);
        setLanguage(chosen);
      },
    };
  }, [language]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageContextValue {
  const value = useContext(LanguageContext);
  if (value === undefined) throw new Error('useLanguage needs a LanguageProvider above it.');
  return value;
}

function firstLanguage(): Language {
  const chosen = recall('language');
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

/** The reader's own regional formats where they belong to the language (en-GB, de-AT), else the language's. */
function localeFor(language: Language): string {
  return navigator.languages.find((tag) => tag.startsWith(language)) ?? language;
}
