import type { ChangeSnapshot } from '../../domain/change.js';
import type { OwningObject, OwningSystemDecision } from '../../ports/owning-system.port.js';
import type { WindchillOptions } from './windchill.options.js';
import type { ChangeNotice, WindchillUser, WorkItem } from './windchill.schemas.js';

export const isOpen = (item: WorkItem): boolean => item.Status.Value === 'POTENTIAL';
export const isCompleted = (item: WorkItem): boolean => item.Status.Value === 'COMPLETED';

/** Body of `POST ChangeNotices`. */
export function newNotice(
  change: ChangeSnapshot,
  containerId: string,
  { changeProperty, properties }: Pick<WindchillOptions, 'changeProperty' | 'properties'>,
): Readonly<Record<string, unknown>> {
  const values: [string | null, string | number][] = [
    [changeProperty, change.id],
    [properties.type, change.type],
    [properties.site, change.site],
    [properties.costImpact, change.costImpact],
    [properties.riskClass, change.riskClass],
  ];
  return {
    Name: change.title,
    Description: descriptionOf(change),
    'Context@odata.bind': `Containers('${containerId}')`,
    ...Object.fromEntries(values.flatMap(([name, value]) => (name === null ? [] : [[name, value] as const]))),
  };
}

function descriptionOf({ description, reason, affectedItems }: ChangeSnapshot): string {
  const items = affectedItems.map((item) => [item.number, item.revision, item.description].filter(Boolean).join(' '));
  return [description, reason && `Reason: ${reason}`, items.length > 0 && `Affected items:\n${items.join('\n')}`]
    .filter(Boolean)
    .join('\n\n');
}

/** @param items work items of this notice that the integration's user can see */
export function toObject(notice: ChangeNotice, items: readonly WorkItem[], options: WindchillOptions): OwningObject {
  return {
    objectId: notice.ID,
    number: notice.Number,
    state: notice.State.Value,
    url: options.linkTemplate
      .replace('{origin}', new URL(options.url).origin)
      .replace('{oid}', encodeURIComponent(notice.ID)),
    decision: decisionOf(notice, items, options),
  };
}

function decisionOf(
  notice: ChangeNotice,
  items: readonly WorkItem[],
  options: WindchillOptions,
): OwningSystemDecision | null {
  const { approved, released, rejected } = options.states;
  const state = notice.State.Value;
  if (state !== approved && state !== released && state !== rejected) return null;
  const item = lastCompleted(items);
  // Where the task is another user's, only the notice itself says who moved it on.
  const by = item?.CompletedBy ?? notice.Modifier;
  if (by?.Name === options.user) return null;
  return {
    verdict: state === rejected ? 'rejected' : 'approved',
    decidedBy: nameOf(by),
    decidedAt: dateOf(item?.CompletedOn ?? item?.LastModified ?? notice.LastModified),
    comment: item?.Comment ?? '',
  };
}

function lastCompleted(items: readonly WorkItem[]): WorkItem | undefined {
  const completed = items.filter(isCompleted);
  return completed.sort((a, b) => (a.CompletedOn ?? '').localeCompare(b.CompletedOn ?? '')).at(-1);
}

const nameOf = (user: WindchillUser | null | undefined): string | null => user?.EMail ?? user?.Name ?? null;
const dateOf = (text: string | null | undefined): Date | null =>
  text === null || text === undefined ? null : new Date(text);
