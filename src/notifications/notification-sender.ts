import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Logger } from '../logging/logger.js';
import { MESSAGE_CHANNELS, type ChannelId, type MessageChannel } from '../ports/message-channel.port.js';
import { ChannelLoop } from './channel-loop.js';
import { Deliverer } from './deliverer.js';
import { DeliveryQueue } from './delivery-queue.js';

/** How many messages of a channel are under way at once; mail has as many as its pool has connections. */
const CONCURRENCY: Readonly<Record<ChannelId, number>> = { 'in-app': 8, slack: 8, email: 5 };

/** Sends notifications: one independent loop per channel. Several processes share the work through leases. */
@Injectable()
export class NotificationSender implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly loops: readonly ChannelLoop[];

  constructor(
    @Inject(MESSAGE_CHANNELS) channels: readonly MessageChannel[],
    queue: DeliveryQueue,
    deliverer: Deliverer,
    logger: Logger,
  ) {
    this.loops = channels.map((channel) => new ChannelLoop(channel, CONCURRENCY[channel.id], queue, deliverer, logger));
  }

  onApplicationBootstrap(): void {
    for (const loop of this.loops) loop.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  /** New messages are there. */
  wake(): void {
    for (const loop of this.loops) loop.wake();
  }
}
