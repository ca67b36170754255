import { Button } from '@carbon/react';
import { EmptyState } from '../feedback/empty-state.tsx';
import { useLanguage } from '../messages/language-context.tsx';

/** Shown when a page breaks or its code cannot be loaded (such as after a new release). The router logs the cause. */
export function BrokenPage() {
  const { shell } = useLanguage().messages;
  return (
    <main className="content">
      <EmptyState heading="h1" title={shell.brokenTitle} hint={shell.brokenHint}>
        <Button kind="tertiary" onClick={() => window.location.reload()}>
          {shell.reload}
        </Button>
      </EmptyState>
    </main>
  );
}
