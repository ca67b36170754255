import { html, type Html } from '../shared/html.ts';
import { page, personSelect, select, state } from '../shared/page-layout.ts';
import { membersOf } from '../shared/people.ts';
import type { ErpnextContext } from './erpnext-context.ts';
import type { PurchaseOrder } from './erpnext-state.ts';
import { workflowTransitions } from './purchase-workflow.ts';

const money = ({ grand_total, currency }: PurchaseOrder): string => `${grand_total.toFixed(2)} ${currency}`;

export function listPage(context: ErpnextContext): string {
  const rows = [...context.store.state.purchaseOrders].reverse().map(
    (order) =>
      html`<tr>
        <td><a href="/app/purchase-order/${order.name}">${order.name}</a></td>
        <td>${order.supplier_name}</td>
        <td>${money(order)}</td>
        <td>${state(order.workflow_state)}</td>
        <td>${order.countersign_change}</td>
      </tr>`,
  );
  return page(
    'ERPNext',
    'Purchase orders',
    html`<table>
        <thead>
          <tr>
            <th>Name</th>
            <th>Supplier</th>
            <th>Total</th>
            <th>State</th>
            <th>Countersign change</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
      <form method="post" action="/app/purchase-order">
        <h2>New purchase order</h2>
        ${personSelect('Owner', ['requester-1'])}
        ${select(
          'supplier',
          'Supplier',
          context.store.state.suppliers.map(({ name }) => name),
        )} <label>Item<input name="item" required /></label
        ><label>Quantity<input name="qty" type="number" min="1" value="1" /></label>
        <label>Rate<input name="rate" type="number" min="0" step="0.01" value="0" /></label
        ><label>Required by<input name="date" type="date" required /></label><button>Save</button>
      </form>`,
  );
}

export function orderPage(context: ErpnextContext, order: PurchaseOrder): string {
  const items = order.items.map(
    ({ item_code, qty, uom, rate, amount }) =>
      html`<tr>
        <td>${item_code}</td>
        <td>${qty} ${uom}</td>
        <td>${rate.toFixed(2)}</td>
        <td>${amount.toFixed(2)}</td>
      </tr>`,
  );
  const comments = context.store.state.comments
    .filter(({ reference_name }) => reference_name === order.name)
    .map(
      ({ creation, comment_by, comment_type, content }) =>
        html`<tr>
          <td>${creation}</td>
          <td>${comment_by}</td>
          <td>${comment_type}</td>
          <td>${content}</td>
        </tr>`,
    );
  return page(
    'ERPNext',
    order.name,
    html`<p>${state(order.workflow_state)} ${state(order.status)}</p>
      <dl>
        <dt>Supplier</dt>
        <dd>${order.supplier_name}</dd>
        <dt>Total</dt>
        <dd>${money(order)}</dd>
        <dt>Required by</dt>
        <dd>${order.schedule_date}</dd>
        <dt>Owner</dt>
        <dd>${order.owner}</dd>
        <dt>Last modified</dt>
        <dd>${order.modified} by ${order.modified_by}</dd>
        <dt>Countersign change</dt>
        <dd>${order.countersign_change ?? '–'}</dd>
      </dl>
      <table>
        <thead>
          <tr>
            <th>Item</th>
            <th>Quantity</th>
            <th>Rate</th>
            <th>Amount</th>
          </tr>
        </thead>
        <tbody>
          ${items}
        </tbody>
      </table>
      ${actions(context, order)}
      <section>
        <h2>Activity</h2>
        <table>
          ${comments}
        </table>
      </section>`,
  );
}

function actions(context: ErpnextContext, order: PurchaseOrder): Html {
  const possible = workflowTransitions(context.switches).filter(
    (transition) => transition.state === order.workflow_state,
  );
  if (possible.length === 0) return html``;
  const managers = [...membersOf('procurement-approvers'), ...membersOf('finance-approvers')].map(({ id }) => id);
  return html`<form method="post" action="/app/purchase-order/${order.name}/action">
    <h2>Actions</h2>
    ${personSelect('Act as', managers)}
    <label>Comment<textarea name="comment"></textarea></label>
    ${possible.map(({ action }) => html`<button name="action" value="${action}">${action}</button>`)}
  </form>`;
}
