import { Launch } from '@carbon/icons-react';
import { Button, InlineNotification } from '@carbon/react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { submitDraft } from '../api/change-queries.ts';
import { meQuery } from '../api/me-query.ts';
import type { ChangeDetail } from '../api/types.ts';
import { useProblemText } from '../feedback/problem-text.ts';
import { useLanguage } from '../messages/language-context.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';

/** What the requester can do with his change, and the way to the running instance for those who operate it. */
export function ChangeActions({ change }: { change: ChangeDetail }) {
  const { messages } = useLanguage();
  const me = useQuery(meQuery).data;
  const [withdrawing, setWithdrawing] = useState(false);
  const withdrawButton = useRef<HTMLButtonElement>(null);
  const submission = useSubmission(change.id);
  const problemText = useProblemText();

  const operateUrl = me?.roles.some((role) => role !== 'requester' && role !== 'approver') ? change.operateUrl : null;
  return (
    <>
      <div className="change-header__actions">
        {change.state === 'draft' && me?.id === change.requester && (
          <Button size="md" disabled={submission.isPending} onClick={() => submission.mutate()}>
            {messages.change.submitDraft}
          </Button>
        )}
        {change.mayWithdraw && (
          <Button ref={withdrawButton} kind="danger--tertiary" size="md" onClick={() => setWithdrawing(true)}>
            {messages.approval.withdraw}
          </Button>
        )}
        {operateUrl !== null && (
          <Button kind="ghost" size="md" href={operateUrl} target="_blank" rel="noreferrer" renderIcon={Launch}>
            {messages.change.openInOperate}
          </Button>
        )}
      </div>
      {submission.error !== null && (
        <InlineNotification
          kind="error"
          lowContrast
          title={messages.approval.submitFailed}
          subtitle={problemText(submission.error)}
          onCloseButtonClick={() => submission.reset()}
        />
      )}
      {withdrawing && (
        <WithdrawDialog changeId={change.id} launcher={withdrawButton} onClose={() => setWithdrawing(false)} />
      )}
    </>
  );
}

function useSubmission(changeId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => submitDraft(changeId),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['change', changeId] }),
  });
}
