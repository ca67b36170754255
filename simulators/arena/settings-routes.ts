import { Router } from 'express';
import { invalidGuid } from './arena-errors.ts';
import type { ArenaContext } from './arena-context.ts';
import { userView } from './change-views.ts';
import { listView } from './paging.ts';
import { QUALITY_TEMPLATES } from './quality-templates.ts';
import { ATTRIBUTES, CATEGORIES, ROUTINGS } from './workspace.ts';

/** `/settings/…`: what an adapter needs to find the GUIDs of this workspace. */
export function settingsRoutes(context: ArenaContext): Router {
  const router = Router();
  const administrators = context.users.filter((user) => user.isChangeAdministrator);
  router.get(
    '/changes/routings',
    (request, response) => void response.json(listView(context, request, ROUTINGS, routingView)),
  );
  router.get('/changes/routings/:guid', (request, response) => {
    const routing = ROUTINGS.find(({ guid }) => guid === request.params.guid);
    if (!routing) throw invalidGuid(request.params.guid);
    response.json(routingView(routing));
  });
  router.get(
    '/changes/administrators',
    (request, response) =>
      void response.json(listView(context, request, administrators, ({ guid }) => userView(context, guid))),
  );
  router.get(
    '/changes/categories',
    (request, response) => void response.json(listView(context, request, CATEGORIES, categoryView)),
  );
  router.get('/changes/attributes', (request, response) => {
    const withValues = request.query.includePossibleValues === 'true';
    response.json(
      listView(context, request, ATTRIBUTES, ({ possibleValues, ...attribute }) => ({
        allowsExplicitNullValue: true,
        creatable: true,
        custom: true,
        editable: true,
        global: true,
        required: false,
        searchable: true,
        ...attribute,
        ...(withValues && possibleValues ? { possibleValues } : {}),
      })),
    );
  });
  router.get('/qualityprocesses/templates', (request, response) => {
    response.json(
      listView(context, request, QUALITY_TEMPLATES, ({ guid, name, steps }) => ({
        active: true,
        guid,
        name,
        steps: steps.map((step, index) => ({ name: step.name, order: index + 1, type: step.type })),
      })),
    );
  });
  return router;
}

const routingView = ({ guid, name, description }: (typeof ROUTINGS)[number]): Record<string, unknown> => ({
  description,
  guid,
  name,
});

const categoryView = ({ guid, name, path, prefix }: (typeof CATEGORIES)[number]): Record<string, unknown> => ({
  activated: true,
  assignable: true,
  effectivityType: 'PERMANENT_ON_APPROVAL',
  guid,
  level: 3,
  name,
  numberingSequencePrefixDefault: prefix,
  path,
  systemDefined: false,
});
