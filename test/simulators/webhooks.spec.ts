import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebhookSender } from '../../simulators/shared/webhook-sender.ts';
import { Faults } from '../../simulators/shared/faults.ts';
import { ArenaClient, startArena } from './arena-client.ts';
import { ErpnextClient, startErpnext } from './erpnext-client.ts';
import { startReceiver, type WebhookReceiver } from './webhook-receiver.ts';
import { startWindchill, WindchillClient } from './windchill-client.ts';

describe('webhooks of the owning systems', () => {
  let receiver: WebhookReceiver;
  let stop: () => Promise<void> = async () => undefined;
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(async () => {
    await stop();
    await receiver.stop();
  });
  const bodies = (): string[] => receiver.received.map(({ body }) => body);

  it("is a bare ping in Arena's case: nothing in it can be trusted", async () => {
    const arena = await startArena({ webhookUrl: receiver.url });
    stop = () => arena.stop();
    await (await new ArenaClient(arena).signIn()).createChange();
    await arena.webhooks.idle();
    expect(bodies()).toEqual(['{"eventType":"OUTBOUND_EVENT"}']);
  });

  it('comes from Windchill for the subscribed event, and only to the host the site allows', async () => {
    const windchill = await startWindchill({ webhookUrl: receiver.url });
    stop = () => windchill.stop();
    const client = new WindchillClient(windchill);
    const notice = await client.createNotice();
    await client.setState(notice, 'UNDER_REVIEW');
    await windchill.webhooks.idle();
    expect(bodies().map((body): unknown => JSON.parse(body))).toEqual([
      { SubscriptionName: 'Countersign', Event: 'CHANGE_LIFECYCLE_STATE', ObjectID: notice },
    ]);
    const subscription = {
      Name: 'Elsewhere',
      CallbackURL: 'http://elsewhere.example/hook',
      'SubscribedEvent@odata.bind': "Events('CHANGE_LIFECYCLE_STATE')",
    };
    expect((await client.write('POST', '/EventMgmt/EventSubscriptions', subscription)).status).toBe(400);
    const released = { ...subscription, CallbackURL: receiver.url, LifeCycleState: { Value: 'RELEASED' } };
    const created = await client.write('POST', '/EventMgmt/EventSubscriptions', released);
    expect(created.status).toBe(201);
    expect(
      (await client.write('DELETE', `/EventMgmt/EventSubscriptions('${String(created.at('ID'))}')`, undefined)).status,
    ).toBe(204);
  });

  it('carries a signature over the exact bytes in ERPNext, and comes twice for one submission', async () => {
    const erpnext = await startErpnext({ webhook: { url: receiver.url, secret: 'shared-secret' } });
    stop = () => erpnext.stop();
    const client = new ErpnextClient(erpnext);
    const name = await client.createOrder({ countersign_change: 'CR-2026-000001 für Köln' });
    await erpnext.webhooks.idle();
    receiver.received.length = 0;
    await client.update(name, { docstatus: 1 });
    await erpnext.webhooks.idle();
    expect(receiver.received).toHaveLength(2);
    for (const { headers, body } of receiver.received) {
      expect(headers['x-frappe-webhook-signature']).toBe(
        createHmac('sha256', 'shared-secret').update(body).digest('base64'),
      );
      expect(body).toMatch(/^\{"doctype": "Purchase Order", "name": "PUR-ORD-/);
      expect(body).toContain('f\\u00fcr K\\u00f6ln');
    }
  });

  it('can be forged: the signature is then of another secret', async () => {
    const erpnext = await startErpnext({ webhook: { url: receiver.url, secret: 'shared-secret' } });
    stop = () => erpnext.stop();
    erpnext.faults.plan({ rules: [{ kind: 'webhook-forged' }] });
    await new ErpnextClient(erpnext).createOrder();
    await erpnext.webhooks.idle();
    const [forged] = receiver.received;
    expect(forged?.headers['x-frappe-webhook-signature']).not.toBe(
      createHmac('sha256', 'shared-secret')
        .update(forged?.body ?? '')
        .digest('base64'),
    );
  });
});

describe('delivery of webhooks', () => {
  let receiver: WebhookReceiver;
  const faults = new Faults([]);
  beforeEach(async () => {
    receiver = await startReceiver();
    faults.clear();
  });
  afterEach(() => receiver.stop());

  async function deliver(...bodies: string[]): Promise<string[]> {
    const sender = new WebhookSender(faults, { pausesMs: [10, 10], timeoutMs: 1_000 });
    for (const body of bodies) sender.send(receiver.url, { body, headers: {} });
    await sender.idle();
    return receiver.received.map(({ body }) => body);
  }

  it('keeps the order of events', async () => {
    expect(await deliver('1', '2', '3')).toEqual(['1', '2', '3']);
  });

  it('tries three times and then drops the webhook', async () => {
    receiver.answers = [500];
    expect(await deliver('1')).toEqual(['1', '1', '1']);
  });

  it('stops trying once it was received', async () => {
    receiver.answers = [500, 202];
    expect(await deliver('1')).toEqual(['1', '1']);
  });

  it('does not hold up other webhooks while it retries one', async () => {
    receiver.answers = [500, 202];
    expect(await deliver('1', '2')).toEqual(['1', '2', '1']);
  });

  it.each([
    ['webhook-lost', ['2']],
    ['webhook-doubled', ['1', '1', '2']],
    ['webhook-late', ['2', '1']],
    ['webhook-reordered', ['2', '1']],
  ])('shows the fault %s', async (kind, expected) => {
    faults.plan({ rules: [{ kind, times: 1, ms: 100 }] });
    expect(await deliver('1', '2')).toEqual(expected);
  });
});
