import { useLanguage } from '../messages/language-context.tsx';

export function DiagramLegend({ stale }: { stale: boolean }) {
  const { diagram } = useLanguage().messages;
  const entries = [
    ['completed', diagram.passed],
    ['active', diagram.current],
    ['incident', diagram.failedElement],
    ['terminated', diagram.ended],
  ];
  return (
    <div className="diagram__legend">
      <ul>
        {entries.map(([state, name]) => (
          <li key={state} className={`legend legend--${state}`}>
            {name}
          </li>
        ))}
      </ul>
      {stale && <p className="sub">{diagram.stale}</p>}
    </div>
  );
}
