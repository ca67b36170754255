import { Button } from '@carbon/react';
import { Link } from 'react-router';
import { EmptyState } from '../feedback/empty-state.tsx';
import { useLanguage } from '../messages/language-context.tsx';
import { usePageTitle } from './use-page-title.ts';

export function NotFoundPage() {
  const { shell } = useLanguage().messages;
  usePageTitle(shell.notFoundTitle);
  return (
    <EmptyState heading="h1" title={shell.notFoundTitle} hint={shell.notFoundHint}>
      <Button as={Link} to="/" kind="tertiary">
        {shell.toInbox}
      </Button>
    </EmptyState>
  );
}
