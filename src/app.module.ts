import { Module } from '@nestjs/common';
import { CamundaModule } from './adapters/camunda/camunda.module.js';
import { EventBusModule } from './adapters/event-bus.module.js';
import { MessageChannelsModule } from './adapters/message-channels.module.js';
import { OwningSystemsAdaptersModule } from './adapters/owning-systems.module.js';
import { ApprovalsApiModule } from './approvals/approvals.module.js';
import { AuthModule } from './auth/auth.module.js';
import { ChangesApiModule } from './changes/changes.module.js';
import { ConfigModule } from './config/config.module.js';
import { HealthController } from './health/health.controller.js';
import { LinksModule } from './links/links.module.js';
import { LoggingModule } from './logging/logging.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { IntakeModule } from './owning-systems/intake.module.js';
import { PersistenceModule } from './persistence/persistence.module.js';
import { RelayModule } from './relay/relay.module.js';
import { SlackModule } from './slack/slack.module.js';

/** The platform: HTTP API, notification hub, relay and intake. The only place here that binds adapters to ports. */
@Module({
  imports: [
    ConfigModule,
    LoggingModule,
    PersistenceModule,
    CamundaModule,
    EventBusModule,
    MessageChannelsModule,
    OwningSystemsAdaptersModule,
    AuthModule,
    ChangesApiModule,
    ApprovalsApiModule,
    NotificationsModule,
    SlackModule,
    LinksModule,
    IntakeModule,
    RelayModule,
  ],
  controllers: [HealthController],
})
export class AppModule {}
