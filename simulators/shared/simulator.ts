import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import type { Faults } from './faults.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { WebhookSender } from './webhook-sender.ts';

/** A running simulator, as tests hold it. */
export interface Simulator<State> {
  /** Root of its web pages, such as `http://127.0.0.1:4001`. */
  readonly url: string;
  readonly state: State;
  readonly faults: Faults;
  readonly clock: VirtualClock;
  readonly webhooks: WebhookSender;
  stop(): Promise<void>;
}

export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string | undefined;
}

/** Listens, and stops hard: open keep-alive connections do not delay the end. */
export async function listen(
  app: Express,
  { port, host = '127.0.0.1' }: ListenOptions,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: portOf(server.address()),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The simulator listens on no TCP port.');
  return address.port;
}
