import { Module } from '@nestjs/common';
import { OutboxListener } from './outbox-listener.js';
import { OutboxRelay } from './outbox-relay.js';

/** Needs ProcessEngine and EventBus from the root module. */
@Module({ providers: [OutboxRelay, OutboxListener], exports: [OutboxRelay] })
export class RelayModule {}
