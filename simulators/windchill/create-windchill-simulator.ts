import { simulatorApp } from '../shared/simulator-app.ts';
import { Faults } from '../shared/faults.ts';
import { listen, type ListenOptions, type Simulator } from '../shared/simulator.ts';
import { openStateStore } from '../shared/state-store.ts';
import { VirtualClock } from '../shared/virtual-clock.ts';
import { WebhookSender } from '../shared/webhook-sender.ts';
import { ChangeNoticeService } from './change-notice-service.ts';
import { eventAnnouncer, seedSubscription } from './event-announcer.ts';
import { HttpSessions } from './http-sessions.ts';
import { odataRoutes } from './odata-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { principalsOf } from './principals.ts';
import { switchesSchema, type Switches, type WindchillContext } from './windchill-context.ts';
import { emptyWindchill, windchillStateSchema, type WindchillState } from './windchill-state.ts';
import { WorkItemService } from './work-item-service.ts';

export interface WindchillOptions extends ListenOptions {
  readonly user: string;
  readonly password: string;
  readonly stateFile?: string | undefined;
  readonly webhookUrl?: string | undefined;
}

export const WINDCHILL_FAULTS = ['session-lost', 'silent-no-op'] as const;

/** Starts a simulated Windchill: REST services under /Windchill/servlet/odata, pages under /, controls under /_sim. */
export async function start(options: WindchillOptions): Promise<Simulator<WindchillState>> {
  const store = openStateStore(windchillStateSchema, emptyWindchill, options.stateFile);
  const clock = new VirtualClock();
  const faults = new Faults(WINDCHILL_FAULTS);
  const webhooks = new WebhookSender(faults, { pausesMs: [], timeoutMs: 5_000 });
  const principals = principalsOf(options);
  const switches: Switches = {
    reviewStarts: 'on-review',
    taskKind: 'routing',
    signingRequired: false,
    reviewer: options.user,
  };
  if (options.webhookUrl !== undefined) seedSubscription(store, options.webhookUrl);
  const context: WindchillContext = {
    store,
    clock,
    faults,
    principals,
    switches,
    webhookUrl: options.webhookUrl,
    announce: eventAnnouncer(store, clock, webhooks),
  };
  const workItems = new WorkItemService(context);
  const notices = new ChangeNoticeService(context, workItems);
  const sessions = new HttpSessions(principals, clock, faults);

  const app = simulatorApp({
    faults,
    clock,
    webhooks,
    state: store.state,
    switches: { schema: switchesSchema, current: switches },
  });
  app.use('/Windchill/servlet/odata', odataRoutes(context, { sessions, notices, workItems }));
  app.use(pageRoutes(context, notices, workItems));

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
