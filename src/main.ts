import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { requireSignIn } from './auth/require-sign-in.js';
import { readEnv } from './config/env.js';
import { serveApiDocument } from './http/api-document.js';
import { configureHttp } from './http/configure-http.js';
import { serveWebApp } from './http/web-app.js';
import { createPino, NestLog } from './logging/logger.js';
import { EventBus } from './ports/event-bus.port.js';
import { OutboxRelay } from './relay/outbox-relay.js';

async function start(): Promise<void> {
  const env = readEnv();
  const log = createPino('countersign', env.LOG_LEVEL);
  const app = await NestFactory.create<NestExpressApplication>(AppModule, { rawBody: true, logger: new NestLog(log) });
  configureHttp(app);
  serveWebApp(app);
  requireSignIn(app, ['/api/docs', '/api/docs-json', '/api/docs-yaml']);
  serveApiDocument(app);
  await app.init();
  await app.get(EventBus).start();
  app.get(OutboxRelay).start();
  await app.listen(env.PORT, env.HOST);
  log.info({ url: env.PUBLIC_URL }, 'the platform is listening');
}

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
