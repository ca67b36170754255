import {
  CHANGE_TYPES,
  RISK_CLASSES,
  type AffectedItem,
  type ChangeContent,
  type ChangeType,
} from '../../domain/change.js';
import type { OwningObject, OwningSystemDecision, RaisedChange } from '../../ports/owning-system.port.js';
import type { ArenaAttributeNames, ArenaOptions } from './arena.options.js';
import type { ArenaChange, ArenaVote } from './arena.schemas.js';

/** Arena's lifecycle statuses, grouped by what they mean for an approval. */
export const STATUS = {
  open: new Set(['OPEN_AND_UNLOCKED', 'OPEN_AND_LOCKED']),
  waiting: new Set(['SUBMITTED_FOR_ROUTING', 'SUBMITTED_FOR_APPROVAL']),
  /** APPROVED turns EFFECTIVE by itself; the later ones were approved before. */
  approved: new Set(['APPROVED', 'EFFECTIVE', 'COMPLETED', 'EXPIRED']),
  rejected: new Set(['REJECTED', 'CANCELED']),
} as const;

type AttributeValues = Readonly<Record<keyof ArenaAttributeNames, string | number>>;

/** Values of the additional attributes that describe a change. */
export function attributeValues(changeId: string, content: ChangeContent): AttributeValues {
  return {
    change: changeId,
    type: content.type,
    site: content.site,
    costImpact: content.costImpact,
    currency: content.currency,
    riskClass: content.riskClass,
    supplierImpact: content.hasSupplierImpact ? 'Yes' : 'No',
    reason: content.reason,
    affectedItems: content.affectedItems.map(lineOf).join('\n'),
  };
}

/** `integrationEmail`: a decision that we wrote ourselves was not taken in Arena. */
export function toObject(change: ArenaChange, integrationEmail: string): OwningObject {
  return {
    objectId: change.guid,
    number: change.number,
    state: change.lifecycleStatus.type,
    url: change.url?.app ?? null,
    decision: decisionOf(change, integrationEmail),
  };
}

function decisionOf(change: ArenaChange, integrationEmail: string): OwningSystemDecision | null {
  const status = change.lifecycleStatus.type;
  const approved = STATUS.approved.has(status);
  if (!approved && status !== 'REJECTED') return null;
  const vote = lastVote(change, approved ? 'APPROVED' : 'REJECTED');
  if (vote?.user?.email?.toLowerCase() === integrationEmail.toLowerCase()) return null;
  return {
    verdict: approved ? 'approved' : 'rejected',
    decidedBy: vote?.user?.email ?? null,
    decidedAt: dateOf(vote?.decisionDateTime ?? change.lifecycleDateTime),
    comment: vote?.comments ?? '',
  };
}

/** The vote that settled it: the last one of its kind, an administrator's override included. */
function lastVote(change: ArenaChange, kind: 'APPROVED' | 'REJECTED'): ArenaVote | undefined {
  return change.routings
    .flatMap((routing) => routing.decisions ?? [])
    .filter(({ decision }) => decision === kind || decision === `OVERRIDE_${kind}`)
    .sort((a, b) => (a.decisionDateTime ?? '').localeCompare(b.decisionDateTime ?? ''))
    .at(-1);
}

const dateOf = (text: string | null | undefined): Date | null =>
  text === null || text === undefined ? null : new Date(text);

export function attributeOf(change: ArenaChange, name: string): string | undefined {
  const value = change.additionalAttributes.find((attribute) => attribute.name === name)?.value;
  if (value === null || value === undefined || value === '') return undefined;
  return Array.isArray(value) ? value.join('; ') : String(value);
}

/** The content of a change that somebody raised in Arena; what its attributes do not say gets the form's defaults. */
export function toRaisedChange(
  change: ArenaChange,
  options: Pick<ArenaOptions, 'attributes' | 'categories'>,
): RaisedChange | null {
  const email = change.creator?.email;
  if (email === null || email === undefined) return null;
  const read = (key: keyof ArenaAttributeNames) => attributeOf(change, options.attributes[key]);
  const content: ChangeContent = {
    type: CHANGE_TYPES.find((type) => type === read('type')) ?? typeOfCategory(change, options) ?? 'engineering',
    title: change.title ?? change.number,
    description: change.description ?? '',
    reason: read('reason') ?? '',
    site: read('site') ?? 'not stated',
    costImpact: amountOf(read('costImpact')),
    currency: read('currency') ?? 'EUR',
    riskClass: RISK_CLASSES.find((risk) => risk === read('riskClass')) ?? 'medium',
    hasSupplierImpact: read('supplierImpact') === 'Yes',
    affectedItems: (read('affectedItems') ?? '').split(/\r?\n/).flatMap(itemOf),
  };
  return { objectId: change.guid, content, requesterEmail: email };
}

function typeOfCategory(change: ArenaChange, options: Pick<ArenaOptions, 'categories'>): ChangeType | undefined {
  return CHANGE_TYPES.find((type) => options.categories[type] === change.category?.name);
}

function amountOf(text: string | undefined): number {
  const amount = Number(text ?? 0);
  return Number.isFinite(amount) && amount >= 0 ? Math.round(amount * 100) / 100 : 0;
}

const lineOf = ({ number, revision, description }: AffectedItem): string =>
  [number, revision === undefined ? '' : `(${revision})`, description ?? ''].filter((part) => part !== '').join(' ');

/** `830-00001 (B) Power board`: revision and description may be missing. */
function itemOf(line: string): AffectedItem[] {
  const [, number, revision, description] = /^\s*(\S+)(?:\s+\(([^)]{1,20})\))?(?:\s+(.+?))?\s*$/.exec(line) ?? [];
  if (number === undefined) return [];
  return [
    { number, ...(revision === undefined ? {} : { revision }), ...(description === undefined ? {} : { description }) },
  ];
}
