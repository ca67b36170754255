import { InlineNotification } from '@carbon/react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { withdrawChange } from '../api/change-queries.ts';
import { ConfirmDialog } from '../feedback/confirm-dialog.tsx';
import { useProblemText } from '../feedback/problem-text.ts';
import { ReasonField } from '../feedback/reason-field.tsx';
import { useReason } from '../feedback/use-reason.ts';
import { useLanguage } from '../messages/language-context.tsx';

interface WithdrawDialogProps {
  readonly changeId: string;
  readonly launcher: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
}

/** Asks for the reason and a confirmation: a withdrawal cannot be undone. */
export function WithdrawDialog({ changeId, launcher, onClose }: WithdrawDialogProps) {
  const { approval } = useLanguage().messages;
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const { reason, state, isComplete } = useReason(approval.withdrawReasonMissing);
  const withdrawal = useMutation({
    mutationFn: () => withdrawChange(changeId, reason),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['change', changeId] }),
  });
  return (
    <ConfirmDialog
      label={changeId}
      title={approval.withdrawTitle}
      confirm={approval.withdrawConfirm}
      danger
      busy={withdrawal.isPending}
      launcher={launcher}
      onClose={onClose}
      onConfirm={() => {
        if (isComplete()) withdrawal.mutate();
      }}
    >
      <p>{approval.withdrawLead}</p>
      <ReasonField label={approval.withdrawReason} state={state} />
      {withdrawal.error !== null && (
        <InlineNotification
          kind="error"
          lowContrast
          hideCloseButton
          title={approval.withdrawFailed}
          subtitle={problemText(withdrawal.error)}
        />
      )}
    </ConfirmDialog>
  );
}
