import { Router, type Request } from 'express';
import { z } from 'zod';
import { currentUser } from './api-access.ts';
import { addComment } from './comment-service.ts';
import type { ErpnextContext } from './erpnext-context.ts';
import type { PurchaseOrder } from './erpnext-state.ts';
import { doesNotExist, FrappeError } from './frappe-error.ts';
import type { PurchaseOrderService } from './purchase-order-service.ts';

const docSchema = z.looseObject({ doctype: z.string(), name: z.string() });
const applySchema = z.looseObject({ doc: z.unknown(), action: z.string() });
const commentSchema = z.looseObject({
  reference_doctype: z.string(),
  reference_name: z.string(),
  content: z.string(),
  comment_email: z.string(),
  comment_by: z.string(),
});

/** `/api/method/<path>`: answers are `{"message": …}`, or `{}` when the method returns nothing. */
export function methodRoutes(context: ErpnextContext, orders: PurchaseOrderService): Router {
  const router = Router();
  router.all('/frappe.ping', (_request, response) => void response.json({ message: 'pong' }));
  router.get(
    '/frappe.auth.get_logged_user',
    (request, response) => void response.json({ message: currentUser(request).name }),
  );
  router.all('/frappe.model.workflow.get_transitions', (request, response) => {
    response.json({ message: orders.transitions(orderOf(orders, argumentsOf(request).doc), currentUser(request)) });
  });
  router.post('/frappe.model.workflow.apply_workflow', (request, response) => {
    const { doc, action } = parse(applySchema, argumentsOf(request));
    const order = orders.applyWorkflow(orderOf(orders, doc), action, currentUser(request));
    response.json(order === null ? {} : { message: order });
  });
  router.post('/frappe.desk.form.utils.add_comment', (request, response) => {
    const comment = parse(commentSchema, argumentsOf(request));
    const order = orderOf(orders, { doctype: comment.reference_doctype, name: comment.reference_name });
    response.json({
      message: addComment(context, currentUser(request), {
        type: 'Comment',
        reference: order.name,
        content: comment.content,
        email: comment.comment_email,
        by: comment.comment_by,
      }),
    });
  });
  router.use((request) => {
    throw new FrappeError('ValidationError', `Failed to get method for command ${request.path.slice(1)}`);
  });
  return router;
}

function argumentsOf(request: Request): Record<string, unknown> {
  return { ...request.query, ...parse(z.record(z.string(), z.unknown()), request.body ?? {}) };
}

/** `doc` comes as JSON text or as an object; only its doctype and name count, the rest is loaded again. */
function orderOf(orders: PurchaseOrderService, doc: unknown): PurchaseOrder {
  const { doctype, name } = parse(docSchema, typeof doc === 'string' ? parseJson(doc) : doc);
  if (doctype !== 'Purchase Order') throw doesNotExist('DocType', doctype);
  return orders.find(name);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FrappeError('ValidationError', 'doc is not valid JSON');
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new FrappeError('ValidationError', z.prettifyError(parsed.error));
  return parsed.data;
}
