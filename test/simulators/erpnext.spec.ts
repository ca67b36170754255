import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ErpnextState } from '../../simulators/erpnext/erpnext-state.ts';
import type { Simulator } from '../../simulators/shared/simulator.ts';
import { submitForm } from './arena-client.ts';
import { ErpnextClient, serverMessage, startErpnext } from './erpnext-client.ts';

describe('ERPNext purchase orders', () => {
  let erpnext: Simulator<ErpnextState>;
  let client: ErpnextClient;
  let buyer: ErpnextClient;
  beforeEach(async () => {
    erpnext = await startErpnext();
    client = new ErpnextClient(erpnext);
    buyer = new ErpnextClient(erpnext, { apiKey: 'procurement-1', apiSecret: 'countersign' });
  });
  afterEach(() => erpnext.stop());

  const stateOf = async (name: string): Promise<unknown[]> => {
    const order = await client.order(name);
    return [order.at('data', 'workflow_state'), order.at('data', 'docstatus')];
  };
  const pendingOrder = async (): Promise<string> => {
    const name = await client.createOrder();
    await client.apply(name, 'Submit for Approval');
    return name;
  };

  it('answers 401 to wrong keys and 403 to none', async () => {
    expect((await new ErpnextClient(erpnext, { apiKey: 'x', apiSecret: 'y' }).order('x')).status).toBe(401);
    expect((await fetch(`${erpnext.url}/api/resource/Supplier`)).status).toBe(403);
  });

  it('computes totals, and finds by the custom field', async () => {
    const name = await client.createOrder();
    expect((await client.order(name)).at('data', 'grand_total')).toBe(500);
    const filters = encodeURIComponent(JSON.stringify([['countersign_change', '=', 'CR-2026-000001']]));
    expect((await client.call('GET', `/resource/Purchase%20Order?filters=${filters}`)).at('data')).toEqual([{ name }]);
    expect(
      (await client.call('GET', `/resource/Purchase+Order?filters=${filters}&fields=["name","docstatus"]`)).at('data'),
    ).toEqual([{ name, docstatus: 0 }]);
  });

  it('lists 20 unless told otherwise', async () => {
    for (let n = 0; n < 21; n += 1) await client.createOrder();
    expect((await client.call('GET', '/resource/Purchase%20Order')).at('data', 'length')).toBe(20);
    expect((await client.call('GET', '/resource/Purchase%20Order?limit_start=20')).at('data', 'length')).toBe(1);
    expect((await client.call('GET', '/resource/Purchase%20Order?limit_page_length=0')).at('data', 'length')).toBe(21);
  });

  it('refuses missing fields and unknown suppliers with 417 and messages within messages', async () => {
    const missing = await client.call('POST', '/resource/Purchase%20Order', { supplier: 'Sample Supplier A' });
    expect([missing.status, missing.at('exc_type')]).toEqual([417, 'MandatoryError']);
    expect(serverMessage(missing)).toContain('items');
    const unknown = await client.call('POST', '/resource/Purchase%20Order', {
      supplier: 'Nobody',
      schedule_date: '2027-01-31',
      items: [{ item_code: 'x', qty: 1 }],
    });
    expect(unknown.at('exc_type')).toBe('LinkValidationError');
  });

  it('lets another person approve, but not the owner', async () => {
    const name = await pendingOrder();
    const own = await client.apply(name, 'Approve');
    expect([own.status, serverMessage(own)]).toEqual([417, 'Self approval is not allowed']);
    expect((await buyer.apply(name, 'Approve')).at('message', 'workflow_state')).toBe('Approved');
    expect(await stateOf(name)).toEqual(['Approved', 1]);
  });

  it('refuses actions of another state or role as no valid action', async () => {
    const name = await pendingOrder();
    const requester = new ErpnextClient(erpnext, { apiKey: 'requester-1', apiSecret: 'countersign' });
    const refused = await requester.apply(name, 'Approve');
    expect([refused.status, refused.at('exc_type'), serverMessage(refused)]).toEqual([
      417,
      'WorkflowTransitionError',
      'Not a valid Workflow Action',
    ]);
    expect((await buyer.apply(name, 'Cancel')).at('exc_type')).toBe('WorkflowTransitionError');
  });

  it('submits and cancels by docstatus, past the workflow, one step at a time', async () => {
    const name = await client.createOrder();
    expect((await client.update(name, { docstatus: 2 })).at('exc_type')).toBe('DocstatusTransitionError');
    await client.update(name, { docstatus: 1 });
    expect(await stateOf(name)).toEqual(['Approved', 1]);
    await client.update(name, { docstatus: 2 });
    expect(await stateOf(name)).toEqual(['Cancelled', 2]);
  });

  it('checks the timestamp only when the caller sends it', async () => {
    const name = await client.createOrder();
    const read = (await client.order(name)).at('data', 'modified');
    expect((await client.update(name, { project: 'A' })).status).toBe(200);
    const conflict = await client.update(name, { project: 'B', modified: read });
    expect([conflict.status, conflict.at('exc_type')]).toEqual([417, 'TimestampMismatchError']);
    expect((await client.update(name, { project: 'B' })).at('data', 'project')).toBe('B');
  });

  it('does not delete a submitted order', async () => {
    const name = await client.createOrder();
    await client.update(name, { docstatus: 1 });
    expect((await client.call('DELETE', `/resource/Purchase%20Order/${name}`)).status).toBe(417);
    const draft = await client.createOrder();
    expect((await client.call('DELETE', `/resource/Purchase%20Order/${draft}`)).status).toBe(202);
    expect((await client.order(draft)).status).toBe(404);
  });

  it('answers nothing to a queued submission, and does it later', async () => {
    const name = await pendingOrder();
    erpnext.faults.plan({ rules: [{ kind: 'queued-submit', ms: 30, times: 1 }] });
    const answer = await buyer.apply(name, 'Approve');
    expect([answer.status, answer.at('message')]).toEqual([200, undefined]);
    expect(await stateOf(name)).toEqual(['Pending Approval', 0]);
    await sleep(80);
    expect(await stateOf(name)).toEqual(['Approved', 1]);
  });

  it('can show the new state and save nothing (fault silent-no-op)', async () => {
    const name = await pendingOrder();
    erpnext.faults.plan({ rules: [{ kind: 'silent-no-op', times: 1 }] });
    expect((await buyer.apply(name, 'Approve')).at('message', 'docstatus')).toBe(1);
    expect(await stateOf(name)).toEqual(['Pending Approval', 0]);
  });

  it('keeps who decided on the page, and why, in the comments', async () => {
    const name = await pendingOrder();
    const form = { person: 'procurement-2', action: 'Reject', comment: 'Too expensive' };
    expect((await submitForm(`${erpnext.url}/app/purchase-order/${name}/action`, form)).status).toBe(303);
    const filters = encodeURIComponent(JSON.stringify([['reference_name', '=', name]]));
    const comments = await client.call(
      'GET',
      `/resource/Comment?filters=${filters}&fields=["comment_type","comment_email","content"]&order_by=creation asc`,
    );
    expect(comments.at('data')).toEqual(
      expect.arrayContaining([
        { comment_type: 'Workflow', comment_email: 'procurement-2@countersign.localhost', content: 'Rejected' },
        { comment_type: 'Comment', comment_email: 'procurement-2@countersign.localhost', content: 'Too expensive' },
      ]),
    );
    expect((await client.order(name)).at('data', 'modified_by')).toBe('procurement-2@countersign.localhost');
  });
});
