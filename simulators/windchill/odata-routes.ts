import { json, Router, type ErrorRequestHandler, type RequestHandler, type Response } from 'express';
import { faultMiddleware } from '../shared/fault-middleware.ts';
import { changeNoticeRoutes } from './change-notice-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { NONCE_KEY } from './http-sessions.ts';
import { badRequest, ODataError } from './odata-error.ts';
import { queryCollection } from './odata-query.ts';
import { userView } from './principals.ts';
import { CONTAINERS } from './containers.ts';
import type { WindchillContext } from './windchill-context.ts';
import { workItemRoutes } from './work-item-routes.ts';
import type { Services } from './services.ts';

/** Windchill REST Services under `/Windchill/servlet/odata`, with or without a version before the domain. */
export function odataRoutes(context: WindchillContext, services: Services): Router {
  const router = Router();
  router.use(
    faultMiddleware(context.faults, (response, status) =>
      answer(response, new ODataError(status, String(status), 'The service is not available.')),
    ),
  );
  router.use(plainPath);
  router.use(services.sessions.authenticate);
  router.get(/^\/PTC\/GetCSRFToken\(\)$/, (request, response) => {
    response.json({
      '@odata.context': '$metadata#PTC.CSRFToken',
      NonceKey: NONCE_KEY,
      NonceValue: services.sessions.nonceOf(request),
    });
  });
  router.use(services.sessions.requireNonce);
  router.use(json());
  router.use('/ChangeMgmt', changeNoticeRoutes(context, services));
  router.use('/Workflow', workItemRoutes(context, services));
  router.use('/EventMgmt', eventRoutes(context));
  router.get(
    '/PrincipalMgmt/Users',
    (request, response) => void response.json(queryCollection(request, 'Users', context.principals, userView)),
  );
  router.get(
    '/DataAdmin/Containers',
    (request, response) =>
      void response.json(queryCollection(request, 'Containers', CONTAINERS, (container) => ({ ...container }))),
  );
  router.use((request) => {
    throw new ODataError(404, 'NOT_FOUND', `Malformed or unknown URL: ${request.originalUrl}`);
  });
  router.use(onError);
  return router;
}

/** Clients write keys plainly or percent-encoded, and may name a version: `/v6/ChangeMgmt/ChangeNotices('OR%3A…')`. */
const plainPath: RequestHandler = (request, _response, next) => {
  const [path = '', ...query] = request.url.split('?');
  try {
    request.url = [decodeURIComponent(path).replace(/^\/v\d+\//, '/'), ...query].join('?');
  } catch {
    throw badRequest('The URL is malformed.');
  }
  next();
};

const onError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (error instanceof ODataError) answer(response, error);
  else if (error instanceof SyntaxError) answer(response, badRequest('The request body is not valid JSON.'));
  else throw error;
};

function answer(response: Response, error: ODataError): void {
  response.status(error.status).json({ error: { code: error.code, message: error.message } });
}
