import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ENV, type Env } from '../config/env.js';
import { Logger } from '../logging/logger.js';
import { EventBus } from '../ports/event-bus.port.js';
import { InProcessEventBus } from './in-process-bus/in-process-event-bus.js';
import { RabbitMqEventBus } from './rabbitmq/rabbitmq-event-bus.js';

/** RabbitMQ when it is configured; otherwise events are delivered in process, from the same outbox. */
@Global()
@Module({
  providers: [
    {
      provide: EventBus,
      inject: [ENV, Logger],
      useFactory: (env: Env, logger: Logger): EventBus =>
        env.RABBITMQ_URL === undefined
          ? new InProcessEventBus(logger)
          : new RabbitMqEventBus({ url: env.RABBITMQ_URL }, logger),
    },
  ],
  exports: [EventBus],
})
export class EventBusModule implements OnApplicationShutdown {
  constructor(private readonly bus: EventBus) {}

  /** Events in hand are finished; the rest stays where it is. */
  async onApplicationShutdown(): Promise<void> {
    await this.bus.stop();
  }
}
