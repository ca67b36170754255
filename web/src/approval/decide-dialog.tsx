import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type RefObject } from 'react';
import { decide } from '../api/approval-queries.ts';
import { Problem } from '../api/problem.ts';
import type { Approval, ChangeDetail } from '../api/types.ts';
import { ConfirmDialog } from '../feedback/confirm-dialog.tsx';
import { ReasonField } from '../feedback/reason-field.tsx';
import { useReason } from '../feedback/use-reason.ts';
import { useLanguage } from '../messages/language-context.tsx';
import { DecisionProblem } from './decision-problem.tsx';
import { DecisionSubject } from './decision-subject.tsx';

export type Verdict = 'approved' | 'rejected';

interface DecideDialogProps {
  readonly approval: Approval;
  readonly change: ChangeDetail;
  readonly verdict: Verdict;
  readonly launcher: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
  readonly onRecorded: (verdict: Verdict) => void;
}

/**
 * The last step before a decision: what it is about, the comment, the confirmation.
 * The digest of the content on screen goes along, so that nobody decides what he has not seen.
 */
export function DecideDialog({ approval, change, verdict, launcher, onClose, onRecorded }: DecideDialogProps) {
  const { messages } = useLanguage();
  // What was on screen when the dialog opened; a refresh behind it must not change what is decided.
  const [shown] = useState(change);
  const rejecting = verdict === 'rejected';
  const { reason, state, isComplete } = useReason(rejecting ? messages.approval.reasonMissing : undefined);
  const queryClient = useQueryClient();
  const decision = useMutation({
    mutationFn: () => decide(approval.id, { decision: verdict, comment: reason, contentDigest: shown.contentDigest }),
    onSuccess: () => {
      onRecorded(verdict);
      onClose();
    },
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['change', change.id] }),
        queryClient.invalidateQueries({ queryKey: ['approvals'] }),
      ]),
  });

  const texts = messages.approval;
  const domain = messages.terms.domainsInText[approval.domain];
  const over = isFinal(decision.error);
  return (
    <ConfirmDialog
      label={`${approval.id} · ${shown.title}`}
      title={rejecting ? texts.rejectTitle(domain) : texts.approveTitle(domain)}
      confirm={over ? undefined : rejecting ? texts.confirmReject : texts.confirmApprove}
      danger={rejecting && !over}
      busy={decision.isPending}
      launcher={launcher}
      onClose={onClose}
      onConfirm={() => {
        if (isComplete()) decision.mutate();
      }}
    >
      {decision.error !== null && <DecisionProblem error={decision.error} owningSystem={approval.owningSystem} />}
      {!over && (
        <>
          <p>{rejecting ? texts.rejectLead : texts.approveLead}</p>
          <DecisionSubject shown={shown} />
          <ReasonField label={rejecting ? texts.reason : texts.comment} hint={texts.reasonHint} state={state} />
        </>
      )}
    </ConfirmDialog>
  );
}

/** Somebody was first, or the person may not: pressing again cannot help. Anything else keeps the form and its text. */
function isFinal(error: Error | null): boolean {
  return error instanceof Problem && [403, 404, 409].includes(error.status);
}
