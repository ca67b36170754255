import { Button } from '@carbon/react';
import { useLanguage } from '../messages/language-context.tsx';

interface LoadMoreProps {
  readonly shown: string;
  readonly more: boolean;
  readonly loading: boolean;
  readonly onLoad: () => void;
}

/** Foot of a list: how much of it is shown, and the next page. */
export function LoadMore({ shown, more, loading, onLoad }: LoadMoreProps) {
  const { shell } = useLanguage().messages;
  return (
    <div className="load-more">
      <p className="secondary" aria-live="polite">
        {shown}
      </p>
      {more && (
        <Button kind="tertiary" size="md" disabled={loading} onClick={onLoad}>
          {loading ? shell.loadingMore : shell.loadMore}
        </Button>
      )}
    </div>
  );
}
