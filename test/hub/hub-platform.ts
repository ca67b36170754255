import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { vi } from 'vitest';
import { EventBusModule } from '../../src/adapters/event-bus.module.js';
import { MessageChannelsModule } from '../../src/adapters/message-channels.module.js';
import { ApprovalsApiModule } from '../../src/approvals/approvals.module.js';
import { AuthModule } from '../../src/auth/auth.module.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { ENV, type Env } from '../../src/config/env.js';
import type { Role } from '../../src/domain/actor.js';
import { personId } from '../../src/domain/ids.js';
import { configureHttp } from '../../src/http/configure-http.js';
import { PersonDirectory } from '../../src/identities/person-directory.js';
import { LinksModule } from '../../src/links/links.module.js';
import { LoggingModule } from '../../src/logging/logging.module.js';
import { NotificationsModule } from '../../src/notifications/notifications.module.js';
import { PersistenceModule } from '../../src/persistence/persistence.module.js';
import { EventBus } from '../../src/ports/event-bus.port.js';
import { ProcessEngine, UserTaskQuery } from '../../src/ports/process-engine.port.js';
import { OutboxRelay } from '../../src/relay/outbox-relay.js';
import { RelayModule } from '../../src/relay/relay.module.js';
import { SlackModule } from '../../src/slack/slack.module.js';
import { startIdentityProvider } from '../../simulators/identity-provider/identity-provider.ts';
import { startMailbox } from '../../simulators/mailbox/mailbox.ts';
import { people } from '../../simulators/shared/people.ts';
import { startSlack } from '../../simulators/slack/slack.ts';
import { testEnv, TEST_SECRET } from '../auth/test-platform.js';
import { createTestDatabase } from '../database/postgres.js';
import { createCore } from '../factories/core.js';
import { freePorts } from '../process/engines/free-ports.ts';
import { FakeEngine, FakeEngineModule, FakeUserTasks } from './fake-engine.js';

export interface NotificationRow {
  readonly id: string;
  readonly cause: string;
  readonly person_id: string;
  readonly channel: string;
  readonly kind: string;
  readonly state: string;
  readonly message: { readonly lead: string; readonly decidable: boolean; readonly subject: string };
  readonly stale_message: unknown;
  readonly attempts: number;
  readonly last_error: string | null;
}

export type HubPlatform = Awaited<ReturnType<typeof startHubPlatform>>;

export const patience = { timeout: 15_000, interval: 25 };

/** Hub, Slack door, links, relay and sign-in as in production, with simulators around them; only the engine is a fake. */
export async function startHubPlatform(bus?: EventBus) {
  const database = await createTestDatabase();
  const ports = await freePorts(['platform', 'provider']);
  const url = `http://localhost:${ports.platform}`;
  const issuer = `http://localhost:${ports.provider}`;
  const mailbox = await startMailbox({ port: 0, smtpPort: 0 });
  const slack = await startSlack({
    port: 0,
    botToken: TEST_SECRET,
    signingSecret: TEST_SECRET,
    interactivityUrl: `http://127.0.0.1:${ports.platform}/api/v1/slack/interactions`,
  });
  const provider = await startIdentityProvider({
    issuer,
    port: ports.provider,
    publicUrl: url,
    clientSecret: TEST_SECRET,
    machineClientSecret: TEST_SECRET,
  });
  const env: Env = {
    ...testEnv(database.url, url, issuer),
    SMTP_URL: mailbox.smtpUrl,
    SLACK_API_URL: `${slack.url}/api/`,
    ARENA_URL: 'http://127.0.0.1:4001/v1',
  };
  const apps: NestExpressApplication[] = [];
  const app = await createApp(env, bus);
  apps.push(app);
  await app.listen(ports.platform, '127.0.0.1');
  await app.get(EventBus).start();
  app.get(OutboxRelay).start();
  await importSamplePeople(app.get(PersonDirectory));

  return {
    url,
    env,
    app,
    database,
    mailbox,
    slack,
    engine: app.get<FakeEngine>(ProcessEngine),
    userTasks: app.get<FakeUserTasks>(UserTaskQuery),
    people: app.get(PersonDirectory),
    core: createCore(database.source),

    /** Another replica of the platform, on the same database. */
    async startReplica(): Promise<NestExpressApplication> {
      const replica = await createApp(env);
      await replica.init();
      apps.push(replica);
      return replica;
    },

    async notifications(changeId: string): Promise<NotificationRow[]> {
      return database.source.query('select * from notification where change_id = $1 order by id', [changeId]);
    },

    /** Waits until every event is handled and nothing waits to be sent. */
    async settled(changeId: string): Promise<NotificationRow[]> {
      return vi.waitFor(async () => {
        const outbox: unknown[] = await database.source.query('select id from outbox where key = $1', [changeId]);
        if (outbox.length > 0) throw new Error('the relay has not delivered everything yet');
        const rows = await this.notifications(changeId);
        const open = rows.filter((row) => row.state === 'pending' || row.stale_message !== null);
        if (open.length > 0) throw new Error(`${open.length} notifications are not delivered yet`);
        return rows;
      }, patience);
    },

    async stop(): Promise<void> {
      for (const each of apps.reverse()) await each.close();
      await Promise.all([slack.stop(), mailbox.stop(), provider.stop()]);
      await database.drop();
    },
  };
}

async function createApp(env: Env, bus?: EventBus): Promise<NestExpressApplication> {
  const testing = Test.createTestingModule({
    imports: [
      ConfigModule,
      LoggingModule,
      PersistenceModule,
      FakeEngineModule,
      EventBusModule,
      MessageChannelsModule,
      AuthModule,
      ApprovalsApiModule,
      NotificationsModule,
      SlackModule,
      LinksModule,
      RelayModule,
    ],
  })
    .overrideProvider(ENV)
    .useValue(env);
  if (bus !== undefined) testing.overrideProvider(EventBus).useValue(bus);
  const moduleRef = await testing.compile();
  const app = moduleRef.createNestApplication<NestExpressApplication>({ rawBody: true, logger: false });
  configureHttp(app);
  return app;
}

async function importSamplePeople(directory: PersonDirectory): Promise<void> {
  for (const { id, name, email, roles, groups, slackUserId } of people) {
    await directory.upsert({ id: personId(id), name, email, roles: roles as Role[], groups, slackUserId });
  }
}
