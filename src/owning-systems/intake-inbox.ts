import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { OwningSystemId } from '../domain/change.js';
import { Inbox } from '../persistence/inbox.js';
import type { Hint } from './hint-of.js';

export interface PendingHint {
  readonly id: string;
  readonly objectId: string | null;
}

/** With the pause doubling from two seconds on, the last attempt comes about eighteen hours after the hint. */
const MOST_ATTEMPTS = 16;

const payloadSchema = z.object({ objectId: z.string().nullable().default(null) });
const rowSchema = z.object({ id: z.string(), payload: payloadSchema });

/** Hints of owning systems, kept until the object they point to was read. */
@Injectable()
export class IntakeInbox {
  constructor(
    private readonly database: DataSource,
    private readonly inbox: Inbox,
  ) {}

  async accept(system: OwningSystemId, hint: Hint, received: unknown): Promise<'new' | 'repeat'> {
    const payload = { objectId: hint.objectId, received };
    if (hint.eventId !== null) return this.inbox.accept(system, hint.eventId, payload);
    // Without an identity, a hint is a repeat only while an equal one waits whose object nobody has begun to read.
    const rows: unknown[] = await this.database.query(
      `insert into inbox (source, id, payload) select $1, $2, $3::jsonb where not exists (
         select from inbox where source = $1 and processed_at is null and attempts = 0
           and payload ->> 'objectId' is not distinct from $4) returning id`,
      [system, `hint:${randomUUID()}`, JSON.stringify(payload), hint.objectId],
    );
    return rows.length > 0 ? 'new' : 'repeat';
  }

  /** Takes hints that are due, oldest first. Taking one postpones it, so that another process leaves it alone meanwhile. */
  async take(system: OwningSystemId, limit: number): Promise<PendingHint[]> {
    const rows: unknown = await this.database.query(
      `with due as (
         select id from inbox where source = $1 and processed_at is null and attempts < $3
           and (attempts = 0 or received_at + interval '1 second' * power(2, attempts) <= now())
         order by received_at limit $2 for update skip locked)
       update inbox set attempts = inbox.attempts + 1 from due where inbox.source = $1 and inbox.id = due.id
       returning inbox.id, inbox.payload`,
      [system, limit, MOST_ATTEMPTS],
    );
    return z
      .tuple([z.array(rowSchema), z.number()])
      .parse(rows)[0]
      .map(({ id, payload }) => ({ id, objectId: payload.objectId }));
  }

  /** @param outcome what became of the hints, for people who look them up */
  async finish(system: OwningSystemId, ids: readonly string[], outcome: string): Promise<void> {
    await this.database.query(
      'update inbox set processed_at = now(), outcome = $3 where source = $1 and id = any($2) and processed_at is null',
      [system, ids, outcome],
    );
  }

  async postpone(system: OwningSystemId, ids: readonly string[], reason: string): Promise<void> {
    await this.database.query('update inbox set outcome = $3 where source = $1 and id = any($2)', [
      system,
      ids,
      reason,
    ]);
  }
}
