import type { terms as english } from '../en/terms.ts';

export const terms: typeof english = {
  domains: { quality: 'Qualität', engineering: 'Entwicklung', procurement: 'Einkauf', finance: 'Finanzen' },
  domainsInText: { quality: 'Qualität', engineering: 'Entwicklung', procurement: 'Einkauf', finance: 'Finanzen' },
  systems: { arena: 'Arena', windchill: 'Windchill', erpnext: 'ERPNext' },
  sources: { web: 'Webformular', api: 'API' },
  doors: {
    'owning-system': 'führendes System',
    tasklist: 'Tasklist',
    slack: 'Slack',
    web: 'Web-Eingang',
    api: 'API',
  },
  changeTypes: {
    engineering: 'Technische Änderung',
    document: 'Dokumentrevision',
    supplier: 'Lieferantenänderung',
    'corrective-action': 'Korrekturmaßnahme',
  },
  changeStates: {
    draft: 'Entwurf',
    in_review: 'In Prüfung',
    approved: 'Genehmigt',
    implementing: 'In Umsetzung',
    implemented: 'Umgesetzt',
    rejected: 'Abgelehnt',
    withdrawn: 'Zurückgezogen',
    failed: 'Fehlgeschlagen',
  },
  approvalStates: { open: 'Offen', approved: 'Genehmigt', rejected: 'Abgelehnt', withdrawn: 'Zurückgezogen' },
  risks: { low: 'Niedrig', medium: 'Mittel', high: 'Hoch' },
  groups: {
    'quality-approvers': 'Team Qualität',
    'engineering-approvers': 'Team Entwicklung',
    'procurement-approvers': 'Team Einkauf',
    'finance-approvers': 'Team Finanzen',
    managers: 'Leitung',
    operators: 'Betrieb',
  },
  yes: 'Ja',
  no: 'Nein',
  platform: 'Countersign',
  stage: (stage) => `Stufe ${stage}`,
  escalation: (level) => (level === 1 ? 'Eskaliert' : `${level}-mal eskaliert`),
  lateBy: (duration) => `Überfällig seit ${dative(duration)}`,
  since: (day) => (day.kind === 'date' ? `seit dem ${day.text}` : `seit ${day.text}`),
  on: (day) => (day.kind === 'time' ? `um ${day.text}` : `am ${day.text}`),
  dueIn: (relative) => `fällig ${relative}`,
  lateByInText: (duration) => `überfällig seit ${dative(duration)}`,
};

/** "3 Tage" becomes "3 Tagen" after "seit". */
function dative(duration: string): string {
  return duration.replace(/(Tage|Monate|Jahre)$/, '$1n');
}
