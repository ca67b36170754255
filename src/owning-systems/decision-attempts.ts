import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const SOURCE = 'owning-system.decision';
/** After this time an attempt without result counts as cut off, and is made again. */
const ABANDONED = '1 minute';

/** Lets each decision that was seen in an owning system be tried once, however often and by whomever it is seen. */
@Injectable()
export class DecisionAttempts {
  constructor(private readonly database: DataSource) {}

  /** Runs `work` unless the attempt was made before or is being made; undefined then. A failed one may be repeated. */
  async once<Outcome extends string>(attempt: string, work: () => Promise<Outcome>): Promise<Outcome | undefined> {
    if (!(await this.claim(attempt))) return undefined;
    try {
      const outcome = await work();
      await this.database.query('update inbox set processed_at = now(), outcome = $3 where source = $1 and id = $2', [
        SOURCE,
        attempt,
        outcome,
      ]);
      return outcome;
    } catch (error) {
      await this.database.query('delete from inbox where source = $1 and id = $2 and processed_at is null', [
        SOURCE,
        attempt,
      ]);
      throw error;
    }
  }

  private async claim(attempt: string): Promise<boolean> {
    const rows: unknown[] = await this.database.query(
      `insert into inbox (source, id, attempts) values ($1, $2, 1)
       on conflict (source, id) do update set received_at = now(), attempts = inbox.attempts + 1
         where inbox.processed_at is null and inbox.received_at < now() - interval '${ABANDONED}'
       returning id`,
      [SOURCE, attempt],
    );
    return rows.length > 0;
  }
}
