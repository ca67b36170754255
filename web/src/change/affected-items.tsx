import type { AffectedItem } from '../api/types.ts';
import { Section } from '../feedback/section.tsx';
import { useLanguage } from '../messages/language-context.tsx';

export function AffectedItems({ items }: { items: readonly AffectedItem[] }) {
  const { change } = useLanguage().messages;
  return (
    <Section title={change.affectedItems}>
      {items.length === 0 ? (
        <p className="secondary">{change.noAffectedItems}</p>
      ) : (
        <ul className="plain-list">
          {items.map((item, index) => (
            <li key={`${index}:${item.number}`} className="item">
              <span className="number">{item.number}</span>
              {item.revision !== undefined && <span className="secondary"> {change.revision(item.revision)}</span>}
              {item.description !== undefined && <span className="item__description">{item.description}</span>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
