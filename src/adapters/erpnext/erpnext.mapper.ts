import { escapeHtml } from '../../domain/escape-html.js';
import type { ChangeSnapshot } from '../../domain/change.js';
import type { OwningObject, OwningSystemDecision } from '../../ports/owning-system.port.js';
import type { ErpnextOptions } from './erpnext.options.js';
import type { Comment, PurchaseOrder } from './erpnext.schemas.js';

const DAY_MS = 86_400_000;

/** Body of a new purchase order: one line for the change, at its cost. */
export function newOrder(change: ChangeSnapshot, options: ErpnextOptions, today: Date): Record<string, unknown> {
  const requiredBy = new Date(today.getTime() + options.leadDays * DAY_MS).toISOString().slice(0, 10);
  return {
    supplier: options.supplier,
    currency: change.currency,
    schedule_date: requiredBy,
    [options.changeField]: change.id,
    items: [
      {
        item_code: options.itemCode,
        item_name: change.title.slice(0, 140),
        description: descriptionOf(change),
        qty: 1,
        rate: change.costImpact,
        schedule_date: requiredBy,
      },
    ],
  };
}

/** Item descriptions are rich text in ERPNext: what a requester typed must not become markup there. */
function descriptionOf({ id, title, affectedItems }: ChangeSnapshot): string {
  const items = affectedItems.map((item) => [item.number, item.revision, item.description].filter(Boolean).join(' '));
  return escapeHtml([`${id}: ${title}`, ...items].join('\n'));
}

/** @param integrationUser what our own writes are signed with: those are no decisions of the system */
export function toObject(
  order: PurchaseOrder,
  comments: readonly Comment[],
  integrationUser: string,
  options: Pick<ErpnextOptions, 'url' | 'linkTemplate' | 'states'>,
): OwningObject {
  return {
    objectId: order.name,
    number: order.name,
    state: order.state,
    url: options.linkTemplate
      .replace('{origin}', new URL(options.url).origin)
      .replace('{name}', encodeURIComponent(order.name)),
    decision: decisionOf(order, comments, integrationUser, options.states),
  };
}

function decisionOf(
  order: PurchaseOrder,
  comments: readonly Comment[],
  integrationUser: string,
  { approved, rejected }: ErpnextOptions['states'],
): OwningSystemDecision | null {
  if (order.state !== approved && order.state !== rejected) return null;
  if (order.modifiedBy === integrationUser) return null;
  const step = comments
    .filter((comment) => comment.comment_type === 'Workflow' && comment.content === order.state)
    .at(-1);
  const decidedBy = step?.comment_email ?? step?.owner ?? order.modifiedBy;
  if (decidedBy === integrationUser) return null;
  const reason = comments.filter((comment) => comment.comment_type === 'Comment' && comment.owner === decidedBy).at(-1);
  return {
    verdict: order.state === approved ? 'approved' : 'rejected',
    decidedBy,
    decidedAt: timeOf(step?.creation ?? order.modified),
    comment: textOf(reason?.content ?? ''),
  };
}

/** Frappe's times have no zone: they are the site's own. A site in another zone than UTC shows a shifted time here. */
function timeOf(text: string): Date | null {
  const at = new Date(`${text.replace(' ', 'T')}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
}

const textOf = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
