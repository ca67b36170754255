import { z } from 'zod';
import type { Faults } from '../shared/faults.ts';
import type { StateStore } from '../shared/state-store.ts';
import type { VirtualClock } from '../shared/virtual-clock.ts';
import type { ArenaState } from './arena-state.ts';
import { ROUTING_METHODS } from './change-lifecycle.ts';
import type { Quota } from './quota.ts';
import type { Sessions } from './sessions.ts';
import type { User } from './workspace.ts';

/** What the documentation leaves open or an administrator chooses; set by `POST /_sim/switches`. */
export const switchesSchema = z
  .strictObject({
    routingMethod: z.enum(ROUTING_METHODS),
    /** Documented as `arena_session_id`; a client of 2026 reads `arenaSessionId` too. */
    loginKey: z.enum(['arena_session_id', 'arenaSessionId']),
    /** Whether `count` in a list is the number of all hits or of this page: the samples allow both readings. */
    countMeans: z.enum(['total', 'page']),
  })
  .partial();

export interface Switches extends Record<string, unknown> {
  routingMethod: (typeof ROUTING_METHODS)[number];
  loginKey: 'arena_session_id' | 'arenaSessionId';
  countMeans: 'total' | 'page';
}

/** Everything the parts of the simulator share. */
export interface ArenaContext {
  readonly store: StateStore<ArenaState>;
  readonly clock: VirtualClock;
  readonly faults: Faults;
  readonly sessions: Sessions;
  readonly quota: Quota;
  readonly users: readonly User[];
  readonly switches: Switches;
  readonly workspaceId: number;
  readonly publicUrl: () => string;
  /** Tells the platform that there is news; carries nothing to be trusted. */
  readonly ping: () => void;
}

export function userByGuid(context: Pick<ArenaContext, 'users'>, guid: string): User {
  const user = context.users.find((candidate) => candidate.guid === guid);
  if (!user) throw new Error(`The workspace has no user with guid ${guid}.`);
  return user;
}
