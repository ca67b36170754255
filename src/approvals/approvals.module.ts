import { Module } from '@nestjs/common';
import { IdentitiesModule } from '../identities/identities.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { ApprovalOpening } from './approval-opening.js';
import { ApprovalQueries } from './approval-queries.js';
import { ApprovalReminders } from './approval-reminders.js';
import { ApprovalSettlement } from './approval-settlement.js';
import { ApprovalsController } from './approvals.controller.js';
import { DecideApproval } from './decide-approval.js';
import { OpenApprovals } from './open-approvals.js';

const services = [
  ApprovalOpening,
  ApprovalQueries,
  ApprovalReminders,
  ApprovalSettlement,
  DecideApproval,
  OpenApprovals,
];

/** Needs ProcessEngine and UserTaskQuery from the root module. */
@Module({ imports: [LedgerModule, IdentitiesModule], providers: services, exports: services })
export class ApprovalsModule {}

/** Routes of the platform; the job workers use the services alone. */
@Module({ imports: [ApprovalsModule], controllers: [ApprovalsController] })
export class ApprovalsApiModule {}
