import { useEffect, useRef, useState } from 'react';
import type { Approval, ChangeDetail } from '../api/types.ts';
import { useLanguage } from '../messages/language-context.tsx';
import { nameOf } from '../messages/names.ts';
import { ApprovalStateIcon } from './approval-state-icon.tsx';
import { DecideButtons } from './decide-buttons.tsx';
import { DecideDialog, type Verdict } from './decide-dialog.tsx';
import { DecisionLine } from './decision-line.tsx';
import { DoorLinks } from './door-links.tsx';
import { OpenLine } from './open-line.tsx';

interface ApprovalCardProps {
  readonly approval: Approval;
  readonly change: ChangeDetail;
  /** The one that a link named: it is brought into view and framed. */
  readonly wanted: boolean;
}

/** One approval: its state, who decides or decided, which rule asks for it, and the doors to it. */
export function ApprovalCard({ approval, change, wanted }: ApprovalCardProps) {
  const { messages } = useLanguage();
  const card = useRef<HTMLLIElement>(null);
  const launcher = useRef<HTMLButtonElement>(null);
  const [deciding, setDeciding] = useState<Verdict>();
  const [recorded, setRecorded] = useState<Verdict>();
  useEffect(() => {
    if (wanted) card.current?.scrollIntoView({ block: 'nearest' });
  }, [wanted]);

  // The dialog outlives the buttons: another door may close the approval while it is open.
  const close = () => {
    setDeciding(undefined);
    card.current?.focus({ preventScroll: true });
  };
  const { rule } = approval;
  return (
    <li
      ref={card}
      id={approval.id}
      tabIndex={-1}
      className={`card card--${approval.state}${wanted ? ' card--wanted' : ''}`}
    >
      <div className="card__head">
        <ApprovalStateIcon state={approval.state} />
        <h4 className="card__title">{messages.terms.domains[approval.domain]}</h4>
        <span className={`card__state card__state--${approval.state}`}>
          {messages.terms.approvalStates[approval.state]}
        </span>
      </div>
      <p>{nameOf(messages.terms.groups, approval.accountable)}</p>
      {approval.state === 'open' && <OpenLine approval={approval} />}
      {approval.decision !== null && <DecisionLine approval={approval} decision={approval.decision} />}
      <p className="sub">{messages.approval.rule(rule.number, rule.table, rule.version)}</p>
      <DoorLinks approval={approval} />
      {approval.state === 'open' && (
        <DecideButtons
          approval={approval}
          requester={change.requester}
          onDecide={(verdict, button) => {
            launcher.current = button;
            setDeciding(verdict);
          }}
        />
      )}
      <p className="visually-hidden" role="status">
        {recorded === 'approved' && messages.approval.recordedApproved}
        {recorded === 'rejected' && messages.approval.recordedRejected}
      </p>
      {deciding !== undefined && (
        <DecideDialog
          approval={approval}
          change={change}
          verdict={deciding}
          launcher={launcher}
          onClose={close}
          onRecorded={setRecorded}
        />
      )}
    </li>
  );
}
