import { createHmac } from 'node:crypto';
import type { Faults } from '../shared/faults.ts';
import type { WebhookSender } from '../shared/webhook-sender.ts';
import type { DocEvent, ErpnextContext } from './erpnext-context.ts';
import { pythonJson } from './python-json.ts';

export const SIGNATURE_HEADER = 'X-Frappe-Webhook-Signature';

/** Pauses between Frappe's three attempts; after the third the webhook is dropped (webhook.py enqueue_webhook). */
export const FRAPPE_DELIVERY = { pausesMs: [1_000, 4_000], timeoutMs: 5_000 };

/** The three webhooks that this site's administrator has made on Purchase Order. */
const CONFIGURED: ReadonlySet<DocEvent> = new Set(['on_update', 'on_submit', 'on_cancel']);

/** Base64 of the HMAC-SHA256 over the body; no timestamp and no delivery id, so it can be replayed. */
export const signatureOf = (body: string, secret: string): string =>
  createHmac('sha256', secret).update(body).digest('base64');

export function webhookAnnouncer(
  url: string,
  secret: string,
  webhooks: WebhookSender,
  faults: Faults,
): ErpnextContext['announce'] {
  return (event, order) => {
    if (!CONFIGURED.has(event)) return;
    const { doctype, name, modified, docstatus, workflow_state, countersign_change } = order;
    const body = pythonJson({ doctype, name, modified, docstatus, workflow_state, countersign_change });
    const signature = signatureOf(body, faults.strike('webhook-forged') ? `not ${secret}` : secret);
    webhooks.send(url, { body, headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: signature } });
  };
}
