import type { CloudEventV1 } from 'cloudevents';

/** Carries CloudEvents to subscribers, at least once. Subscribers are idempotent through the inbox. */
export abstract class EventBus {
  /** Resolves when the event is safe with the bus: handled (in process) or confirmed by the broker. */
  abstract publish(event: CloudEventV1<unknown>): Promise<void>;
  /** Registers before `start`; `name` is stable over restarts (it names the broker's queue and the inbox source). */
  abstract subscribe(subscription: EventSubscription): void;
  abstract start(): Promise<void>;
  abstract stop(): Promise<void>;
  abstract checkHealth(): Promise<void>;
}

export interface EventSubscription {
  readonly name: string;
  readonly types: readonly string[];
  /** Throwing means: not handled, deliver again. */
  handle(event: CloudEventV1<unknown>): Promise<void>;
}
