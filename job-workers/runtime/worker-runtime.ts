import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { ENV, type Env } from '../../src/config/env.js';
import { Logger } from '../../src/logging/logger.js';
import { JobBroker } from '../../src/ports/job-broker.port.js';
import { HandlerRegistry } from './handler-registry.js';
import { jobTypeProblems, type JobTypeUse } from './job-type-problems.js';
import { redactionFor } from './redaction.js';
import { WorkerPool, type PoolStatus } from './worker-pool.js';

/** Injection token of `DeclaredJobTypes`. */
export const DECLARED_JOB_TYPES = Symbol('DECLARED_JOB_TYPES');

/** What handlers are held against: every job type that a contract declares or a diagram asks for. */
export interface DeclaredJobTypes {
  readonly contracts: readonly JobTypeUse[];
  readonly diagrams: readonly JobTypeUse[];
}

/** The pool as a part of the application: checked before anything starts, drained before anything is closed. */
@Injectable()
export class WorkerRuntime implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private pool: WorkerPool | undefined;

  constructor(
    private readonly registry: HandlerRegistry,
    @Inject(DECLARED_JOB_TYPES) private readonly declared: DeclaredJobTypes,
    @Inject(ENV) private readonly env: Env,
    private readonly broker: JobBroker,
    private readonly logger: Logger,
  ) {}

  /** Refuses to start half: diagrams, contracts and handlers match one to one, or the message says what does not. */
  onModuleInit(): void {
    const handlers = this.registry.handlers();
    const problems = jobTypeProblems({
      ...this.declared,
      handlers: handlers.map(({ contract, name }) => ({ jobType: contract.type, where: name })),
    });
    if (problems.length > 0) {
      throw new Error(
        `Diagrams, contracts and handlers do not match; nothing was started:\n  ${problems.join('\n  ')}`,
      );
    }
    const { broker, logger, env } = this;
    this.pool = new WorkerPool(handlers, { broker, logger, redact: redactionFor(env) });
  }

  onApplicationBootstrap(): void {
    this.pool?.start();
    this.logger.info({ jobTypes: this.declared.contracts.length }, 'the job workers take jobs');
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.pool?.drain();
  }

  /** Null before the check at boot has passed. */
  status(): PoolStatus | null {
    return this.pool?.status() ?? null;
  }
}
