import { Router } from 'express';
import { z } from 'zod';
import { keyOf } from './entity-key.ts';
import { parseBody } from './odata-body.ts';
import { badRequest, notFound } from './odata-error.ts';
import { queryCollection, queryEntity } from './odata-query.ts';
import type { WindchillContext } from './windchill-context.ts';
import { newOid, type EventSubscription } from './windchill-state.ts';

export const EVENTS = ['CHANGE_LIFECYCLE_STATE', 'EDIT_ATTRIBUTES'] as const;

const subscriptionSchema = z.looseObject({
  Name: z.string().min(1),
  CallbackURL: z.url(),
  'SubscribedEvent@odata.bind': z.string(),
  'SubscribedOnEntity@odata.bind': z.string().optional(),
  LifeCycleState: z.object({ Value: z.string() }).optional(),
  ExpirationDate: z.iso.datetime({ offset: true }).optional(),
});

/** `/EventMgmt`: webhook subscriptions. Their callback must lead to the host of the site's "Outgoing Webhook URL". */
export function eventRoutes(context: WindchillContext): Router {
  const router = Router();
  const { store } = context;
  router.get(
    '/Events',
    (request, response) =>
      void response.json(queryCollection(request, 'Events', EVENTS, (name) => ({ ID: name, Name: name }))),
  );
  router.get('/EventSubscriptions', (request, response) => {
    response.json(queryCollection(request, 'EventSubscriptions', store.state.subscriptions, subscriptionView));
  });
  router.post('/EventSubscriptions', (request, response) => {
    const body = parseBody(subscriptionSchema, request.body);
    requireAllowedHost(body.CallbackURL, context.webhookUrl);
    const subscription: EventSubscription = {
      id: newOid(store.state, 'com.ptc.windchill.event.EventSubscription'),
      name: body.Name,
      callbackUrl: body.CallbackURL,
      event: boundKey('Events', body['SubscribedEvent@odata.bind']),
      subject:
        body['SubscribedOnEntity@odata.bind'] === undefined
          ? null
          : boundKey('WindchillEntities', body['SubscribedOnEntity@odata.bind']),
      lifeCycleState: body.LifeCycleState?.Value ?? null,
      expirationDate: body.ExpirationDate ?? null,
    };
    if (!EVENTS.some((name) => name === subscription.event))
      throw badRequest(`There is no event ${subscription.event}.`);
    store.state.subscriptions.push(subscription);
    store.save();
    response.status(201).json(queryEntity(request, 'EventSubscriptions', subscription, subscriptionView));
  });
  router.delete(/^\/EventSubscriptions\('([^']+)'\)$/, (request, response) => {
    const index = store.state.subscriptions.findIndex(({ id }) => id === keyOf(request));
    if (index === -1) throw notFound('The subscription');
    store.state.subscriptions.splice(index, 1);
    store.save();
    response.status(204).end();
  });
  return router;
}

function requireAllowedHost(callbackUrl: string, preference: string | undefined): void {
  if (preference === undefined || new URL(callbackUrl).host !== new URL(preference).host) {
    throw badRequest('The host of CallbackURL does not match the site preference "Outgoing Webhook URL".');
  }
}

function boundKey(collection: string, binding: string): string {
  const key = new RegExp(`^${collection}\\('\\s*([^']+)'\\)$`).exec(binding)?.[1];
  if (key === undefined) throw badRequest(`'${binding}' is not a reference to ${collection}.`);
  return key;
}

const subscriptionView = ({
  id,
  name,
  callbackUrl,
  lifeCycleState,
  expirationDate,
}: EventSubscription): Record<string, unknown> => ({
  ID: id,
  Name: name,
  CallbackURL: callbackUrl,
  LifeCycleState: lifeCycleState === null ? null : { Value: lifeCycleState },
  ExpirationDate: expirationDate,
});
