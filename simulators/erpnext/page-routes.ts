import { Router, urlencoded, type ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { html } from '../shared/html.ts';
import { page } from '../shared/page-layout.ts';
import { findPerson } from '../shared/people.ts';
import { addComment } from './comment-service.ts';
import type { ErpnextContext } from './erpnext-context.ts';
import { FrappeError } from './frappe-error.ts';
import { listPage, orderPage } from './page-views.ts';
import { parseOrder } from './purchase-order-input.ts';
import type { PurchaseOrderService } from './purchase-order-service.ts';
import type { User } from './users.ts';

const createSchema = z.object({
  person: z.string(),
  supplier: z.string(),
  item: z.string().trim().min(1),
  qty: z.coerce.number().positive(),
  rate: z.coerce.number().nonnegative(),
  date: z.string(),
});
const actionSchema = z.object({ person: z.string(), action: z.string(), comment: z.string().trim() });

const ORDERS = '/app/purchase-order';

/** The product's own door: orders, and the workflow's buttons. */
export function pageRoutes(context: ErpnextContext, orders: PurchaseOrderService): Router {
  const router = Router();
  router.use(urlencoded({ extended: false }));
  router.get('/', (_request, response) => response.redirect(ORDERS));
  router.get(ORDERS, (_request, response) => void response.send(listPage(context)));
  router.get(
    `${ORDERS}/:name`,
    (request, response) => void response.send(orderPage(context, orders.find(request.params.name))),
  );
  router.post(ORDERS, (request, response) => {
    const form = createSchema.parse(request.body);
    const items = [{ item_code: form.item, qty: form.qty, rate: form.rate }];
    const order = orders.create(
      parseOrder({ supplier: form.supplier, schedule_date: form.date, items }),
      userOf(context, form.person),
    );
    response.redirect(303, `${ORDERS}/${order.name}`);
  });
  router.post(`${ORDERS}/:name/action`, (request, response) => {
    const order = orders.find(request.params.name);
    const { person, action, comment } = actionSchema.parse(request.body);
    const user = userOf(context, person);
    orders.applyWorkflow(order, action, user);
    if (comment !== '')
      addComment(context, user, {
        type: 'Comment',
        reference: order.name,
        content: comment,
        email: user.name,
        by: user.fullName,
      });
    response.redirect(303, `${ORDERS}/${order.name}`);
  });
  router.use(onError);
  return router;
}

function userOf(context: ErpnextContext, personId: string): User {
  const user = context.users.find(({ name }) => name === findPerson(personId)?.email);
  if (!user) throw new FrappeError('DoesNotExistError', `User ${personId} not found`);
  return user;
}

const onError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (error instanceof z.ZodError) response.status(417).send(problem(z.prettifyError(error)));
  else if (error instanceof FrappeError) response.status(error.status).send(problem(error.message));
  else throw error;
};

const problem = (message: string): string =>
  page(
    'ERPNext',
    'Not done',
    html`<p class="problem">${message}</p>
      <p><a href="/">Back to the purchase orders</a></p>`,
  );
