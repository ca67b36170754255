import { z } from 'zod';
import { FrappeError } from './frappe-error.ts';
import type { OrderItem, PurchaseOrder, Supplier } from './erpnext-state.ts';

const itemInput = z.looseObject({
  item_code: z.string().min(1),
  item_name: z.string().optional(),
  description: z.string().optional(),
  qty: z.coerce.number().positive(),
  uom: z.string().default('Nos'),
  rate: z.coerce.number().nonnegative().default(0),
  schedule_date: z.string().optional(),
});

/** Frappe drops fields that the doctype does not have; so does this. */
const orderInput = z.looseObject({
  supplier: z.string().optional(),
  company: z.string().optional(),
  transaction_date: z.string().optional(),
  schedule_date: z.string().optional(),
  currency: z.string().optional(),
  conversion_rate: z.coerce.number().positive().optional(),
  items: z.array(itemInput).optional(),
  cost_center: z.string().nullable().optional(),
  project: z.string().nullable().optional(),
  countersign_change: z.string().nullable().optional(),
  docstatus: z.coerce
    .number()
    .pipe(z.union([z.literal(0), z.literal(1), z.literal(2)]))
    .optional(),
  workflow_state: z.string().optional(),
  modified: z.string().optional(),
});
export type OrderInput = z.infer<typeof orderInput>;

export function parseOrder(body: unknown): OrderInput {
  const parsed = orderInput.safeParse(body ?? {});
  if (!parsed.success) throw new FrappeError('ValidationError', z.prettifyError(parsed.error));
  return parsed.data;
}

type Content = Pick<
  PurchaseOrder,
  | 'supplier'
  | 'supplier_name'
  | 'company'
  | 'transaction_date'
  | 'schedule_date'
  | 'currency'
  | 'conversion_rate'
  | 'items'
  | 'total'
  | 'net_total'
  | 'grand_total'
  | 'base_grand_total'
  | 'rounded_total'
  | 'cost_center'
  | 'project'
  | 'countersign_change'
>;

/**
 * The content of an order from what was given and, in an edit, from what it was; totals are computed as ERPNext does.
 * @throws MandatoryError, LinkValidationError (both 417)
 */
export function orderContent(
  input: OrderInput,
  before: Content | undefined,
  suppliers: readonly Supplier[],
  today: string,
): Content {
  const supplierName = input.supplier ?? before?.supplier;
  const scheduleDate = input.schedule_date ?? input.items?.[0]?.schedule_date ?? before?.schedule_date;
  const items = input.items?.map((item) => orderItem(item, scheduleDate ?? today)) ?? before?.items ?? [];
  const missing = [
    ...(supplierName ? [] : ['supplier']),
    ...(items.length > 0 ? [] : ['items']),
    ...(scheduleDate ? [] : ['schedule_date']),
  ];
  if (supplierName === undefined || scheduleDate === undefined || missing.length > 0) {
    throw new FrappeError('MandatoryError', `[Purchase Order, new]: ${missing.join(', ')}`);
  }
  const supplier = suppliers.find(({ name }) => name === supplierName);
  if (!supplier) throw new FrappeError('LinkValidationError', `Could not find Supplier: ${supplierName}`);
  const total = Math.round(items.reduce((sum, { amount }) => sum + amount, 0) * 100) / 100;
  const conversionRate = input.conversion_rate ?? before?.conversion_rate ?? 1;
  return {
    supplier: supplier.name,
    supplier_name: supplier.supplier_name,
    company: input.company ?? before?.company ?? 'Countersign Sample Company',
    transaction_date: input.transaction_date ?? before?.transaction_date ?? today,
    schedule_date: scheduleDate,
    currency: input.currency ?? before?.currency ?? 'EUR',
    conversion_rate: conversionRate,
    items,
    total,
    net_total: total,
    grand_total: total,
    base_grand_total: total * conversionRate,
    rounded_total: Math.round(total),
    cost_center: input.cost_center ?? before?.cost_center ?? null,
    project: input.project ?? before?.project ?? null,
    countersign_change: input.countersign_change ?? before?.countersign_change ?? null,
  };
}

const orderItem = (item: z.infer<typeof itemInput>, scheduleDate: string): OrderItem => ({
  item_code: item.item_code,
  item_name: item.item_name ?? item.item_code,
  description: item.description ?? item.item_code,
  qty: item.qty,
  uom: item.uom,
  rate: item.rate,
  amount: Math.round(item.qty * item.rate * 100) / 100,
  schedule_date: item.schedule_date ?? scheduleDate,
});
