import { SYSTEMS } from '../approval/vocabulary.ts';
import { useLanguage } from '../messages/language-context.tsx';

type System = (typeof SYSTEMS)[number];

interface SystemTileProps {
  readonly counts: Readonly<Record<string, number>>;
  readonly selected: System | undefined;
  readonly onSelect: (system: System | undefined) => void;
}

/** How the pending approvals spread over the owning systems; each bar filters the list. */
export function SystemTile({ counts, selected, onSelect }: SystemTileProps) {
  const { inbox, terms } = useLanguage().messages;
  const most = Math.max(1, ...Object.values(counts));
  return (
    <div className="tile tile--systems" role="group" aria-label={inbox.bySystem}>
      <span className="tile__label">{inbox.bySystem}</span>
      <ul className="system-bars">
        {SYSTEMS.map((system) => {
          const count = counts[system] ?? 0;
          return (
            <li key={system}>
              <button
                type="button"
                className="system-bar"
                aria-pressed={selected === system}
                onClick={() => onSelect(selected === system ? undefined : system)}
              >
                <span>{terms.systems[system]}</span>
                <span className="system-bar__track">
                  <span className="system-bar__fill" style={{ inlineSize: `${(100 * count) / most}%` }} />
                </span>
                <span className="system-bar__count">{count}</span>
                <span className="visually-hidden">{inbox.showSystem}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
