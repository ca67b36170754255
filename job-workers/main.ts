import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { readEnv } from '../src/config/env.js';
import { createPino, NestLog } from '../src/logging/logger.js';
import { WorkersModule } from './workers.module.js';

async function start(): Promise<void> {
  const env = readEnv();
  const log = createPino('job-workers', env.LOG_LEVEL);
  const app = await NestFactory.create(WorkersModule, { logger: new NestLog(log), abortOnError: false });
  // SIGTERM and SIGINT: the runtime drains, then the connections close.
  app.enableShutdownHooks();
  await app.listen(env.WORKERS_PORT, env.HOST);
  log.info({ port: env.WORKERS_PORT }, 'the job workers answer GET /health');
}

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
