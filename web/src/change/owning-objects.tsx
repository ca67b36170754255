import { Tag } from '@carbon/react';
import type { ChangeDetail } from '../api/types.ts';
import { OutLink } from '../feedback/out-link.tsx';
import { Section } from '../feedback/section.tsx';
import { useLanguage } from '../messages/language-context.tsx';

/** The objects that stand for the change in other systems, each in its own system's word for its state. */
export function OwningObjects({ objects }: { objects: ChangeDetail['owningObjects'] }) {
  const { change, terms } = useLanguage().messages;
  return (
    <Section title={change.owningObjects}>
      {objects.length === 0 ? (
        <p className="secondary">{change.noOwningObjects}</p>
      ) : (
        <ul className="plain-list">
          {objects.map((object) => (
            <li key={object.system} className="owning-object">
              <span>{terms.systems[object.system]}</span>
              <OutLink to={object.url}>{object.number}</OutLink>
              <Tag type="outline" size="sm">
                {object.state}
              </Tag>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
