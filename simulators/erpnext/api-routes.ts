import { randomUUID } from 'node:crypto';
import { json, Router, urlencoded, type ErrorRequestHandler, type Response } from 'express';
import { z } from 'zod';
import { faultMiddleware } from '../shared/fault-middleware.ts';
import { authenticate } from './api-access.ts';
import type { ErpnextContext } from './erpnext-context.ts';
import { errorOfStatus, FrappeError } from './frappe-error.ts';
import { methodRoutes } from './method-routes.ts';
import type { PurchaseOrderService } from './purchase-order-service.ts';
import { resourceRoutes } from './resource-routes.ts';

/** Frappe's REST API (v1) under `/api`. */
export function apiRoutes(context: ErpnextContext, orders: PurchaseOrderService): Router {
  const router = Router();
  router.use((_request, response, next) => {
    response.setHeader('X-Frappe-Request-Id', randomUUID());
    next();
  });
  router.use(faultMiddleware(context.faults, (response, status) => answer(response, status, errorOfStatus(status))));
  router.use(json(), urlencoded({ extended: false }));
  router.use(authenticate(context.users));
  router.use((request, _response, next) => {
    // Some clients write the space of the doctype as a plus sign.
    request.url = request.url.replace(/^\/resource\/Purchase\+Order/, '/resource/Purchase%20Order');
    next();
  });
  router.use('/resource', resourceRoutes(context, orders));
  router.use('/method', methodRoutes(context, orders));
  router.use((request) => {
    throw new FrappeError('DoesNotExistError', `${request.originalUrl} not found`);
  });
  router.use(onError);
  return router;
}

const onError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (error instanceof FrappeError) answer(response, error.status, error);
  else if (error instanceof z.ZodError)
    answer(response, 417, new FrappeError('ValidationError', z.prettifyError(error)));
  else if (error instanceof SyntaxError)
    answer(response, 417, new FrappeError('ValidationError', 'The request body is not valid JSON.'));
  else throw error;
};

function answer(response: Response, status: number, error: FrappeError): void {
  response.status(status).json(error.toBody());
}
