import { Controller, Get, Post } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { AuthModule } from '../../src/auth/auth.module.js';
import { IdentityProvider } from '../../src/auth/identity-provider.js';
import { CurrentPerson } from '../../src/auth/current-person.decorator.js';
import { requireSignIn } from '../../src/auth/require-sign-in.js';
import { Roles } from '../../src/auth/roles.decorator.js';
import { SignInFirst } from '../../src/auth/sign-in-first.decorator.js';
import { SignedCallback } from '../../src/auth/signed-callback.decorator.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { ENV, readEnv, type Env } from '../../src/config/env.js';
import type { Actor } from '../../src/domain/actor.js';
import { configureHttp } from '../../src/http/configure-http.js';
import { LoggingModule } from '../../src/logging/logging.module.js';
import { PersistenceModule } from '../../src/persistence/persistence.module.js';
import { startIdentityProvider } from '../../simulators/identity-provider/identity-provider.ts';
import { createTestDatabase, type TestDatabase } from '../database/postgres.js';
import { freePorts } from '../process/engines/free-ports.ts';

export const TEST_SECRET = 'only-for-tests-0123456789';

/** One route of each kind, beside those of the sign-in itself. */
@Controller('api/v1/probe')
class ProbeController {
  @Get()
  who(@CurrentPerson() actor: Actor): Actor {
    return actor;
  }

  @Post()
  change(@CurrentPerson() actor: Actor): Actor {
    return actor;
  }

  @Get('operators')
  @Roles('operator')
  operators(@CurrentPerson() actor: Actor): Actor {
    return actor;
  }

  @Get('page/:id')
  @SignInFirst()
  page(@CurrentPerson() actor: Actor): Actor {
    return actor;
  }

  @Post('callback')
  @SignedCallback()
  callback(): { received: true } {
    return { received: true };
  }
}

export interface TestPlatform {
  readonly url: string;
  readonly issuer: string;
  readonly app: NestExpressApplication;
  readonly database: TestDatabase;
  readonly identityProvider: IdentityProvider;
  startProvider(): Promise<void>;
  stopProvider(): Promise<void>;
  stop(): Promise<void>;
}

/** The sign-in of the platform with a real identity provider, database and HTTP; without the rest of the platform. */
export async function startTestPlatform(settings: Partial<Env> = {}): Promise<TestPlatform> {
  const database = await createTestDatabase();
  const ports = await freePorts(['platform', 'provider']);
  const url = `http://localhost:${ports.platform}`;
  const issuer = `http://localhost:${ports.provider}`;

  const moduleRef = await Test.createTestingModule({
    imports: [ConfigModule, LoggingModule, PersistenceModule, AuthModule],
    controllers: [ProbeController],
  })
    .overrideProvider(ENV)
    .useValue({ ...testEnv(database.url, url, issuer), ...settings })
    .compile();
  const app = moduleRef.createNestApplication<NestExpressApplication>({ rawBody: true, logger: false });
  configureHttp(app);
  requireSignIn(app, ['/api/docs']);
  app.use('/api/docs', (_request: unknown, response: { send(text: string): void }) => response.send('docs'));
  await app.listen(ports.platform, '127.0.0.1');

  let provider: Awaited<ReturnType<typeof startIdentityProvider>> | undefined;
  const stopProvider = async (): Promise<void> => {
    await provider?.stop();
    provider = undefined;
  };
  return {
    url,
    issuer,
    app,
    database,
    identityProvider: app.get(IdentityProvider),
    stopProvider,
    async startProvider() {
      provider = await startIdentityProvider({
        issuer,
        port: ports.provider,
        publicUrl: url,
        clientSecret: TEST_SECRET,
        machineClientSecret: TEST_SECRET,
      });
    },
    async stop() {
      await app.close();
      await stopProvider();
      await database.drop();
    },
  };
}

/** Complete settings; nothing but database and identity provider is there. */
export function testEnv(databaseUrl: string, publicUrl: string, issuer: string): Env {
  const secretNames = [
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
    'OIDC_CLIENT_SECRET',
    'SESSION_SECRET',
    'LINK_SECRET',
    'INTAKE_SECRET',
    'ARENA_PASSWORD',
    'WINDCHILL_PASSWORD',
    'ERPNEXT_API_KEY',
    'ERPNEXT_API_SECRET',
    'ERPNEXT_WEBHOOK_SECRET',
  ];
  return readEnv({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    DATABASE_URL: databaseUrl,
    PUBLIC_URL: publicUrl,
    OIDC_ISSUER: issuer,
    ARENA_URL: 'http://127.0.0.1:1',
    ARENA_EMAIL: 'arena@countersign.localhost',
    ARENA_WORKSPACE_ID: '1',
    WINDCHILL_URL: 'http://127.0.0.1:1',
    WINDCHILL_USER: 'countersign',
    ERPNEXT_URL: 'http://127.0.0.1:1',
    ...Object.fromEntries(secretNames.map((name) => [name, TEST_SECRET])),
  });
}
