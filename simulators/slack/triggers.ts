import { randomBytes } from 'node:crypto';
import type { VirtualClock } from '../shared/virtual-clock.ts';
import { SlackError } from './slack-error.ts';

const LIFETIME_MS = 3000;

interface Trigger {
  readonly userId: string;
  readonly expiresAt: number;
  used: boolean;
}

/** Trigger ids: each lets an app open one view, within three seconds of the press. */
export class Triggers {
  readonly #triggers = new Map<string, Trigger>();
  readonly #clock: VirtualClock;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  issue(userId: string): string {
    const now = this.#clock.now().getTime();
    const id = `${now}.${randomBytes(6).toString('hex')}`;
    this.#triggers.set(id, { userId, expiresAt: now + LIFETIME_MS, used: false });
    return id;
  }

  /** Uses a trigger up and returns who pressed. */
  exchange(id: string): string {
    const trigger = this.#triggers.get(id);
    if (trigger === undefined) throw new SlackError('invalid_trigger_id');
    if (trigger.used) throw new SlackError('exchanged_trigger_id');
    if (trigger.expiresAt < this.#clock.now().getTime()) throw new SlackError('expired_trigger_id');
    trigger.used = true;
    return trigger.userId;
  }
}
