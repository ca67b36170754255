import { Button } from '@carbon/react';
import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../api/me-query.ts';
import type { Approval } from '../api/types.ts';
import { useLanguage } from '../messages/language-context.tsx';
import { nameOf } from '../messages/names.ts';
import type { Verdict } from './decide-dialog.tsx';

interface DecideButtonsProps {
  readonly approval: Approval;
  readonly requester: string;
  readonly onDecide: (verdict: Verdict, button: HTMLButtonElement) => void;
}

/** Approve and reject for who may decide; for everybody else, who does. */
export function DecideButtons({ approval, requester, onDecide }: DecideButtonsProps) {
  const { messages } = useLanguage();
  const me = useQuery(meQuery).data;
  if (!approval.mayDecide) {
    const group = nameOf(messages.terms.groups, approval.accountable);
    return (
      <p className="card__hint secondary">
        {me?.id === requester ? messages.approval.ownChange : messages.approval.onlyGroup(group)}
      </p>
    );
  }
  return (
    <div className="card__actions">
      <Button size="md" onClick={(event) => onDecide('approved', event.currentTarget)}>
        {messages.approval.approve}
      </Button>
      <Button size="md" kind="danger--tertiary" onClick={(event) => onDecide('rejected', event.currentTarget)}>
        {messages.approval.reject}
      </Button>
    </div>
  );
}
