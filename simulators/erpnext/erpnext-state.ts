import { z } from 'zod';

const itemSchema = z.object({
  item_code: z.string(),
  item_name: z.string(),
  description: z.string(),
  qty: z.number(),
  uom: z.string(),
  rate: z.number(),
  amount: z.number(),
  schedule_date: z.string(),
});

const purchaseOrderSchema = z.object({
  doctype: z.literal('Purchase Order'),
  name: z.string(),
  owner: z.string(),
  creation: z.string(),
  modified: z.string(),
  modified_by: z.string(),
  docstatus: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  workflow_state: z.string(),
  status: z.string(),
  supplier: z.string(),
  supplier_name: z.string(),
  company: z.string(),
  transaction_date: z.string(),
  schedule_date: z.string(),
  currency: z.string(),
  conversion_rate: z.number(),
  items: z.array(itemSchema),
  total: z.number(),
  net_total: z.number(),
  grand_total: z.number(),
  base_grand_total: z.number(),
  rounded_total: z.number(),
  cost_center: z.string().nullable(),
  project: z.string().nullable(),
  amended_from: z.string().nullable(),
  /** Custom field of this site: makes find-or-create possible. */
  countersign_change: z.string().nullable(),
});

const supplierSchema = z.object({
  doctype: z.literal('Supplier'),
  name: z.string(),
  owner: z.string(),
  creation: z.string(),
  modified: z.string(),
  modified_by: z.string(),
  supplier_name: z.string(),
  supplier_group: z.string(),
  disabled: z.union([z.literal(0), z.literal(1)]),
});

const commentSchema = z.object({
  doctype: z.literal('Comment'),
  name: z.string(),
  owner: z.string(),
  creation: z.string(),
  modified: z.string(),
  comment_type: z.string(),
  comment_email: z.string(),
  comment_by: z.string(),
  reference_doctype: z.string(),
  reference_name: z.string(),
  content: z.string(),
});

export const erpnextStateSchema = z.object({
  nextOrder: z.number(),
  nextComment: z.number(),
  purchaseOrders: z.array(purchaseOrderSchema),
  suppliers: z.array(supplierSchema),
  comments: z.array(commentSchema),
});

export type ErpnextState = z.infer<typeof erpnextStateSchema>;
export type PurchaseOrder = z.infer<typeof purchaseOrderSchema>;
export type OrderItem = z.infer<typeof itemSchema>;
export type Supplier = z.infer<typeof supplierSchema>;
export type Comment = z.infer<typeof commentSchema>;

const sampleSupplier = (name: string): Supplier => ({
  doctype: 'Supplier',
  name,
  supplier_name: name,
  supplier_group: 'All Supplier Groups',
  disabled: 0,
  owner: 'Administrator',
  creation: '2026-01-01 00:00:00.000000',
  modified: '2026-01-01 00:00:00.000000',
  modified_by: 'Administrator',
});

export const initialErpnext = (): ErpnextState => ({
  nextOrder: 1,
  nextComment: 1,
  purchaseOrders: [],
  suppliers: ['Sample Supplier A', 'Sample Supplier B'].map(sampleSupplier),
  comments: [],
});
