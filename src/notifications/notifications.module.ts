import { Module } from '@nestjs/common';
import { IdentitiesModule } from '../identities/identities.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { LinksModule } from '../links/links.module.js';
import { ApprovalAnnouncements } from './approval-announcements.js';
import { ChangeAnnouncements } from './change-announcements.js';
import { Deliverer } from './deliverer.js';
import { DeliveryQueue } from './delivery-queue.js';
import { InAppInbox } from './in-app-inbox.js';
import { MessageComposer } from './message-composer.js';
import { NotificationBoard } from './notification-board.js';
import { NotificationHub } from './notification-hub.js';
import { NotificationSender } from './notification-sender.js';
import { NotificationsController } from './notifications.controller.js';
import { RoutingTable } from './routing-table.js';

/** Needs EventBus, ProcessEngine and the message channels from the root module. */
@Module({
  imports: [IdentitiesModule, LedgerModule, LinksModule],
  controllers: [NotificationsController],
  providers: [
    ApprovalAnnouncements,
    ChangeAnnouncements,
    Deliverer,
    DeliveryQueue,
    InAppInbox,
    MessageComposer,
    NotificationBoard,
    NotificationHub,
    NotificationSender,
    RoutingTable,
  ],
})
export class NotificationsModule {}
