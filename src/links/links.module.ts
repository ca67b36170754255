import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { DeepLinks } from './deep-links.js';
import { LinkLanding } from './link-landing.js';
import { LinksController } from './links.controller.js';
import { ProcessOfApproval } from './process-of-approval.js';

/** Needs UserTaskQuery from the root module. */
@Module({
  imports: [ApprovalsModule],
  controllers: [LinksController],
  providers: [DeepLinks, LinkLanding, ProcessOfApproval],
  exports: [DeepLinks],
})
export class LinksModule {}
