import { Router } from 'express';
import { z } from 'zod';
import { currentUser } from './api-access.ts';
import { listDocuments } from './document-list.ts';
import type { ErpnextContext } from './erpnext-context.ts';
import type { Supplier } from './erpnext-state.ts';
import { doesNotExist, FrappeError } from './frappe-error.ts';
import { frappeTime } from './frappe-time.ts';
import { parseOrder } from './purchase-order-input.ts';
import type { PurchaseOrderService } from './purchase-order-service.ts';
import type { User } from './users.ts';

const supplierInput = z.looseObject({
  supplier_name: z.string().min(1),
  supplier_group: z.string().default('All Supplier Groups'),
});

/** `/api/resource/<DocType>` for Purchase Order, Supplier and Comment; answers are `{"data": …}`. */
export function resourceRoutes(context: ErpnextContext, orders: PurchaseOrderService): Router {
  const router = Router();
  const { state } = context.store;
  router.get(
    '/Purchase%20Order',
    (request, response) => void response.json({ data: listDocuments(state.purchaseOrders, request.query) }),
  );
  router.post(
    '/Purchase%20Order',
    (request, response) => void response.json({ data: orders.create(parseOrder(request.body), currentUser(request)) }),
  );
  router.get(
    '/Purchase%20Order/:name',
    (request, response) => void response.json({ data: orders.find(request.params.name) }),
  );
  router.put('/Purchase%20Order/:name', (request, response) => {
    const order = orders.find(request.params.name);
    orders.update(order, parseOrder(request.body), currentUser(request));
    response.json({ data: order });
  });
  router.delete('/Purchase%20Order/:name', (request, response) => {
    orders.delete(orders.find(request.params.name));
    response.status(202).json({ data: 'ok' });
  });
  router.get(
    '/Supplier',
    (request, response) => void response.json({ data: listDocuments(state.suppliers, request.query) }),
  );
  router.post(
    '/Supplier',
    (request, response) => void response.json({ data: createSupplier(context, request.body, currentUser(request)) }),
  );
  router.get('/Supplier/:name', (request, response) => {
    const supplier = state.suppliers.find(({ name }) => name === request.params.name);
    if (!supplier) throw doesNotExist('Supplier', request.params.name);
    response.json({ data: supplier });
  });
  router.get(
    '/Comment',
    (request, response) => void response.json({ data: listDocuments(state.comments, request.query) }),
  );
  router.use((request) => {
    throw doesNotExist('DocType', decodeURIComponent(request.path.slice(1)));
  });
  return router;
}

function createSupplier({ store, clock }: ErpnextContext, body: unknown, by: User): Supplier {
  const parsed = supplierInput.safeParse(body ?? {});
  if (!parsed.success) throw new FrappeError('MandatoryError', '[Supplier, new]: supplier_name');
  const { supplier_name: name, supplier_group } = parsed.data;
  if (store.state.suppliers.some((other) => other.name === name))
    throw new FrappeError('DuplicateEntryError', `Supplier ${name} already exists`);
  const now = frappeTime(clock.now());
  const supplier: Supplier = {
    doctype: 'Supplier',
    name,
    supplier_name: name,
    supplier_group,
    disabled: 0,
    owner: by.name,
    creation: now,
    modified: now,
    modified_by: by.name,
  };
  store.state.suppliers.push(supplier);
  store.save();
  return supplier;
}
