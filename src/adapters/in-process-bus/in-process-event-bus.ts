import type { CloudEventV1 } from 'cloudevents';
import { setTimeout as sleep } from 'node:timers/promises';
import { PermanentError, TransientError } from '../../domain/errors.js';
import type { Logger } from '../../logging/logger.js';
import { EventBus, type EventSubscription } from '../../ports/event-bus.port.js';

export interface InProcessDelivery {
  /** Pauses before the repeats within one `publish`; their number plus one is the number of attempts. */
  readonly repeatAfterMs: readonly number[];
}

/**
 * Delivers within the process and keeps nothing itself: `publish` resolves when every subscriber has handled the event
 * and rejects otherwise, so the event stays with the publisher's outbox, which delivers again and, in the end, sets it
 * aside with the reason. Subscribers that had handled it see a repeat, which their inbox refuses.
 */
export class InProcessEventBus extends EventBus {
  private readonly subscriptions: EventSubscription[] = [];
  private readonly running = new Set<Promise<void>>();
  private accepting = false;

  constructor(
    private readonly logger: Logger,
    private readonly delivery: InProcessDelivery = { repeatAfterMs: [50, 250] },
  ) {
    super();
  }

  subscribe(subscription: EventSubscription): void {
    if (this.subscriptions.some((known) => known.name === subscription.name)) {
      throw new Error(`There are two subscriptions named ${subscription.name}; the inbox could not tell them apart.`);
    }
    this.subscriptions.push(subscription);
  }

  async start(): Promise<void> {
    this.accepting = true;
  }

  async stop(): Promise<void> {
    this.accepting = false;
    await Promise.allSettled(this.running);
  }

  async checkHealth(): Promise<void> {
    if (!this.accepting) throw new TransientError('BUS_STOPPED', 'The event bus does not run.');
  }

  async publish(event: CloudEventV1<unknown>): Promise<void> {
    await this.checkHealth();
    const delivery = this.deliver(event);
    this.running.add(delivery);
    try {
      await delivery;
    } finally {
      this.running.delete(delivery);
    }
  }

  private async deliver(event: CloudEventV1<unknown>): Promise<void> {
    const interested = this.subscriptions.filter((subscription) => subscription.types.includes(event.type));
    const results = await Promise.allSettled(interested.map((subscription) => this.handle(subscription, event)));
    const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
    const [first] = failures;
    if (first === undefined) return;
    // One transient failure is reason enough to deliver again to all.
    throw failures.find((failure) => failure instanceof TransientError) ?? first;
  }

  private async handle(subscription: EventSubscription, event: CloudEventV1<unknown>): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await subscription.handle(event);
        return;
      } catch (error) {
        const pause = this.delivery.repeatAfterMs[attempt];
        if (pause === undefined || error instanceof PermanentError || !this.accepting) {
          throw notHandled(subscription, event, error);
        }
        this.logger.warn(
          { subscription: subscription.name, eventId: event.id, error },
          'BUS-001 event not handled, repeating',
        );
        await sleep(pause);
      }
    }
  }
}

function notHandled(subscription: EventSubscription, event: CloudEventV1<unknown>, error: unknown): Error {
  const message = `${subscription.name} did not handle ${event.type} ${event.id}: ${error instanceof Error ? error.message : String(error)}`;
  return error instanceof PermanentError
    ? new PermanentError('EVENT_REFUSED', message, { cause: error })
    : new TransientError('EVENT_NOT_HANDLED', message, { cause: error });
}
