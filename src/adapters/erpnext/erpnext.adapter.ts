import type { Verdict } from '../../domain/approval.js';
import type { ChangeSnapshot } from '../../domain/change.js';
import {
  OwningSystem,
  type Capability,
  type DecisionToWrite,
  type OwningObject,
  type Reversal,
  type WrittenDecision,
} from '../../ports/owning-system.port.js';
import { decisionText } from '../decision-text.js';
import { disagrees, refused } from '../http/system-errors.js';
import { ErpnextClient } from './erpnext.client.js';
import { toObject } from './erpnext.mapper.js';
import type { ErpnextOptions } from './erpnext.options.js';
import type { PurchaseOrder } from './erpnext.schemas.js';
import { PurchaseOrders, type Reached } from './purchase-orders.js';

const placed: Reached = ({ docstatus }) => docstatus === 1;
const cancelled: Reached = ({ docstatus }) => docstatus === 2;

/**
 * ERPNext: a purchase order with the site's approval workflow. Approving is a workflow step where the integration's user
 * may take it; an order that he made himself he may not approve, so its state is written instead.
 */
export class ErpnextAdapter extends OwningSystem {
  readonly id = 'erpnext';
  readonly capabilities: ReadonlySet<Capability> = new Set(['raise-approval', 'act-as-approver', 'state-write']);
  private readonly client: ErpnextClient;
  private readonly orders: PurchaseOrders;

  constructor(private readonly options: ErpnextOptions) {
    super();
    this.client = new ErpnextClient(options);
    this.orders = new PurchaseOrders(this.client, options);
  }

  async findObject(change: ChangeSnapshot): Promise<OwningObject | null> {
    const found = await this.orders.find(change.id);
    return found === null ? null : this.present(found);
  }

  async registerChange(change: ChangeSnapshot): Promise<OwningObject> {
    return this.present((await this.orders.find(change.id)) ?? (await this.orders.create(change)));
  }

  async raiseApproval(_change: ChangeSnapshot, objectId: string): Promise<OwningObject> {
    const order = await this.orders.read(objectId);
    const { draft, pending, approved } = this.options.states;
    this.orders.requireState(order, [draft, pending, approved], 'put up for approval');
    return this.present(await this.submitForApproval(order));
  }

  async readObject(objectId: string): Promise<OwningObject> {
    return this.present(await this.orders.read(objectId));
  }

  async writeDecision(objectId: string, decision: DecisionToWrite): Promise<WrittenDecision> {
    const order = await this.orders.read(objectId);
    const { approved, rejected, cancelled } = this.options.states;
    const [wanted, opposite] =
      decision.verdict === 'approved' ? [[approved], [rejected, cancelled]] : [[rejected, cancelled], [approved]];
    if (opposite.includes(order.state)) throw disagrees('ERPNext', order.name, order.state, decision.verdict);
    if (wanted.includes(order.state))
      return { object: await this.present(order), capability: 'state-write', alreadyThere: true };

    const pending = await this.submitForApproval(order);
    await this.orders.comment(order.name, decisionText(decision));
    const { order: decided, capability } = await this.decide(pending, decision.verdict);
    return { object: await this.present(decided), capability, alreadyThere: false };
  }

  async revertRegistration(objectId: string, reason: string): Promise<Reversal> {
    const order = await this.orders.read(objectId);
    const { rejected, cancelled } = this.options.states;
    if (order.docstatus === 1) return this.cancel(order, reason);
    if (order.state === rejected || order.state === cancelled) {
      return { undone: true, how: `${order.name} is already ${order.state}.` };
    }
    // Rejected and not deleted: the number stays accounted for, and nobody submits a forgotten draft.
    const pending = await this.submitForApproval(order);
    await this.orders.comment(order.name, reason);
    await this.decide(pending, 'rejected');
    return { undone: true, how: `${order.name} was rejected (it was ${order.state}): ${reason}` };
  }

  async implementChange(_change: ChangeSnapshot, objectId: string): Promise<OwningObject> {
    const order = await this.orders.read(objectId);
    if (order.docstatus === 1) return this.present(order);
    const { draft, pending, approved } = this.options.states;
    this.orders.requireState(order, [draft, pending, approved], 'placed');
    return this.present(await this.orders.write(order, { docstatus: 1 }, placed));
  }

  async revertImplementation(_change: ChangeSnapshot, objectId: string, reason: string): Promise<Reversal> {
    const order = await this.orders.read(objectId);
    if (order.docstatus === 1) return this.cancel(order, reason);
    return { undone: true, how: `${order.name} is not placed (it is ${order.state}).` };
  }

  async checkHealth(): Promise<void> {
    await this.client.whoAmI();
    await this.orders.find('health check');
  }

  private async submitForApproval(order: PurchaseOrder): Promise<PurchaseOrder> {
    const { states, actions } = this.options;
    if (order.state !== states.draft) return order;
    const step = await this.orders.transition(order, actions.submit);
    if (step === undefined)
      throw refused('ERPNext', `its workflow offers no action "${actions.submit}" for ${order.name}.`);
    return this.orders.apply(order, actions.submit, ({ state }) => state === states.pending);
  }

  private async decide(
    order: PurchaseOrder,
    verdict: Verdict,
  ): Promise<{ order: PurchaseOrder; capability: Capability }> {
    const { states, actions, stateField } = this.options;
    const [action, target] =
      verdict === 'approved' ? [actions.approve, states.approved] : [actions.reject, states.rejected];
    const reached: Reached = ({ state }) => state === target;
    if (await this.orders.transition(order, action)) {
      return { order: await this.orders.apply(order, action, reached), capability: 'act-as-approver' };
    }
    // Approving submits the order, which takes the workflow's state along; rejecting leaves it a draft.
    const fields = verdict === 'approved' ? { docstatus: 1 } : { [stateField]: target };
    return { order: await this.orders.write(order, fields, reached), capability: 'state-write' };
  }

  private async cancel(order: PurchaseOrder, reason: string): Promise<Reversal> {
    const { actions } = this.options;
    await this.orders.comment(order.name, reason);
    if (await this.orders.transition(order, actions.cancel)) await this.orders.apply(order, actions.cancel, cancelled);
    else await this.orders.write(order, { docstatus: 2 }, cancelled);
    return { undone: true, how: `${order.name} was cancelled: ${reason}` };
  }

  private async present(order: PurchaseOrder): Promise<OwningObject> {
    const { approved, rejected } = this.options.states;
    const mayBeDecided = order.state === approved || order.state === rejected;
    const comments = mayBeDecided ? await this.orders.comments(order.name) : [];
    return toObject(order, comments, await this.client.whoAmI(), this.options);
  }
}
