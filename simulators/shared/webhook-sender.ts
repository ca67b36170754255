import { setTimeout as sleep } from 'node:timers/promises';
import type { Faults } from './faults.ts';

/** How a product retries a webhook: pauses after each failed attempt but the last, and its time-out. */
export interface DeliveryPolicy {
  readonly pausesMs: readonly number[];
  readonly timeoutMs: number;
}

export interface Webhook {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Delivery {
  readonly at: string;
  /** HTTP status, or why there was none. */
  readonly result: string;
  readonly body: string;
}

const KEPT_DELIVERIES = 200;

/** Sends a product's webhooks after the change they tell of, in order, unless a fault says otherwise. */
export class WebhookSender {
  readonly deliveries: Delivery[] = [];
  readonly #faults: Faults;
  readonly #policy: DeliveryPolicy;
  readonly #stopping = new AbortController();
  #queue: Promise<unknown> = Promise.resolve();
  #running = new Set<Promise<unknown>>();
  #heldBack: (() => void)[] = [];

  constructor(faults: Faults, policy: DeliveryPolicy) {
    this.#faults = faults;
    this.#policy = policy;
  }

  /** Returns at once; the delivery happens behind the caller's back, as in the products. */
  send(url: string, webhook: Webhook): void {
    if (this.#faults.strike('webhook-lost')) {
      this.#record(webhook, 'lost (fault)');
      return;
    }
    const held = this.#faults.strike('webhook-reordered');
    if (held) {
      this.#track(this.#untilNext(held.ms).then(() => this.#deliver(url, webhook)));
      return;
    }
    const late = this.#faults.strike('webhook-late');
    if (late) this.#track(this.#pause(late.ms).then(() => this.#deliver(url, webhook)));
    else this.#enqueue(url, webhook);
    if (this.#faults.strike('webhook-doubled')) this.#enqueue(url, webhook);
  }

  /** Resolves when nothing is on its way any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  stop(): void {
    this.#stopping.abort();
  }

  #enqueue(url: string, webhook: Webhook): void {
    this.#queue = this.#queue.then(() => this.#deliver(url, webhook));
    this.#track(this.#queue);
    const released = this.#heldBack;
    this.#heldBack = [];
    void this.#queue.then(() => released.forEach((release) => release()));
  }

  #untilNext(atMostMs: number): Promise<unknown> {
    const next = new Promise<void>((resolve) => this.#heldBack.push(resolve));
    return Promise.race([next, this.#pause(Math.max(atMostMs, 1))]);
  }

  /** Further attempts run beside the queue: one receiver that is down must not hold up the news that follow. */
  async #deliver(url: string, webhook: Webhook): Promise<void> {
    if (this.#stopping.signal.aborted || (await this.#attempt(url, webhook))) return;
    this.#track(this.#retry(url, webhook));
  }

  async #retry(url: string, webhook: Webhook): Promise<void> {
    for (const pauseMs of this.#policy.pausesMs) {
      await this.#pause(pauseMs);
      if (this.#stopping.signal.aborted || (await this.#attempt(url, webhook))) return;
    }
  }

  async #attempt(url: string, webhook: Webhook): Promise<boolean> {
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(this.#policy.timeoutMs)]);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: webhook.headers,
        body: webhook.body,
        redirect: 'error',
        signal,
      });
      await response.arrayBuffer();
      this.#record(webhook, String(response.status));
      return response.ok;
    } catch (error) {
      this.#record(webhook, error instanceof Error ? error.message : String(error));
      return false;
    }
  }

  #record(webhook: Webhook, result: string): void {
    this.deliveries.push({ at: new Date().toISOString(), result, body: webhook.body });
    if (this.deliveries.length > KEPT_DELIVERIES) this.deliveries.shift();
  }

  #pause(ms: number): Promise<unknown> {
    return sleep(ms, undefined, { signal: this.#stopping.signal, ref: false }).catch(() => undefined);
  }

  #track(delivery: Promise<unknown>): void {
    this.#running.add(delivery);
    void delivery.finally(() => this.#running.delete(delivery));
  }
}
