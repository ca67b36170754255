import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { ChangeDiagrams } from './change-diagrams.js';
import { ChangeQueries } from './change-queries.js';
import { ChangeReview } from './change-review.js';
import { ChangeSubmission } from './change-submission.js';
import { ChangeWithdrawal } from './change-withdrawal.js';
import { ChangesController } from './changes.controller.js';

const services = [ChangeSubmission, ChangeWithdrawal, ChangeReview, ChangeQueries];

@Module({ imports: [LedgerModule, ApprovalsModule], providers: services, exports: services })
export class ChangesModule {}

/** Routes of the platform; the job workers use the services alone. */
@Module({ imports: [ChangesModule], controllers: [ChangesController], providers: [ChangeDiagrams] })
export class ChangesApiModule {}
