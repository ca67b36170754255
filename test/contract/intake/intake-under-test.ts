import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { start as startArenaSimulator } from '../../../simulators/arena/create-arena-simulator.ts';
import { start as startErpnextSimulator } from '../../../simulators/erpnext/create-erpnext-simulator.ts';
import { start as startWindchillSimulator } from '../../../simulators/windchill/create-windchill-simulator.ts';
import { OwningSystemsAdaptersModule } from '../../../src/adapters/owning-systems.module.js';
import { ConfigModule } from '../../../src/config/config.module.js';
import { ENV, envSchema, type Env } from '../../../src/config/env.js';
import { configureHttp } from '../../../src/http/configure-http.js';
import { Logger } from '../../../src/logging/logger.js';
import { LoggingModule } from '../../../src/logging/logging.module.js';
import { IntakeModule } from '../../../src/owning-systems/intake.module.js';
import { IntakeTasks } from '../../../src/owning-systems/intake-tasks.js';
import { OwningSystemReconciler } from '../../../src/owning-systems/owning-system-reconciler.js';
import { OwningSystems } from '../../../src/owning-systems/owning-systems.js';
import { OwningSystemsModule } from '../../../src/owning-systems/owning-systems.module.js';
import { PersistenceModule } from '../../../src/persistence/persistence.module.js';
import { createTestDatabase } from '../../database/postgres.js';
import { createCore } from '../../factories/core.js';
import { SilentLogger } from '../../factories/silent-logger.js';
import { FakePortsModule } from '../../http/fake-ports.js';
import { freePorts } from '../../process/engines/free-ports.ts';
import { postForm } from '../owning-system/simulator-pages.js';
import { knowSamplePeople, nextStep } from '../owning-system-steps/step-services.js';

export const SECRET = 'a-secret-of-the-tests-only';
const WORKSPACE = 4711;
/** So long that nothing but a webhook can be the reason in a test. */
const NEVER_SECONDS = 86_400;

export type IntakeUnderTest = Awaited<ReturnType<typeof startIntake>>;

/** The platform's intake behind real HTTP, with the three simulators that send their webhooks to it. */
export async function startIntake() {
  const database = await createTestDatabase();
  await knowSamplePeople(database.source);
  const { platform } = await freePorts(['platform']);
  const url = `http://127.0.0.1:${platform}`;
  const intake = `${url}/api/v1/intake`;
  const [arena, windchill, erpnext] = await Promise.all([
    startArenaSimulator({
      port: 0,
      email: 'integration@countersign.localhost',
      password: SECRET,
      workspaceId: WORKSPACE,
      webhookUrl: `${intake}/arena/${SECRET}`,
    }),
    startWindchillSimulator({
      port: 0,
      user: 'countersign',
      password: SECRET,
      webhookUrl: `${intake}/windchill/${SECRET}`,
    }),
    startErpnextSimulator({
      port: 0,
      apiKey: SECRET,
      apiSecret: SECRET,
      webhook: { url: `${intake}/erpnext`, secret: SECRET },
    }),
  ]);
  const env: Env = envSchema.parse({
    DATABASE_URL: database.url,
    SLACK_BOT_TOKEN: SECRET,
    SLACK_SIGNING_SECRET: SECRET,
    OIDC_ISSUER: url,
    OIDC_CLIENT_SECRET: SECRET,
    SESSION_SECRET: SECRET,
    LINK_SECRET: SECRET,
    INTAKE_SECRET: SECRET,
    ARENA_URL: `${arena.url}/v1`,
    ARENA_EMAIL: 'integration@countersign.localhost',
    ARENA_PASSWORD: SECRET,
    ARENA_WORKSPACE_ID: WORKSPACE,
    ARENA_POLL_SECONDS: NEVER_SECONDS,
    RECONCILE_SECONDS: NEVER_SECONDS,
    WINDCHILL_URL: `${windchill.url}/Windchill/servlet/odata`,
    WINDCHILL_USER: 'countersign',
    WINDCHILL_PASSWORD: SECRET,
    ERPNEXT_URL: erpnext.url,
    ERPNEXT_API_KEY: SECRET,
    ERPNEXT_API_SECRET: SECRET,
    ERPNEXT_WEBHOOK_SECRET: SECRET,
  });
  const log = new SilentLogger();
  const moduleRef = await Test.createTestingModule({
    imports: [
      ConfigModule,
      LoggingModule,
      PersistenceModule,
      FakePortsModule,
      OwningSystemsAdaptersModule,
      OwningSystemsModule,
      IntakeModule,
    ],
  })
    .overrideProvider(ENV)
    .useValue(env)
    .overrideProvider(Logger)
    .useValue(log)
    .compile();
  const app = moduleRef.createNestApplication<NestExpressApplication>({ rawBody: true, logger: false });
  configureHttp(app);
  await app.listen(platform, '127.0.0.1');
  const core = createCore(database.source);
  const owningSystems = app.get(OwningSystems);

  return {
    url: intake,
    log,
    database,
    core,
    owningSystems,
    arena,
    windchill,
    erpnext,
    reconciler: app.get(OwningSystemReconciler),
    tasks: app.get(IntakeTasks),

    /** An approval that waits in its system, as the flow's steps leave it. */
    async raised(required: Parameters<typeof core.openApproval>[1] = {}) {
      const { change, approvalId } = await core.openApproval({}, required);
      const step = nextStep();
      const [object] = await owningSystems.register(change.id, [required.owningSystem ?? 'arena'], step);
      await owningSystems.raiseApproval(approvalId, step);
      if (object === undefined) throw new Error('The change was registered nowhere.');
      return { change, approvalId, objectId: object.objectId };
    },

    async voteInArena(guid: string, decision: 'APPROVED' | 'REJECTED', person: string): Promise<void> {
      const change = arena.state.changes.find((candidate) => candidate.guid === guid);
      if (change === undefined) throw new Error(`Arena has no change ${guid}.`);
      await postForm(`${arena.url}/${change.viewId}/vote`, { person, decision, comments: 'Decided in Arena.' });
    },
    actInErpnext: (name: string, action: string, person: string) =>
      postForm(`${erpnext.url}/app/purchase-order/${name}/action`, { person, action, comment: 'Decided in ERPNext.' }),
    async completeInWindchill(noticeId: string, choice: string, person: string): Promise<void> {
      const item = windchill.state.workItems.find(
        ({ subject, status }) => subject === noticeId && status === 'POTENTIAL',
      );
      if (item === undefined) throw new Error(`Windchill has no open task about ${noticeId}.`);
      await postForm(`${windchill.url}/Windchill/app/complete`, {
        person,
        item: item.id,
        choice,
        comment: 'Decided in Windchill.',
      });
    },

    async stop(): Promise<void> {
      await app.close();
      await Promise.all([arena.stop(), windchill.stop(), erpnext.stop()]);
      await database.drop();
    },
  };
}
