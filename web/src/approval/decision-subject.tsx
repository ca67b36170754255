import type { ChangeDetail } from '../api/types.ts';
import { shortDigest } from '../change/change-facts.tsx';
import { useLanguage } from '../messages/language-context.tsx';

/** The facts that a decision is about, once more in short. */
export function DecisionSubject({ shown: { content, contentDigest } }: { shown: ChangeDetail }) {
  const { messages, money } = useLanguage();
  const { change, terms } = messages;
  const facts = [
    [change.site, content.site],
    [change.cost, content.costImpact === 0 ? change.noCost : money(content.costImpact, content.currency)],
    [change.risk, terms.risks[content.riskClass]],
    [change.digest, shortDigest(contentDigest)],
  ];
  return (
    <dl className="subject">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
