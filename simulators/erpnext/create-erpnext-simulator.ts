import { simulatorApp } from '../shared/simulator-app.ts';
import { Faults } from '../shared/faults.ts';
import { listen, type ListenOptions, type Simulator } from '../shared/simulator.ts';
import { openStateStore } from '../shared/state-store.ts';
import { VirtualClock } from '../shared/virtual-clock.ts';
import { WebhookSender } from '../shared/webhook-sender.ts';
import { apiRoutes } from './api-routes.ts';
import { switchesSchema, type ErpnextContext, type Switches } from './erpnext-context.ts';
import { erpnextStateSchema, initialErpnext, type ErpnextState } from './erpnext-state.ts';
import { pageRoutes } from './page-routes.ts';
import { PurchaseOrderService } from './purchase-order-service.ts';
import { usersOf } from './users.ts';
import { FRAPPE_DELIVERY, webhookAnnouncer } from './webhook-announcer.ts';

export interface ErpnextOptions extends ListenOptions {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly stateFile?: string | undefined;
  readonly webhook?: { readonly url: string; readonly secret: string } | undefined;
}

export const ERPNEXT_FAULTS = ['silent-no-op', 'queued-submit', 'queued-submit-fails', 'webhook-forged'] as const;

/** Starts a simulated ERPNext site: the API under /api, pages under /app, controls under /_sim. */
export async function start(options: ErpnextOptions): Promise<Simulator<ErpnextState>> {
  const store = openStateStore(erpnextStateSchema, initialErpnext, options.stateFile);
  const clock = new VirtualClock();
  const faults = new Faults(ERPNEXT_FAULTS);
  const webhooks = new WebhookSender(faults, FRAPPE_DELIVERY);
  const switches: Switches = { allowSelfApproval: false, queueInBackground: false };
  const announce = options.webhook
    ? webhookAnnouncer(options.webhook.url, options.webhook.secret, webhooks, faults)
    : () => undefined;
  const context: ErpnextContext = { store, clock, faults, users: usersOf(options), switches, announce };
  const orders = new PurchaseOrderService(context);

  const app = simulatorApp({
    faults,
    clock,
    webhooks,
    state: store.state,
    switches: { schema: switchesSchema, current: switches },
  });
  app.use('/api', apiRoutes(context, orders));
  app.use(pageRoutes(context, orders));

  const server = await listen(app, options);
  return {
    url: `http://${options.host ?? '127.0.0.1'}:${server.port}`,
    state: store.state,
    faults,
    clock,
    webhooks,
    stop: async () => {
      webhooks.stop();
      await server.close();
    },
  };
}
