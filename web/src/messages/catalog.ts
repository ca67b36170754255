import { english, type Messages } from './english.ts';
import { german } from './german.ts';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

export const catalog: Readonly<Record<Language, Messages>> = { en: english, de: german };

export const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

export const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value);
