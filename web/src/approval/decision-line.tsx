import type { Approval, Decision } from '../api/types.ts';
import { useLanguage } from '../messages/language-context.tsx';
import { doorName } from '../messages/names.ts';
import { ExactMoment } from '../time/moment.tsx';

/** Who decided what, through which door, when and why. */
export function DecisionLine({ approval, decision }: { approval: Approval; decision: Decision }) {
  const { messages } = useLanguage();
  const door = doorName(messages, decision.via, approval.owningSystem);
  return (
    <>
      <p>
        {messages.approval.decided(decision.verdict, decision.byName, door)}
        <span className="sub">
          <ExactMoment at={decision.at} />
        </span>
      </p>
      {decision.comment !== '' && <blockquote className="quote">{decision.comment}</blockquote>}
    </>
  );
}
