import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { ChangeSnapshot } from '../../domain/change.js';
import { BusinessError, TransientError } from '../../domain/errors.js';
import { refused } from '../http/system-errors.js';
import { StaleDocumentError, type ErpnextClient } from './erpnext.client.js';
import { escapeHtml } from '../../domain/escape-html.js';
import { newOrder } from './erpnext.mapper.js';
import type { ErpnextOptions } from './erpnext.options.js';
import {
  commentSchema,
  orderSchema,
  transitionSchema,
  type Comment,
  type PurchaseOrder,
  type Transition,
} from './erpnext.schemas.js';

const DOCTYPE = 'Purchase Order';
const namedSchema = z.object({ name: z.string(), docstatus: z.number() });

/** Whether the order that was read back shows what the write was for. */
export type Reached = (order: PurchaseOrder) => boolean;

/** Purchase orders: read, find by our change id, create, and move along the site's workflow. */
export class PurchaseOrders {
  private readonly schema;

  constructor(
    private readonly client: ErpnextClient,
    private readonly options: ErpnextOptions,
  ) {
    this.schema = orderSchema(options.stateField);
  }

  read(name: string): Promise<PurchaseOrder> {
    return this.client.readOrder(name, this.schema);
  }

  async find(changeId: string): Promise<PurchaseOrder | null> {
    const found = await this.client.list(
      DOCTYPE,
      ['name', 'docstatus'],
      [[this.options.changeField, '=', changeId]],
      namedSchema,
    );
    const chosen = found.find(({ docstatus }) => docstatus !== 2) ?? found[0];
    return chosen === undefined ? null : this.read(chosen.name);
  }

  create(change: ChangeSnapshot): Promise<PurchaseOrder> {
    return this.client.createOrder(newOrder(change, this.options, new Date()), this.schema);
  }

  comments(name: string): Promise<Comment[]> {
    const filters = [
      ['reference_doctype', '=', DOCTYPE],
      ['reference_name', '=', name],
    ];
    const fields = ['owner', 'creation', 'comment_type', 'comment_email', 'content'];
    return this.client.list('Comment', fields, filters, commentSchema);
  }

  /** Leaves a comment once: `apply_workflow` takes none, so the reason stands beside it. */
  async comment(name: string, text: string): Promise<void> {
    const content = escapeHtml(text);
    const known = await this.comments(name);
    if (known.some((comment) => comment.content === content)) return;
    const user = await this.client.whoAmI();
    await this.client.method(
      'POST',
      'frappe.desk.form.utils.add_comment',
      { reference_doctype: DOCTYPE, reference_name: name, content, comment_email: user, comment_by: user },
      z.unknown(),
    );
  }

  /** The step to a state that the integration's user may take now, himself; undefined when there is none. */
  async transition(order: PurchaseOrder, action: string): Promise<Transition | undefined> {
    const doc = { doctype: DOCTYPE, name: order.name };
    const transitions = await this.client.method(
      'GET',
      'frappe.model.workflow.get_transitions',
      { doc },
      z.array(transitionSchema),
    );
    const found = transitions.find((transition) => transition.action === action);
    if (found === undefined) return undefined;
    // "Self approval is not allowed": an order that we made is not ours to approve, unless the site says otherwise.
    return found.allow_self_approval || order.owner !== (await this.client.whoAmI()) ? found : undefined;
  }

  /** Takes a workflow step. Its answer may be empty, because a submission can be queued: the order is read back. */
  async apply(order: PurchaseOrder, action: string, reached: Reached): Promise<PurchaseOrder> {
    const doc = { doctype: DOCTYPE, name: order.name };
    return this.andReadBack(order, reached, () =>
      this.client.method('POST', 'frappe.model.workflow.apply_workflow', { doc, action }, z.unknown()),
    );
  }

  /** Writes past the workflow's steps. With the time stamp that was read, nobody else's change is overwritten. */
  async write(order: PurchaseOrder, fields: Record<string, unknown>, reached: Reached): Promise<PurchaseOrder> {
    const put = (modified: string) => this.client.updateOrder(order.name, { ...fields, modified });
    return this.andReadBack(order, reached, async () => {
      try {
        await put(order.modified);
      } catch (error) {
        if (!(error instanceof StaleDocumentError)) throw error;
        const newer = await this.read(order.name);
        // Only an unrelated edit may be written over; another state is another situation.
        if (newer.state !== order.state) throw error;
        await put(newer.modified);
      }
    });
  }

  requireState(order: PurchaseOrder, allowed: readonly string[], what: string): void {
    if (!allowed.includes(order.state))
      throw refused('ERPNext', `${order.name} is ${order.state} and cannot be ${what}.`);
  }

  private async andReadBack(
    order: PurchaseOrder,
    reached: Reached,
    write: () => Promise<unknown>,
  ): Promise<PurchaseOrder> {
    let refusal: BusinessError | undefined;
    try {
      await write();
    } catch (error) {
      // Somebody else may have taken the same step between our read and this write.
      if (!(error instanceof BusinessError)) throw error;
      refusal = error;
    }
    const looks = refusal === undefined ? this.options.queuedLooks : 1;
    let after = await this.read(order.name);
    for (let look = 1; look < looks && !reached(after); look += 1) {
      await sleep(this.options.queuedPauseMs);
      after = await this.read(order.name);
    }
    if (reached(after)) return after;
    throw (
      refusal ??
      new TransientError(
        'SYSTEM_NOT_CHANGED',
        `ERPNext accepted the step, but ${order.name} is still "${after.state}". It may be queued; if this stays, look at ERPNext's background jobs.`,
        { retryAfterMs: 2_000 },
      )
    );
  }
}
