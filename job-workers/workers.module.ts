import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { readJobUses } from '../src/adapters/camunda/bpmn-job-types.js';
import { CamundaModule } from '../src/adapters/camunda/camunda.module.js';
import { OwningSystemsAdaptersModule } from '../src/adapters/owning-systems.module.js';
import { ApprovalsModule } from '../src/approvals/approvals.module.js';
import { ChangesModule } from '../src/changes/changes.module.js';
import { ConfigModule } from '../src/config/config.module.js';
import { JOB_CONTRACTS } from '../src/contracts/job-contracts.js';
import { GovernanceModule } from '../src/governance/governance.module.js';
import { LoggingModule } from '../src/logging/logging.module.js';
import { OwningSystemsModule } from '../src/owning-systems/owning-systems.module.js';
import { PersistenceModule } from '../src/persistence/persistence.module.js';
import { EscalateApprovalWorker } from './approval/escalate.worker.js';
import { OpenApprovalWorker } from './approval/open.worker.js';
import { RemindApprovalWorker } from './approval/remind.worker.js';
import { SettleApprovalWorker } from './approval/settle.worker.js';
import { CompleteChangeWorker } from './arena/complete-change.worker.js';
import { ReopenChangeWorker } from './arena/reopen-change.worker.js';
import { ApproveChangeWorker } from './change/approve.worker.js';
import { ConcludeChangeWorker } from './change/conclude.worker.js';
import { RegisterChangeWorker } from './change/register.worker.js';
import { UnregisterChangeWorker } from './change/unregister.worker.js';
import { ValidateChangeWorker } from './change/validate.worker.js';
import { CancelOrderWorker } from './erp/cancel-order.worker.js';
import { PlaceOrderWorker } from './erp/place-order.worker.js';
import { SelectApprovalsWorker } from './governance/select-approvals.worker.js';
import { HandlerRegistry } from './runtime/handler-registry.js';
import { HealthController } from './runtime/health.controller.js';
import { DECLARED_JOB_TYPES, WorkerRuntime, type DeclaredJobTypes } from './runtime/worker-runtime.js';
import { ReleaseChangeWorker } from './windchill/release-change.worker.js';
import { ReopenChangeNoticeWorker } from './windchill/reopen-change.worker.js';

const WORKERS = [
  ValidateChangeWorker,
  SelectApprovalsWorker,
  RegisterChangeWorker,
  UnregisterChangeWorker,
  ApproveChangeWorker,
  ConcludeChangeWorker,
  OpenApprovalWorker,
  SettleApprovalWorker,
  RemindApprovalWorker,
  EscalateApprovalWorker,
  ReleaseChangeWorker,
  ReopenChangeNoticeWorker,
  PlaceOrderWorker,
  CancelOrderWorker,
  CompleteChangeWorker,
  ReopenChangeWorker,
];

const declaredJobTypes = {
  provide: DECLARED_JOB_TYPES,
  useFactory: async (): Promise<DeclaredJobTypes> => ({
    contracts: JOB_CONTRACTS.map(({ type }) => ({ jobType: type, where: 'src/contracts/job-contracts.ts' })),
    diagrams: (await readJobUses()).map(({ jobType, file, elementId }) => ({ jobType, where: `${file}#${elementId}` })),
  }),
};

/** The job workers: second application upon the same core. Binds adapters to ports. */
@Module({
  imports: [
    ConfigModule,
    LoggingModule,
    PersistenceModule,
    CamundaModule,
    OwningSystemsAdaptersModule,
    DiscoveryModule,
    ChangesModule,
    ApprovalsModule,
    GovernanceModule,
    OwningSystemsModule,
  ],
  providers: [...WORKERS, declaredJobTypes, HandlerRegistry, WorkerRuntime],
  controllers: [HealthController],
})
export class WorkersModule {}
