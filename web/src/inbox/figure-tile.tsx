import { WarningFilled } from '@carbon/icons-react';

interface FigureTileProps {
  readonly label: string;
  readonly figure: number | string;
  readonly alarming?: boolean;
  readonly action?: { readonly label: string; readonly pressed: boolean; readonly onPress: () => void } | undefined;
}

/** One figure with its name; with an action, the whole tile is a switch. */
export function FigureTile({ label, figure, alarming = false, action }: FigureTileProps) {
  const content = (
    <>
      <span className="tile__label">{label}</span>
      <span className={alarming ? 'tile__figure tile__figure--alarming' : 'tile__figure'}>
        {alarming && <WarningFilled size={20} aria-hidden="true" />}
        {figure}
      </span>
    </>
  );
  if (action === undefined) return <div className="tile">{content}</div>;
  return (
    <button type="button" className="tile tile--switch" aria-pressed={action.pressed} onClick={action.onPress}>
      {content}
      <span className="visually-hidden">{action.label}</span>
    </button>
  );
}
