import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { ChangesModule } from '../changes/changes.module.js';
import { IdentitiesModule } from '../identities/identities.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { DecisionAttempts } from './decision-attempts.js';
import { IntakeInbox } from './intake-inbox.js';
import { IntakeTasks } from './intake-tasks.js';
import { IntakeController } from './intake.controller.js';
import { Leadership } from './leadership.js';
import { OwningSystemReconciler } from './owning-system-reconciler.js';
import { OwningSystemsModule } from './owning-systems.module.js';
import { RaisedChanges } from './raised-changes.js';
import { SystemDecisions } from './system-decisions.js';

/** News from owning systems: webhooks, polls, reconciliation. In the platform only. Needs CHANGE_FEEDS from the root module. */
@Module({
  imports: [OwningSystemsModule, ApprovalsModule, ChangesModule, IdentitiesModule, LedgerModule],
  controllers: [IntakeController],
  providers: [
    DecisionAttempts,
    IntakeInbox,
    IntakeTasks,
    Leadership,
    OwningSystemReconciler,
    RaisedChanges,
    SystemDecisions,
  ],
  exports: [OwningSystemReconciler],
})
export class IntakeModule {}
