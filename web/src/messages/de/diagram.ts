import type { diagram as english } from '../en/diagram.ts';

export const diagram: typeof english = {
  failed: 'Das Diagramm konnte nicht gezeichnet werden',
  none: 'Der Ablauf beginnt mit dem Einreichen der Änderung.',
  process: 'Ablauf',
  label: (name) => `Diagramm des Ablaufs ${name}`,
  passed: 'Durchlaufen',
  current: 'Aktuell',
  failedElement: 'Fehlgeschlagen',
  ended: 'Vorzeitig beendet',
  now: 'Jetzt bei',
  stale: 'Der Stand kommt aus dem Index der Engine und kann einige Sekunden nachgehen.',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  fit: 'Einpassen',
};
