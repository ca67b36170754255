import type { Domain } from '../domain/approval.js';
import type { Door } from '../domain/actor.js';
import type { ChangeType, OwningSystemId } from '../domain/change.js';
import type { ApprovalEntity } from '../persistence/entities/approval.entity.js';
import type { ChangeRequestEntity } from '../persistence/entities/change-request.entity.js';
import type { OutgoingMessage } from '../ports/message-channel.port.js';

export type Fact = OutgoingMessage['facts'][number];

/** A message is read at a glance; the whole text stands on the page that its link opens. */
const LONGEST_TEXT = 1_500;

export const systemNames: Readonly<Record<OwningSystemId, string>> = {
  arena: 'Arena',
  windchill: 'Windchill',
  erpnext: 'ERPNext',
};

export const domainNames: Readonly<Record<Domain, string>> = {
  quality: 'quality',
  engineering: 'engineering',
  procurement: 'procurement',
  finance: 'finance',
};

const typeNames: Readonly<Record<ChangeType, string>> = {
  engineering: 'Engineering change',
  document: 'Document revision',
  supplier: 'Supplier change',
  'corrective-action': 'Corrective action',
};

const doorNames: Readonly<Record<Door, string>> = {
  'owning-system': 'the owning system',
  tasklist: 'Tasklist',
  slack: 'Slack',
  web: 'the web inbox',
  api: 'the API',
};

/** Where a decision was taken, in words. */
export function placeOf(via: Door, system: OwningSystemId): string {
  return via === 'owning-system' ? systemNames[system] : doorNames[via];
}

const timeFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
export const timeText = (time: Date): string => `${timeFormat.format(time)} UTC`;

/** How long something has waited, in the unit that people would say. */
export function ageText(from: Date, to: Date): string {
  const minutes = Math.max(1, Math.round((to.getTime() - from.getTime()) / 60_000));
  if (minutes < 120) return plural(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? plural(hours, 'hour') : plural(Math.round(hours / 24), 'day');
}

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

export function shortened(text: string, max = LONGEST_TEXT): string {
  if (text.length <= max) return text;
  // A cut between the halves of a surrogate pair would leave a broken character.
  const cut = /[\uD800-\uDBFF]$/.test(text.slice(0, max)) ? max - 1 : max;
  return `${text.slice(0, cut)}… (${text.length - cut} more characters)`;
}

export const subjectOf = (change: ChangeRequestEntity): string => `${change.id}: ${change.title}`;

/** What an approver decides on. */
export function decisionFacts(approval: ApprovalEntity, change: ChangeRequestEntity): Fact[] {
  const { content } = change;
  return present([
    ['Requested by', change.requesterName],
    ['Kind', typeNames[change.type]],
    ['Site', content.site],
    ['Cost impact', `${content.costImpact.toFixed(2)} ${content.currency}`],
    ['Risk', content.riskClass],
    ['Due', timeText(approval.dueAt)],
    [
      'Owning system',
      [systemNames[approval.owningSystem], approval.objectNumber].filter((part) => part !== null).join(' '),
    ],
    ['Asked for by', `rule ${approval.ruleNumber} of selectApprovals v${approval.tableVersion}`],
    ['Reason', shortened(content.reason)],
    ['Description', shortened(content.description)],
  ]);
}

/** What people need who only follow the change. */
export function followerFacts(change: ChangeRequestEntity): Fact[] {
  return present([
    ['Requested by', change.requesterName],
    ['Kind', typeNames[change.type]],
    ['Site', change.content.site],
  ]);
}

export const present = (facts: readonly (readonly [label: string, value: string])[]): Fact[] =>
  facts.filter(([, value]) => value.trim() !== '').map(([label, value]) => ({ label, value }));
