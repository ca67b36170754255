import { z } from 'zod';
import type { Faults } from '../shared/faults.ts';
import type { StateStore } from '../shared/state-store.ts';
import type { VirtualClock } from '../shared/virtual-clock.ts';
import type { Principal } from './principals.ts';
import type { WindchillState } from './windchill-state.ts';

/** What a site configures in its workflow templates; set by `POST /_sim/switches`. */
export const switchesSchema = z
  .strictObject({
    /** When the review begins and its work item appears: at once, or when the notice is set to UNDER_REVIEW. */
    reviewStarts: z.enum(['on-create', 'on-review']),
    /** A routing task takes its choice in UserEventList, a voting task in VoteAction. */
    taskKind: z.enum(['routing', 'voting']),
    /** New tasks ask for an electronic signature. */
    signingRequired: z.boolean(),
    /** Who gets the review task: the integration's user, or one approver by his user name. */
    reviewer: z.string(),
  })
  .partial();

export interface Switches extends Record<string, unknown> {
  reviewStarts: 'on-create' | 'on-review';
  taskKind: 'routing' | 'voting';
  signingRequired: boolean;
  reviewer: string;
}

/** Everything the parts of the simulator share. */
export interface WindchillContext {
  readonly store: StateStore<WindchillState>;
  readonly clock: VirtualClock;
  readonly faults: Faults;
  readonly principals: readonly Principal[];
  readonly switches: Switches;
  /** Sends the webhooks of the subscriptions to this event on this object. */
  readonly announce: (
    event: 'CHANGE_LIFECYCLE_STATE' | 'EDIT_ATTRIBUTES',
    object: { id: string; state: string },
  ) => void;
  /** The site preference "Outgoing Webhook URL": callbacks must lead to its host. */
  readonly webhookUrl: string | undefined;
}

export function principalById(context: Pick<WindchillContext, 'principals'>, id: string): Principal {
  const principal = context.principals.find((candidate) => candidate.id === id);
  if (!principal) throw new Error(`There is no user ${id}.`);
  return principal;
}
