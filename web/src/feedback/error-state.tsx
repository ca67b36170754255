import { Button, InlineNotification } from '@carbon/react';
import { useLanguage } from '../messages/language-context.tsx';
import { useProblemText } from './problem-text.ts';

/** Takes the place of what could not be loaded. */
export function ErrorState({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { shell } = useLanguage().messages;
  const problemText = useProblemText();
  return (
    <div className="error-state">
      <InlineNotification kind="error" lowContrast hideCloseButton title={shell.failed} subtitle={problemText(error)} />
      <Button kind="tertiary" size="md" onClick={onRetry}>
        {shell.tryAgain}
      </Button>
    </div>
  );
}

/** Stands above content that is shown although its last update failed. */
export function StaleNotice() {
  const { shell } = useLanguage().messages;
  return <InlineNotification kind="warning" lowContrast hideCloseButton title={shell.staleNotice} />;
}
