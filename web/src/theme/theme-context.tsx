import { GlobalTheme } from '@carbon/react';
import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { recall, remember } from '../shell/stored-choice.ts';

export const THEME_CHOICES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

interface ThemeContextValue {
  readonly choice: ThemeChoice;
  choose(choice: ThemeChoice): void;
}

const ThemeContext = createContext<ThemeContextValue | undefined>(undefined);
const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');

/** Light (Carbon's gray 10) or dark (gray 100): as chosen, else as the system is set, also while the page is open. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState(storedChoice);
  const systemDark = useSyncExternalStore(onSystemChange, () => systemIsDark.matches);
  const dark = choice === 'dark' || (choice === 'system' && systemDark);
  useEffect(() => {
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  }, [dark]);

  const value = useMemo<ThemeContextValue>(
    () => ({
      choice,
      choose(chosen) {
        remember('theme', chosen);
        setChoice(chosen);
      },
    }),
    [choice],
  );
  return (
    <ThemeContext value={value}>
      <GlobalTheme theme={dark ? 'g100' : 'g10'}>{children}</GlobalTheme>
    </ThemeContext>
  );
}

export function useTheme(): ThemeContextValue {
  const value = useContext(ThemeContext);
  if (value === undefined) throw new Error('useTheme needs a ThemeProvider above it.');
  return value;
}

export const isThemeChoice = (value: unknown): value is ThemeChoice => THEME_CHOICES.some((choice) => choice === value);

function storedChoice(): ThemeChoice {
  const stored = recall('theme');
  return isThemeChoice(stored) ? stored : 'system';
}

function onSystemChange(listener: () => void): () => void {
  systemIsDark.addEventListener('change', listener);
  return () => systemIsDark.removeEventListener('change', listener);
}
