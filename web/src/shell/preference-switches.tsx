import { RadioButton, RadioButtonGroup } from '@carbon/react';
import { LANGUAGES, isLanguage, languageNames } from '../messages/catalog.ts';
import { useLanguage } from '../messages/language-context.tsx';
import { THEME_CHOICES, isThemeChoice, useTheme } from '../theme/theme-context.tsx';

export function ThemeSwitch() {
  const { shell } = useLanguage().messages;
  const { choice, choose } = useTheme();
  return (
    <RadioButtonGroup
      name="theme"
      legendText={shell.theme}
      orientation="vertical"
      valueSelected={choice}
      onChange={(value) => isThemeChoice(value) && choose(value)}
    >
      {THEME_CHOICES.map((theme) => (
        <RadioButton key={theme} id={`theme-${theme}`} value={theme} labelText={shell.themes[theme]} />
      ))}
    </RadioButtonGroup>
  );
}

export function LanguageSwitch() {
  const { language, messages, choose } = useLanguage();
  return (
    <RadioButtonGroup
      name="language"
      legendText={messages.shell.language}
      orientation="vertical"
      valueSelected={language}
      onChange={(value) => isLanguage(value) && choose(value)}
    >
      {LANGUAGES.map((each) => (
        <RadioButton key={each} id={`language-${each}`} value={each} labelText={languageNames[each]} />
      ))}
    </RadioButtonGroup>
  );
}
