import type { StateStore } from '../shared/state-store.ts';
import type { VirtualClock } from '../shared/virtual-clock.ts';
import type { WebhookSender } from '../shared/webhook-sender.ts';
import { newOid, type EventSubscription, type WindchillState } from './windchill-state.ts';
import type { WindchillContext } from './windchill-context.ts';

/** Sends the webhooks of the matching subscriptions. The payload is not documented: name, event and object are assumed. */
export function eventAnnouncer(
  store: StateStore<WindchillState>,
  clock: VirtualClock,
  webhooks: WebhookSender,
): WindchillContext['announce'] {
  return (event, object) => {
    for (const subscription of store.state.subscriptions) {
      if (!concerns(subscription, event, object, clock.now())) continue;
      const body = JSON.stringify({ SubscriptionName: subscription.name, Event: event, ObjectID: object.id });
      webhooks.send(subscription.callbackUrl, { headers: { 'content-type': 'application/json' }, body });
    }
  };
}

function concerns(
  subscription: EventSubscription,
  event: string,
  object: { id: string; state: string },
  now: Date,
): boolean {
  if (subscription.event !== event) return false;
  if (subscription.subject !== null && subscription.subject !== object.id) return false;
  if (subscription.lifeCycleState !== null && subscription.lifeCycleState !== object.state) return false;
  return subscription.expirationDate === null || new Date(subscription.expirationDate) > now;
}

const SEEDED = 'Countersign';

/** The subscription that the site's administrator has made for the platform, on every change notice. */
export function seedSubscription(store: StateStore<WindchillState>, callbackUrl: string): void {
  const seeded = store.state.subscriptions.find(({ name }) => name === SEEDED);
  if (seeded) {
    seeded.callbackUrl = callbackUrl;
  } else {
    store.state.subscriptions.push({
      id: newOid(store.state, 'com.ptc.windchill.event.EventSubscription'),
      name: SEEDED,
      callbackUrl,
      event: 'CHANGE_LIFECYCLE_STATE',
      subject: null,
      lifeCycleState: null,
      expirationDate: null,
    });
  }
  store.save();
}
