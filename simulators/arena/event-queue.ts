import type { VirtualClock } from '../shared/virtual-clock.ts';
import type { ArenaState, OutboundEvent } from './arena-state.ts';
import { guidOf, newGuid } from './guid.ts';
import type { User } from './workspace.ts';
import { zulu } from './zulu.ts';

/** The one outbound-event integration of the sample workspace. */
export const INTEGRATION = { guid: guidOf('integration', 'Countersign'), name: 'Countersign' };

type Snapshot = Record<string, unknown> | null;

export interface News {
  readonly resource: OutboundEvent['resource'];
  readonly action: OutboundEvent['action'];
  readonly guid: string;
  readonly by: User;
  readonly preEvent: Snapshot;
  readonly postEvent: Snapshot;
}

/** Puts news into the event queue (ARENA-DOC "Event Engine"): events stay, and only their reconciled marks change. */
export function recordEvent(state: ArenaState, clock: VirtualClock, news: News): void {
  state.events.push({
    guid: newGuid(),
    creationDateTime: zulu(clock.now()),
    creator: news.by.guid,
    resource: news.resource,
    action: news.action,
    resources: [
      {
        guid: news.guid,
        preEvent: news.preEvent,
        postEvent: news.postEvent,
        reconciled: false,
        reconciledDateTime: null,
        reconciledUser: null,
      },
    ],
  });
}

export const isReconciled = (event: OutboundEvent): boolean => event.resources.every((resource) => resource.reconciled);
