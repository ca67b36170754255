import { addComment } from './comment-service.ts';
import type { DocEvent, ErpnextContext } from './erpnext-context.ts';
import type { PurchaseOrder } from './erpnext-state.ts';
import { doesNotExist, FrappeError } from './frappe-error.ts';
import { frappeDate, frappeTime, frappeTimeAfter } from './frappe-time.ts';
import { orderContent, type OrderInput } from './purchase-order-input.ts';
import { docstatusOf, stateOfDocstatus, transitionsFor, type Transition } from './purchase-workflow.ts';
import type { User } from './users.ts';

const NAMES = ['Draft', 'Submitted', 'Cancelled'] as const;
const STATUS_AFTER = ['Draft', 'To Receive and Bill', 'Cancelled'] as const;

/** Purchase orders: the document's own rules (docstatus, timestamps) and the workflow on top of them. */
export class PurchaseOrderService {
  readonly #context: ErpnextContext;

  constructor(context: ErpnextContext) {
    this.#context = context;
  }

  find(name: string): PurchaseOrder {
    const order = this.#context.store.state.purchaseOrders.find((candidate) => candidate.name === name);
    if (!order) throw doesNotExist('Purchase Order', name);
    return order;
  }

  create(input: OrderInput, by: User): PurchaseOrder {
    const { state } = this.#context.store;
    const now = this.#context.clock.now();
    const content = orderContent(input, undefined, state.suppliers, frappeDate(now));
    if (input.workflow_state !== undefined && input.workflow_state !== 'Draft')
      throw notAllowed('Draft', input.workflow_state);
    const order: PurchaseOrder = {
      doctype: 'Purchase Order',
      name: `PUR-ORD-${now.getUTCFullYear()}-${String(state.nextOrder).padStart(5, '0')}`,
      owner: by.name,
      creation: frappeTime(now),
      modified: frappeTime(now),
      modified_by: by.name,
      docstatus: 0,
      workflow_state: 'Draft',
      status: 'Draft',
      amended_from: null,
      ...content,
    };
    state.nextOrder += 1;
    state.purchaseOrders.push(order);
    this.#saved(order, ['after_insert', 'on_update']);
    if (input.docstatus === 1) this.#setDocstatus(order, 1, by);
    return order;
  }

  /** `PUT`: the timestamp is checked only when the caller sends the one he has read; there is no other lock. */
  update(order: PurchaseOrder, input: OrderInput, by: User): void {
    if (input.modified !== undefined && input.modified !== order.modified) {
      throw new FrappeError(
        'TimestampMismatchError',
        `Error: Document has been modified after you have opened it (${order.modified}, ${input.modified}). Please refresh to get the latest document.`,
      );
    }
    const target = input.docstatus ?? order.docstatus;
    if (order.docstatus !== 0) this.#refuseContent(input);
    if (target !== order.docstatus) {
      this.#setDocstatus(order, target, by);
      return;
    }
    if (order.docstatus === 2) throw new FrappeError('ValidationError', 'Cannot edit cancelled document');
    if (input.workflow_state !== undefined) this.#requireTransition(order, input.workflow_state, by);
    const content =
      order.docstatus === 0
        ? orderContent(input, order, this.#context.store.state.suppliers, order.transaction_date)
        : {};
    Object.assign(order, content, { workflow_state: input.workflow_state ?? order.workflow_state });
    this.#touch(order, by);
    this.#saved(order, [order.docstatus === 0 ? 'on_update' : 'on_update_after_submit']);
  }

  delete(order: PurchaseOrder): void {
    if (order.docstatus === 1)
      throw new FrappeError('ValidationError', 'Submitted Record cannot be deleted. You must Cancel it first.');
    const { state } = this.#context.store;
    state.purchaseOrders.splice(state.purchaseOrders.indexOf(order), 1);
    this.#saved(order, ['on_trash']);
  }

  transitions(order: PurchaseOrder, user: User): Transition[] {
    return transitionsFor(order, user, this.#context.switches);
  }

  /**
   * `frappe.model.workflow.apply_workflow`, in the order of its source: action, self approval, save or submit.
   * @returns the order, or null when its submission was only queued: then the answer is empty
   */
  applyWorkflow(order: PurchaseOrder, action: string, by: User): PurchaseOrder | null {
    const transition = this.transitions(order, by).find((candidate) => candidate.action === action);
    if (!transition) throw new FrappeError('WorkflowTransitionError', 'Not a valid Workflow Action');
    if (!transition.allow_self_approval && order.owner === by.name)
      throw new FrappeError('ValidationError', 'Self approval is not allowed');
    const { faults, switches } = this.#context;
    // Fault: the answer shows the document in its new state, and nothing was saved.
    if (faults.strike('silent-no-op'))
      return { ...order, workflow_state: transition.next_state, docstatus: docstatusOf(transition.next_state) };
    if (order.docstatus === 0 && docstatusOf(transition.next_state) === 1) {
      if (faults.strike('queued-submit-fails')) return null;
      const queued = faults.strike('queued-submit');
      if (queued || switches.queueInBackground) {
        setTimeout(() => this.#move(order, transition, by), queued?.ms ?? 200).unref();
        return null;
      }
    }
    this.#move(order, transition, by);
    return order;
  }

  #move(order: PurchaseOrder, { next_state: next }: Transition, by: User): void {
    order.workflow_state = next;
    if (docstatusOf(next) === order.docstatus) {
      this.#touch(order, by);
      this.#saved(order, ['on_update']);
    } else {
      this.#setDocstatus(order, docstatusOf(next), by);
    }
    addComment(this.#context, by, {
      type: 'Workflow',
      reference: order.name,
      content: next,
      email: by.name,
      by: by.fullName,
    });
  }

  #setDocstatus(order: PurchaseOrder, target: PurchaseOrder['docstatus'], by: User): void {
    if (target !== order.docstatus + 1) {
      const describe = (docstatus: PurchaseOrder['docstatus']): string => `${docstatus} (${NAMES[docstatus]})`;
      throw new FrappeError(
        'DocstatusTransitionError',
        `Cannot change docstatus from ${describe(order.docstatus)} to ${describe(target)}`,
      );
    }
    Object.assign(order, {
      docstatus: target,
      status: STATUS_AFTER[target],
      workflow_state: stateOfDocstatus(order, target),
    });
    this.#touch(order, by);
    this.#saved(order, target === 1 ? ['on_update', 'on_submit'] : ['on_cancel']);
  }

  /** workflow.py validate_workflow: a written state must be reachable by this user; self approval is not looked at. */
  #requireTransition(order: PurchaseOrder, next: string, by: User): void {
    if (next === order.workflow_state) return;
    if (!this.transitions(order, by).some(({ next_state: allowed }) => allowed === next))
      throw notAllowed(order.workflow_state, next);
  }

  #refuseContent(input: OrderInput): void {
    const changed = ['supplier', 'items', 'company', 'currency', 'schedule_date', 'countersign_change'].find(
      (field) => Reflect.get(input, field) !== undefined,
    );
    if (changed) throw new FrappeError('UpdateAfterSubmitError', `Not allowed to change ${changed} after submission`);
  }

  #touch(order: PurchaseOrder, by: User): void {
    order.modified = frappeTimeAfter(order.modified, this.#context.clock.now());
    order.modified_by = by.name;
  }

  #saved(order: PurchaseOrder, events: readonly DocEvent[]): void {
    this.#context.store.save();
    for (const event of events) this.#context.announce(event, order);
  }
}

const notAllowed = (from: string, to: string): FrappeError =>
  new FrappeError(
    'WorkflowPermissionError',
    `Workflow State transition not allowed from <strong>${from}</strong> to <strong>${to}</strong>`,
  );
