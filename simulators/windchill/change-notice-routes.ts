import { Router } from 'express';
import { z } from 'zod';
import { noticeView, stateView } from './change-notice-view.ts';
import { isContainer } from './containers.ts';
import { keyOf } from './entity-key.ts';
import { parseBody } from './odata-body.ts';
import { badRequest } from './odata-error.ts';
import { queryCollection, queryEntity, type Navigations } from './odata-query.ts';
import { userView } from './principals.ts';
import type { Services } from './services.ts';
import { principalById, type WindchillContext } from './windchill-context.ts';
import { siteProperties, stateValues, type ChangeNotice } from './windchill-state.ts';

const sitePart = z.object(siteProperties).partial();
const complexity = z.object({ Value: z.string(), Display: z.string().optional() }).optional();

const createSchema = z.strictObject({
  Name: z.string().min(1),
  Number: z.string().min(1).optional(),
  Description: z.string().nullable().default(null),
  'Context@odata.bind': z.string(),
  ChangeNoticeComplexity: complexity,
  FolderLocation: z.string().optional(),
  '@odata.type': z.string().optional(),
  ...sitePart.shape,
});
const editSchema = z.strictObject({
  Name: z.string().min(1).optional(),
  Description: z.string().nullable().optional(),
  ...sitePart.shape,
});
const setStateSchema = z.strictObject({
  State: z.strictObject({ Value: z.string().min(1), Display: z.string().min(1) }),
});

const KEY = /^\/ChangeNotices\('([^']+)'\)/.source;

/** `/ChangeMgmt/ChangeNotices` and the actions and functions bound to a notice. */
export function changeNoticeRoutes(context: WindchillContext, { notices, sessions }: Services): Router {
  const router = Router();
  const view = (notice: ChangeNotice): Record<string, unknown> => noticeView(context, notice);
  const navigations: Navigations<ChangeNotice> = {
    Creator: (notice) => userView(principalById(context, notice.createdBy)),
    Modifier: (notice) => userView(principalById(context, notice.modifiedBy)),
  };
  router.get('/ChangeNotices', (request, response) => {
    response.json(queryCollection(request, 'ChangeNotices', context.store.state.changeNotices, view, navigations));
  });
  router.post('/ChangeNotices', (request, response) => {
    const body = parseBody(createSchema, request.body);
    if (!isContainer(body['Context@odata.bind']))
      throw badRequest("'Context@odata.bind' names no container of this site.");
    const content = { name: body.Name, number: body.Number, description: body.Description, site: siteOf(body) };
    const notice = notices.create(content, sessions.principalOf(request));
    response.status(201).json(queryEntity(request, 'ChangeNotices', notice, view));
  });
  router.get(
    new RegExp(`${KEY}$`),
    (request, response) =>
      void response.json(queryEntity(request, 'ChangeNotices', notices.find(keyOf(request)), view, navigations)),
  );
  router.patch(new RegExp(`${KEY}$`), (request, response) => {
    const { Name, Description, ...site } = parseBody(editSchema, request.body);
    const edit = {
      ...(Name === undefined ? {} : { name: Name }),
      ...(Description === undefined ? {} : { description: Description }),
      site,
    };
    notices.edit(notices.find(keyOf(request)), edit, sessions.principalOf(request));
    response.status(204).end();
  });
  router.post(new RegExp(`${KEY}/PTC\\.ChangeMgmt\\.SetState$`), (request, response) => {
    const notice = notices.find(keyOf(request));
    const target = stateValues.safeParse(parseBody(setStateSchema, request.body).State.Value);
    if (!target.success) throw badRequest('The life cycle template has no such state.');
    notices.setState(notice, target.data, sessions.principalOf(request));
    response.status(204).end();
  });
  router.get(new RegExp(`${KEY}/PTC\\.ChangeMgmt\\.GetValidStateTransitions\\(\\)$`), (request, response) => {
    response.json({ value: notices.validTransitions(notices.find(keyOf(request))).map(stateView) });
  });
  return router;
}

const siteOf = (given: z.infer<typeof sitePart>): ChangeNotice['site'] => ({
  CountersignChange: given.CountersignChange ?? null,
  ChangeType: given.ChangeType ?? null,
  Site: given.Site ?? null,
  CostImpact: given.CostImpact ?? null,
  RiskClass: given.RiskClass ?? null,
});
