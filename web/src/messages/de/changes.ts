import type { changes as english } from '../en/changes.ts';

export const changes: typeof english = {
  title: 'Änderungen',
  lead: 'Alle Änderungen, vom Entwurf bis zum Ergebnis.',
  search: 'Nummer oder Titel suchen',
  state: 'Status',
  allStates: 'Alle Status',
  type: 'Art',
  allTypes: 'Alle Arten',
  mineOnly: 'Von mir beantragt',
  columns: {
    change: 'Änderung',
    type: 'Art',
    state: 'Status',
    requester: 'Antragsteller',
    site: 'Standort',
    created: 'Beantragt',
  },
  empty: 'Es gibt noch keine Änderungen',
  emptyHint: 'Beantragen Sie die erste: Sagen Sie, was sich ändern soll; die Regeln ermitteln, wer zustimmen muss.',
  emptyFiltered: 'Keine Änderung passt zu diesen Filtern',
  shown: (count, more) => {
    if (more) return `${count} gezeigt, weitere vorhanden`;
    return count === 1 ? '1 Änderung' : `${count} Änderungen`;
  },
};
