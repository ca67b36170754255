import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { IdentitiesModule } from '../identities/identities.module.js';
import { Acknowledgement } from './acknowledgement.js';
import { SlackActor } from './slack-actor.js';
import { SlackDecisions } from './slack-decisions.js';
import { SlackInteractionsController } from './slack-interactions.controller.js';
import { SlackInteractions } from './slack-interactions.js';

/** Needs InteractiveChat from the root module. */
@Module({
  imports: [ApprovalsModule, IdentitiesModule],
  controllers: [SlackInteractionsController],
  providers: [Acknowledgement, SlackActor, SlackDecisions, SlackInteractions],
})
export class SlackModule {}
