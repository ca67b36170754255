import { useSearchParams } from 'react-router';
import type { Approval, ChangeDetail } from '../api/types.ts';
import { EmptyState } from '../feedback/empty-state.tsx';
import { Section } from '../feedback/section.tsx';
import { useLanguage } from '../messages/language-context.tsx';
import { ApprovalCard } from './approval-card.tsx';

/** Every approval that the rules asked for so far, stage by stage. */
export function ApprovalCards({ change }: { change: ChangeDetail }) {
  const { messages } = useLanguage();
  const wanted = useSearchParams()[0].get('approval');
  const { approval, terms } = messages;
  const { approvals } = change;
  if (approvals.length === 0) {
    return (
      <Section title={approval.title}>
        <NoApprovals state={change.state} />
      </Section>
    );
  }
  const given = approvals.filter(({ state }) => state === 'approved').length;
  return (
    <Section
      title={approval.title}
      aside={<span className="secondary">{approval.progress(given, approvals.length)}</span>}
    >
      {stagesOf(approvals).map(([stage, ofStage]) => (
        <div key={stage} className="stage">
          <h3 className="label">{terms.stage(stage)}</h3>
          <ul className="cards">
            {ofStage.map((each) => (
              <ApprovalCard key={each.id} approval={each} change={change} wanted={each.id === wanted} />
            ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}

function NoApprovals({ state }: { state: ChangeDetail['state'] }) {
  const { approval } = useLanguage().messages;
  const isComing = state === 'draft' || state === 'in_review';
  return (
    <EmptyState
      heading="h3"
      title={isComing ? approval.none : approval.noneNeeded}
      hint={state === 'draft' ? approval.noneDraft : undefined}
    />
  );
}

function stagesOf(approvals: readonly Approval[]): [number, Approval[]][] {
  const stages = new Map<number, Approval[]>();
  for (const approval of approvals) stages.set(approval.stage, [...(stages.get(approval.stage) ?? []), approval]);
  return [...stages].sort(([one], [other]) => one - other);
}
