import { z } from 'zod';
import type { Faults } from '../shared/faults.ts';
import type { StateStore } from '../shared/state-store.ts';
import type { VirtualClock } from '../shared/virtual-clock.ts';
import type { ErpnextState, PurchaseOrder } from './erpnext-state.ts';
import type { User } from './users.ts';

/** What a site configures; set by `POST /_sim/switches`. */
export const switchesSchema = z
  .strictObject({
    /** `allow_self_approval` of the transitions that approve and reject. */
    allowSelfApproval: z.boolean(),
    /** `queue_in_background` of the Purchase Order: a submission answers nothing and happens later. */
    queueInBackground: z.boolean(),
  })
  .partial();

export interface Switches extends Record<string, unknown> {
  allowSelfApproval: boolean;
  queueInBackground: boolean;
}

export type DocEvent = 'after_insert' | 'on_update' | 'on_submit' | 'on_cancel' | 'on_trash' | 'on_update_after_submit';

/** Everything the parts of the simulator share. */
export interface ErpnextContext {
  readonly store: StateStore<ErpnextState>;
  readonly clock: VirtualClock;
  readonly faults: Faults;
  readonly users: readonly User[];
  readonly switches: Switches;
  readonly announce: (event: DocEvent, order: PurchaseOrder) => void;
}
