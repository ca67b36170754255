import { Router, type Request } from 'express';
import { z } from 'zod';
import { currentUser } from './access-routes.ts';
import { ArenaError, invalidGuid } from './arena-errors.ts';
import type { ArenaContext } from './arena-context.ts';
import type { OutboundEvent } from './arena-state.ts';
import { userView } from './change-views.ts';
import { INTEGRATION, isReconciled } from './event-queue.ts';
import { guidOf } from './guid.ts';
import { listView } from './paging.ts';
import { parseBody } from './request-body.ts';
import { zulu } from './zulu.ts';

type Resource = OutboundEvent['resources'][number];
const RESOURCE_PATHS = { changes: 'CHANGE', qualityprocesses: 'QUALITY' } as const;
const reconcileSchema = z.strictObject({ reconciled: z.boolean() });

/** `/outboundevents`: the event engine that an integration polls and ticks off (ARENA-DOC "Event Engine"). */
export function outboundEventRoutes(context: ArenaContext): Router {
  const router = Router();
  router.get(
    '/',
    (request, response) =>
      void response.json(listView(context, request, [INTEGRATION], () => integrationView(context))),
  );
  router.get('/:integration', (request, response) => {
    requireIntegration(request.params.integration);
    response.json(integrationView(context));
  });
  router.get('/:integration/events', (request, response) => {
    requireIntegration(request.params.integration);
    const wanted = flag(request, 'resourcesReconciled', 4324);
    // Newest first, as in the samples: who polls must sort by creation time.
    const events = context.store.state.events
      .filter((event) => wanted === undefined || isReconciled(event) === wanted)
      .reverse();
    response.json(listView(context, request, events, (event) => eventView(context, event)));
  });
  router.get(
    '/:integration/events/:event',
    (request, response) => void response.json(eventView(context, findEvent(context, request.params))),
  );
  for (const [path, kind] of Object.entries(RESOURCE_PATHS)) {
    const resourcesOf = (event: OutboundEvent): Resource[] => (event.resource === kind ? event.resources : []);
    router.get(`/:integration/events/:event/${path}`, (request, response) => {
      const wanted = flag(request, 'reconciled', 4325);
      const resources = resourcesOf(findEvent(context, request.params)).filter(
        (resource) => wanted === undefined || resource.reconciled === wanted,
      );
      response.json(listView(context, request, resources, (resource) => resourceView(context, resource)));
    });
    router.get(`/:integration/events/:event/${path}/:resource`, (request, response) => {
      response.json(
        resourceView(context, findResource(resourcesOf(findEvent(context, request.params)), request.params.resource)),
      );
    });
    router.put(`/:integration/events/:event/${path}/:resource`, (request, response) => {
      const resource = findResource(resourcesOf(findEvent(context, request.params)), request.params.resource);
      reconcile(context, request, resource);
      response.json(resourceView(context, resource));
    });
  }
  return router;
}

function reconcile(context: ArenaContext, request: Request, resource: Resource): void {
  const user = currentUser(request);
  if (!user.isIntegrationAdministrator) {
    throw new ArenaError(403, {
      code: 4303,
      message:
        'You currently do not have permission to mark this object as reconciled or to be reconciled. Please contact your Account Administrator for more information.',
    });
  }
  const { reconciled } = parseBody(reconcileSchema, request.body);
  resource.reconciled = reconciled;
  resource.reconciledDateTime = reconciled ? zulu(context.clock.now()) : null;
  resource.reconciledUser = reconciled ? user.guid : null;
  context.store.save();
}

function requireIntegration(guid: string): void {
  if (guid !== INTEGRATION.guid) throw invalidGuid(guid);
}

function findEvent(
  context: ArenaContext,
  { integration, event: guid }: { integration: string; event: string },
): OutboundEvent {
  requireIntegration(integration);
  const event = context.store.state.events.find((candidate) => candidate.guid === guid);
  if (!event) throw invalidGuid(guid);
  return event;
}

function findResource(resources: readonly Resource[], guid: string): Resource {
  const resource = resources.find((candidate) => candidate.guid === guid);
  if (!resource) throw invalidGuid(guid);
  return resource;
}

function flag(request: Request, name: string, code: number): boolean | undefined {
  const value = request.query[name];
  if (value === undefined || value === 'any') return undefined;
  if (value !== 'true' && value !== 'false') {
    throw new ArenaError(400, {
      code,
      message: `The specified value ${JSON.stringify(value)} is not valid for the ${name} field. Currently, only the values "true", "false", or "any" can be used for the ${name} field.`,
    });
  }
  return value === 'true';
}

function integrationView(context: ArenaContext): Record<string, unknown> {
  const open = context.store.state.events.some((event) => !isReconciled(event));
  return { guid: INTEGRATION.guid, name: INTEGRATION.name, enabled: true, status: open ? 'NEEDS_ATTENTION' : 'OK' };
}

function eventView(context: ArenaContext, event: OutboundEvent): Record<string, unknown> {
  const { guid, creationDateTime, creator, resource, action } = event;
  const name = `${resource.toLowerCase()} ${action.toLowerCase()}`;
  return {
    creationDateTime,
    creator: userView(context, creator),
    eventType: 'OUTBOUND_EVENT',
    guid,
    resourcesReconciled: isReconciled(event),
    status: isReconciled(event) ? 'RECONCILED' : 'NEEDS_UPDATE',
    triggers: [{ action, description: null, guid: guidOf('trigger', name), name, resource }],
  };
}

function resourceView(
  context: ArenaContext,
  { guid, preEvent, postEvent, reconciled, reconciledDateTime, reconciledUser }: Resource,
): Record<string, unknown> {
  const mark =
    reconciledUser === null
      ? {}
      : { reconciledDatetime: reconciledDateTime, reconciledUser: userView(context, reconciledUser) };
  return { guid, postEvent, preEvent, reconciled, ...mark };
}
