import { InlineNotification } from '@carbon/react';
import { Problem } from '../api/problem.ts';
import { useProblemText } from '../feedback/problem-text.ts';
import { useLanguage } from '../messages/language-context.tsx';
import { doorName } from '../messages/names.ts';
import { useNow } from '../time/use-now.ts';

/** Why a decision was not recorded; when somebody was first, who, where and when. */
export function DecisionProblem({ error, owningSystem }: { error: Error; owningSystem: string }) {
  const { messages, moments } = useLanguage();
  const now = useNow();
  const problemText = useProblemText();
  const earlier = error instanceof Problem ? error.decision : undefined;
  if (earlier === undefined) {
    return (
      <InlineNotification
        kind="error"
        lowContrast
        hideCloseButton
        title={messages.approval.refusedTitle}
        subtitle={problemText(error)}
      />
    );
  }
  const door = doorName(messages, earlier.via, owningSystem);
  const when = moments.relative(new Date(earlier.at), now);
  return (
    <InlineNotification
      kind="warning"
      lowContrast
      hideCloseButton
      title={messages.approval.firstTitle}
      subtitle={messages.approval.first(earlier.verdict, earlier.byName, door, when)}
    />
  );
}
