import type { Logger } from '../logging/logger.js';
import type { MessageChannel } from '../ports/message-channel.port.js';
import type { Deliverer } from './deliverer.js';
import type { DeliveryQueue } from './delivery-queue.js';

/** Other replicas' rows are found by looking; own ones wake the loop at once. */
const LOOK_EVERY_MS = 1_000;
const AFTER_TROUBLE_MS = 1_000;

/** Sends what is due on one channel, several messages side by side. What this channel suffers stays with this channel. */
export class ChannelLoop {
  private readonly inHand = new Set<Promise<void>>();
  private running: Promise<void> | undefined;
  private stopping = false;
  private pausedUntil = 0;
  private awake = false;
  private interrupt: () => void = () => undefined;

  constructor(
    private readonly channel: MessageChannel,
    private readonly concurrency: number,
    private readonly queue: DeliveryQueue,
    private readonly deliverer: Deliverer,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  wake(): void {
    this.awake = true;
    this.interrupt();
  }

  /** Takes nothing new and finishes what is in hand. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.running;
    await Promise.all(this.inHand);
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const wait = this.pausedUntil - Date.now();
      if (wait > 0) await this.sleep(wait);
      else await this.round();
    }
  }

  private async round(): Promise<void> {
    try {
      const free = this.concurrency - this.inHand.size;
      const deliveries = free > 0 ? await this.queue.claim(this.channel.id, free) : [];
      for (const delivery of deliveries) {
        this.hold(this.deliverer.deliver(delivery, this.channel).then(({ pauseMs }) => this.pause(pauseMs)));
      }
      if (deliveries.length < free || free === 0) await this.sleep(LOOK_EVERY_MS);
    } catch (error) {
      this.logger.error({ channel: this.channel.id, error }, 'NOTIFY-004 due messages could not be read; trying again');
      await this.sleep(AFTER_TROUBLE_MS);
    }
  }

  private hold(work: Promise<void>): void {
    const held = work
      .catch((error: unknown) => {
        // Not even the failure could be recorded: the lease ends, and the message is tried again.
        this.logger.error({ channel: this.channel.id, error }, 'NOTIFY-005 the outcome could not be stored');
      })
      .finally(() => {
        this.inHand.delete(held);
        this.wake();
      });
    this.inHand.add(held);
  }

  private pause(ms: number): void {
    if (ms > 0) this.pausedUntil = Math.max(this.pausedUntil, Date.now() + ms);
  }

  private async sleep(ms: number): Promise<void> {
    if (!this.awake) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.interrupt = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.awake = false;
  }
}
