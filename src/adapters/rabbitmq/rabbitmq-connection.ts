import { connect, type ChannelModel, type RecoveringChannelModel } from 'amqplib';
import { TransientError } from '../../domain/errors.js';
import type { Logger } from '../../logging/logger.js';
import { ConfirmedChannel } from './confirmed-channel.js';

const CONNECT_TIMEOUT_MS = 10_000;
const HEARTBEAT_SECONDS = '10';

/**
 * One connection with one confirming channel that come back by themselves. `prepare` runs on every new channel, before
 * it is handed out; a channel that the broker closed takes its connection with it, so that both are made anew.
 */
export class RabbitMqConnection {
  private readonly url: string;
  private recovering: RecoveringChannelModel | undefined;
  private current: ConfirmedChannel | undefined;
  private waiting: ((channel: ConfirmedChannel) => void)[] = [];
  private stopping = false;

  constructor(
    url: string,
    private readonly name: string,
    private readonly logger: Logger,
    private readonly prepare: (channel: ConfirmedChannel) => Promise<void>,
  ) {
    this.url = withHeartbeat(url);
  }

  /** Begins to connect; does not wait for the broker. */
  async start(): Promise<void> {
    this.stopping = false;
    this.recovering = await connect(this.url, {
      timeout: CONNECT_TIMEOUT_MS,
      clientProperties: { connection_name: this.name },
      recovery: {
        initialDelay: 200,
        maxDelay: 10_000,
        waitForConnect: false,
        setup: (model: ChannelModel) => this.open(model),
      },
    });
    this.recovering.on('connect-failed', (error) => this.report('cannot connect', error));
    this.recovering.on('disconnect', (error) => this.report('connection lost', error));
    this.recovering.on('error', (error) => this.report('connection error', error));
    this.recovering.on('blocked', (reason) => this.report('broker blocks publishing', new Error(reason)));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.recovering?.close();
    this.current = undefined;
  }

  get isConnected(): boolean {
    return this.current !== undefined;
  }

  /** The channel, as soon as there is one. Errors: TransientError after `waitMs`. */
  async channel(waitMs: number): Promise<ConfirmedChannel> {
    if (this.current !== undefined) return this.current;
    return new Promise((resolve, reject) => {
      const handOut = (channel: ConfirmedChannel) => {
        clearTimeout(timer);
        resolve(channel);
      };
      const timer = setTimeout(() => {
        this.waiting = this.waiting.filter((waiter) => waiter !== handOut);
        reject(new TransientError('BROKER_UNREACHABLE', 'There is no connection to the message broker.'));
      }, waitMs);
      this.waiting.push(handOut);
    });
  }

  private async open(model: ChannelModel): Promise<void> {
    // Until recovery has bound its own listeners, an error without a listener would end the process.
    model.on('error', (error) => this.report('connection error', error));
    const channel = await model.createConfirmChannel();
    const confirmed = new ConfirmedChannel(channel);
    channel.on('error', (error: unknown) => this.report('channel error', error));
    channel.on('close', () => this.onChannelClosed(confirmed, model));
    await this.prepare(confirmed);
    this.current = confirmed;
    for (const waiter of this.waiting.splice(0)) waiter(confirmed);
    this.logger.info({ connection: this.name }, 'connected to the message broker');
  }

  private onChannelClosed(closed: ConfirmedChannel, model: ChannelModel): void {
    if (this.current !== closed) return;
    this.current = undefined;
    if (this.stopping) return;
    model.close().catch((error: unknown) => this.report('connection was closed already', error));
  }

  private report(what: string, error: unknown): void {
    if (!this.stopping) this.logger.warn({ connection: this.name, error }, `BUS-002 message broker: ${what}`);
  }
}

/** Without heartbeats a connection through a dead router looks alive for hours. */
function withHeartbeat(url: string): string {
  const parsed = new URL(url);
  if (!parsed.searchParams.has('heartbeat')) parsed.searchParams.set('heartbeat', HEARTBEAT_SECONDS);
  return parsed.href;
}
