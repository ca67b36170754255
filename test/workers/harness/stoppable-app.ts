import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { HandlerRegistry } from '../../../job-workers/runtime/handler-registry.js';
import { JobHandler } from '../../../job-workers/runtime/job-handler.decorator.js';
import { DECLARED_JOB_TYPES, WorkerRuntime } from '../../../job-workers/runtime/worker-runtime.js';
import { ENV } from '../../../src/config/env.js';
import { defineJob } from '../../../src/contracts/job-contract.js';
import { Logger } from '../../../src/logging/logger.js';
import { JobBroker } from '../../../src/ports/job-broker.port.js';
import { RecordingLogger, brokerAt } from './test-pool.js';

const slowJob = defineJob({
  type: 'slow',
  summary: 'Takes a while, so that a signal finds it running.',
  input: z.object({ n: z.number() }),
  output: z.object({}),
  errors: [],
  concurrency: 4,
});

@JobHandler(slowJob)
class SlowWorker {
  async handle({ n }: { n: number }): Promise<Record<string, never>> {
    console.log(`started ${n}`);
    await delay(1_500);
    console.log(`finished ${n}`);
    return {};
  }
}

const declared = {
  contracts: [{ jobType: 'slow', where: 'contract' }],
  diagrams: [{ jobType: 'slow', where: 'slow.bpmn' }],
};

@Module({
  imports: [DiscoveryModule],
  providers: [
    SlowWorker,
    HandlerRegistry,
    WorkerRuntime,
    { provide: DECLARED_JOB_TYPES, useValue: declared },
    { provide: ENV, useValue: {} },
    { provide: Logger, useClass: RecordingLogger },
    { provide: JobBroker, useFactory: () => brokerAt(process.env['GRPC_ADDRESS'] ?? '') },
  ],
})
class StoppableApp {}

/** A worker application with one slow handler, stopped as the real one is: by a signal through Nest's shutdown hooks. */
const app = await NestFactory.createApplicationContext(StoppableApp, {
  logger: ['error', 'warn'],
  abortOnError: false,
});
app.enableShutdownHooks();
