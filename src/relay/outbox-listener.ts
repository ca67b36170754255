import { Inject, Injectable } from '@nestjs/common';
import pg from 'pg';
import { ENV, type Env } from '../config/env.js';
import { Logger } from '../logging/logger.js';

const RECONNECT_MS = 1_000;

/** LISTEN needs a connection of its own, outside of the pool; it is opened again whenever it breaks. */
@Injectable()
export class OutboxListener {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'DATABASE_URL'>,
    private readonly logger: Logger,
  ) {}

  start(onNotice: () => void): void {
    void this.connect(onNotice);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.client?.end();
  }

  private async connect(onNotice: () => void): Promise<void> {
    const client = new pg.Client({
      connectionString: this.env.DATABASE_URL,
      application_name: 'countersign-relay',
      keepAlive: true,
    });
    let lost = false;
    const reconnect = (error: unknown) => {
      if (lost || this.stopped) return;
      lost = true;
      this.logger.warn({ error }, 'RELAY-003 the listening connection broke; connecting again');
      this.timer = setTimeout(() => void this.connect(onNotice), RECONNECT_MS);
    };
    client.on('error', reconnect);
    client.on('end', () => reconnect(new Error('connection ended')));
    client.on('notification', onNotice);
    try {
      await client.connect();
      await client.query('listen outbox');
      this.client = client;
      onNotice();
    } catch (error) {
      reconnect(error);
    }
  }
}
