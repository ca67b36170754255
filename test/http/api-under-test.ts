import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { ApprovalsApiModule } from '../../src/approvals/approvals.module.js';
import { AuthModule } from '../../src/auth/auth.module.js';
import { requireSignIn } from '../../src/auth/require-sign-in.js';
import { ChangesApiModule } from '../../src/changes/changes.module.js';
import type { ChangeView } from '../../src/changes/change-view.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { ENV } from '../../src/config/env.js';
import { serveApiDocument } from '../../src/http/api-document.js';
import { configureHttp } from '../../src/http/configure-http.js';
import { Logger } from '../../src/logging/logger.js';
import { LoggingModule } from '../../src/logging/logging.module.js';
import { PersistenceModule } from '../../src/persistence/persistence.module.js';
import { startIdentityProvider } from '../../simulators/identity-provider/identity-provider.ts';
import { signIn, type SignedInPerson } from '../../simulators/identity-provider/sign-in.ts';
import { TEST_SECRET, testEnv } from '../auth/test-platform.ts';
import { createTestDatabase, type TestDatabase } from '../database/postgres.js';
import { changeContent } from '../factories/change-content.js';
import { createCore } from '../factories/core.js';
import { SilentLogger } from '../factories/silent-logger.js';
import { freePorts } from '../process/engines/free-ports.ts';
import { FakePortsModule } from './fake-ports.js';

export interface ApiUnderTest {
  readonly url: string;
  readonly app: NestExpressApplication;
  readonly database: TestDatabase;
  /** The core services on the same database: they play the engine's part. */
  readonly core: ReturnType<typeof createCore>;
  /** What the platform logged. */
  readonly log: SilentLogger;
  signIn(personId: string): Promise<SignedInPerson>;
  stop(): Promise<void>;
}

/** The API of changes and approvals behind real HTTP, sign-in and PostgreSQL; engine and bus are fakes. */
export async function startApi(): Promise<ApiUnderTest> {
  const database = await createTestDatabase();
  const ports = await freePorts(['platform', 'provider']);
  const url = `http://localhost:${ports.platform}`;
  const issuer = `http://localhost:${ports.provider}`;
  const log = new SilentLogger();
  const moduleRef = await Test.createTestingModule({
    imports: [
      ConfigModule,
      LoggingModule,
      PersistenceModule,
      FakePortsModule,
      AuthModule,
      ChangesApiModule,
      ApprovalsApiModule,
    ],
  })
    .overrideProvider(ENV)
    .useValue(testEnv(database.url, url, issuer))
    .overrideProvider(Logger)
    .useValue(log)
    .compile();
  const app = moduleRef.createNestApplication<NestExpressApplication>({ rawBody: true, logger: false });
  configureHttp(app);
  requireSignIn(app, ['/api/docs', '/api/docs-json', '/api/docs-yaml']);
  serveApiDocument(app);
  await app.listen(ports.platform, '127.0.0.1');
  const provider = await startIdentityProvider({
    issuer,
    port: ports.provider,
    publicUrl: url,
    clientSecret: TEST_SECRET,
    machineClientSecret: TEST_SECRET,
  });
  return {
    url,
    app,
    database,
    core: createCore(database.source),
    log,
    signIn: (personId) => signIn(url, personId),
    async stop() {
      await app.close();
      await provider.stop();
      await database.drop();
    },
  };
}

/** Submits a change, or keeps a draft, as a person would; fails when that is not accepted. */
export async function createChange(
  person: SignedInPerson,
  overrides: Parameters<typeof changeContent>[0] = {},
  query = '',
): Promise<ChangeView> {
  const response = await post(person, `/api/v1/changes${query}`, changeContent(overrides));
  if (response.status !== 201) throw new Error(`Not created: ${response.status} ${await response.text()}`);
  return (await response.json()) as ChangeView;
}

/** Sends a value as JSON. */
export function post(person: SignedInPerson, path: string, body: unknown): Promise<Response> {
  return person.fetch(path, { method: 'POST', body: JSON.stringify(body) });
}
