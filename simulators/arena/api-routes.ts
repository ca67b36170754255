import { json, Router, type ErrorRequestHandler, type Response } from 'express';
import { faultMiddleware } from '../shared/fault-middleware.ts';
import { accessRoutes } from './access-routes.ts';
import { ArenaError, type ArenaProblem } from './arena-errors.ts';
import type { ArenaContext } from './arena-context.ts';
import { changeRoutes } from './change-routes.ts';
import type { ChangeService } from './change-service.ts';
import { outboundEventRoutes } from './outbound-event-routes.ts';
import { qualityRoutes } from './quality-routes.ts';
import type { QualityService } from './quality-service.ts';
import { quotaMiddleware } from './quota-middleware.ts';
import { settingsRoutes } from './settings-routes.ts';
import { statusChangeRoutes } from './status-change-routes.ts';

/** The REST API under `/v1`. */
export function apiRoutes(context: ArenaContext, changes: ChangeService, quality: QualityService): Router {
  const router = Router();
  router.use(
    faultMiddleware(context.faults, (response, status) =>
      answer(response, status, [{ code: 3000, message: 'Sorry, a system error occurred, please try again.' }]),
    ),
  );
  router.use(quotaMiddleware(context));
  router.use((request, _response, next) => {
    if (request.headers['content-type']?.split(';')[0]?.trim() !== 'application/json') {
      throw new ArenaError(415, {
        code: 415,
        message: 'The content-type header is missing or is not application/json.',
      });
    }
    next();
  });
  router.use(json());
  router.use(accessRoutes(context));
  router.use('/changes', statusChangeRoutes(context, changes), changeRoutes(context, changes));
  router.use('/qualityprocesses', qualityRoutes(context, quality));
  router.use('/outboundevents', outboundEventRoutes(context));
  router.use('/settings', settingsRoutes(context));
  router.use(() => {
    throw new ArenaError(404, { code: 404, message: 'The endpoint of this request is not supported.' });
  });
  router.use(onError);
  return router;
}

const onError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (error instanceof ArenaError) answer(response, error.status, error.problems);
  else if (error instanceof SyntaxError)
    answer(response, 400, [{ code: 400, message: 'The request body is not valid JSON.' }]);
  else throw error;
};

function answer(response: Response, status: number, errors: readonly ArenaProblem[]): void {
  response.status(status).json({ status, errors });
}
