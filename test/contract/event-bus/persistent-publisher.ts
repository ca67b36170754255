import type { CloudEventV1 } from 'cloudevents';
import { setTimeout as sleep } from 'node:timers/promises';
import { PermanentError } from '../../../src/domain/errors.js';
import type { EventBus } from '../../../src/ports/event-bus.port.js';

export interface SetAside {
  readonly eventId: string;
  readonly reason: string;
}

/** Does what the outbox and its relay do: keeps an event until the bus has taken it, and sets it aside after a limit. */
export class PersistentPublisher {
  readonly setAside: SetAside[] = [];
  private readonly pending = new Set<Promise<void>>();

  constructor(
    private readonly bus: () => EventBus,
    private readonly attempts: number,
  ) {}

  publish(event: CloudEventV1<unknown>): void {
    const work = this.publishUntilTaken(event);
    this.pending.add(work);
    void work.finally(() => this.pending.delete(work));
  }

  async settled(): Promise<void> {
    while (this.pending.size > 0) await Promise.all(this.pending);
  }

  private async publishUntilTaken(event: CloudEventV1<unknown>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.bus().publish(event);
        return;
      } catch (error) {
        if (attempt >= this.attempts || error instanceof PermanentError) {
          this.setAside.push({ eventId: event.id, reason: String(error) });
          return;
        }
        await sleep(50);
      }
    }
  }
}
