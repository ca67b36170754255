import { simulatorApp } from '../shared/simulator-app.ts';
import { Faults } from '../shared/faults.ts';
import { listen, type ListenOptions, type Simulator } from '../shared/simulator.ts';
import { openStateStore } from '../shared/state-store.ts';
import { VirtualClock } from '../shared/virtual-clock.ts';
import { WebhookSender } from '../shared/webhook-sender.ts';
import { apiRoutes } from './api-routes.ts';
import { switchesSchema, type ArenaContext, type Switches } from './arena-context.ts';
import { arenaStateSchema, emptyArena, type ArenaState } from './arena-state.ts';
import { ChangeService } from './change-service.ts';
import { pageRoutes } from './page-routes.ts';
import { QualityService } from './quality-service.ts';
import { Quota } from './quota.ts';
import { Sessions } from './sessions.ts';
import { usersOf } from './workspace.ts';

export interface ArenaOptions extends ListenOptions {
  readonly email: string;
  readonly password: string;
  readonly workspaceId: number;
  /** Calls per workspace and day; the product's smallest package has 10000. */
  readonly requestLimit?: number | undefined;
  readonly stateFile?: string | undefined;
  readonly webhookUrl?: string | undefined;
  /** Where browsers find it; by default the address it listens on. */
  readonly publicUrl?: string | undefined;
}

export const ARENA_FAULTS = ['quota-exhausted', 'silent-no-op', 'submit-blocked'] as const;

/** Starts a simulated Arena workspace: the API under /v1, pages under /, controls under /_sim. */
export async function start(options: ArenaOptions): Promise<Simulator<ArenaState>> {
  const store = openStateStore(arenaStateSchema, emptyArena, options.stateFile);
  const clock = new VirtualClock();
  const faults = new Faults(ARENA_FAULTS);
  // One attempt, as nothing is documented about retries: the poll of the event queue is what can be relied on.
  const webhooks = new WebhookSender(faults, { pausesMs: [], timeoutMs: 5_000 });
  const users = usersOf(options);
  const switches: Switches = { routingMethod: 'user-defined', loginKey: 'arena_session_id', countMeans: 'total' };
  const address = { url: '' };
  const context: ArenaContext = {
    store,
    clock,
    faults,
    users,
    switches,
    sessions: new Sessions(users, clock),
    quota: new Quota(options.requestLimit ?? 10_000, clock),
    workspaceId: options.workspaceId,
    publicUrl: () => options.publicUrl ?? address.url,
    ping: () => {
      if (options.webhookUrl === undefined) return;
      webhooks.send(options.webhookUrl, {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ eventType: 'OUTBOUND_EVENT' }),
      });
    },
  };
  const changes = new ChangeService(context);
  const quality = new QualityService(context);

  const app = simulatorApp({
    faults,
    clock,
    webhooks,
    state: store.state,
    switches: { schema: switchesSchema, current: switches },
  });
  app.use('/v1', apiRoutes(context, changes, quality));
  app.use(pageRoutes(context, changes, quality));

  const server = await listen(app, options);
  address.url = `http://${options.host ?? '127.0.0.1'}:${server.port}`;
  return {
    url: address.url,
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
