import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import { JobBroker } from '../../ports/job-broker.port.js';
import { ProcessEngine, UserTaskQuery } from '../../ports/process-engine.port.js';
import { ProcessMonitor } from '../../ports/process-monitor.port.js';
import { CamundaClient } from './camunda-client.js';
import { CamundaSearch } from './camunda-search.js';
import { ZeebeJobBroker } from './zeebe-job-broker.adapter.js';
import { ZeebeProcessEngine } from './zeebe-process-engine.adapter.js';
import { ZeebeProcessMonitor } from './zeebe-process-monitor.adapter.js';
import { ZeebeUserTaskQuery } from './zeebe-user-task-query.adapter.js';

/** Binds the engine's ports to Camunda 8. */
@Global()
@Module({
  providers: [
    { provide: CamundaClient, inject: [ENV], useFactory: (env: Env) => new CamundaClient(env) },
    {
      provide: CamundaSearch,
      inject: [ENV, CamundaClient],
      useFactory: (env: Env, client: CamundaClient) => new CamundaSearch(env, client.credentials),
    },
    {
      provide: JobBroker,
      inject: [ENV, CamundaClient],
      useFactory: (env: Env, client: CamundaClient) => new ZeebeJobBroker(env.ZEEBE_GRPC_ADDRESS, client.credentials),
    },
    { provide: ProcessEngine, useClass: ZeebeProcessEngine },
    { provide: UserTaskQuery, useClass: ZeebeUserTaskQuery },
    { provide: ProcessMonitor, useClass: ZeebeProcessMonitor },
  ],
  exports: [ProcessEngine, UserTaskQuery, ProcessMonitor, JobBroker],
})
export class CamundaModule implements OnApplicationShutdown {
  constructor(@Inject(CamundaClient) private readonly client: CamundaClient) {}

  /** After every module has stopped working: nothing sends commands any more. */
  async onApplicationShutdown(): Promise<void> {
    await this.client.close();
  }
}
