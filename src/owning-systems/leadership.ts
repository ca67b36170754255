import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';

/** Any number of our own; the same in every replica. */
const LOCK = 4_126_001;

/** Lets one replica of the platform poll. The lock lives as long as its connection, so a dead replica gives it up. */
@Injectable()
export class Leadership implements OnApplicationShutdown {
  private runner: QueryRunner | undefined;

  constructor(private readonly database: DataSource) {}

  /** Whether this replica is the one; takes the place when it is free. */
  async holds(): Promise<boolean> {
    const holder = this.runner;
    if (holder !== undefined) {
      try {
        await holder.query('select 1');
        return true;
      } catch {
        // The connection broke, and the lock with it: somebody else may have it by now.
        await this.giveUp();
      }
    }
    return this.tryToLead();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.runner?.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    await this.giveUp();
  }

  private async tryToLead(): Promise<boolean> {
    const runner = this.database.createQueryRunner();
    try {
      const rows = (await runner.query('select pg_try_advisory_lock($1) as locked', [LOCK])) as { locked: boolean }[];
      if (rows[0]?.locked === true && this.runner === undefined) {
        this.runner = runner;
        return true;
      }
    } catch (error) {
      await runner.release();
      throw error;
    }
    await runner.release();
    return false;
  }

  private async giveUp(): Promise<void> {
    const runner = this.runner;
    this.runner = undefined;
    await runner?.release();
  }
}
