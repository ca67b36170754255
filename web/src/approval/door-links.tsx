import type { Approval } from '../api/types.ts';
import { OutLink } from '../feedback/out-link.tsx';
import { useLanguage } from '../messages/language-context.tsx';

/** The other places in which this approval can be seen and, while it is open, decided. Links only show. */
export function DoorLinks({ approval }: { approval: Approval }) {
  const { messages } = useLanguage();
  const system = messages.terms.systems[approval.owningSystem];
  const hasObject = approval.objectUrl !== null || approval.objectNumber !== null;
  const isOpen = approval.state === 'open';
  if (!hasObject && !isOpen) return null;
  return (
    <p className="doors">
      {hasObject && (
        <OutLink to={approval.objectUrl}>{messages.approval.openObject(system, approval.objectNumber)}</OutLink>
      )}
      {isOpen && (
        <OutLink to={`/go/approvals/${encodeURIComponent(approval.id)}?to=tasklist`}>
          {messages.approval.openTasklist}
        </OutLink>
      )}
    </p>
  );
}
