import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** Remembers what came in, by (source, id), so that a repeat has no second effect. */
@Injectable()
export class Inbox {
  constructor(private readonly database: DataSource) {}

  /** Stores what was received, to be processed later. */
  async accept(source: string, id: string, payload: unknown): Promise<'new' | 'repeat'> {
    const rows: unknown[] = await this.database.query(
      `insert into inbox (source, id, payload) values ($1, $2, $3) on conflict do nothing returning id`,
      [source, id, JSON.stringify(storable(payload))],
    );
    return rows.length > 0 ? 'new' : 'repeat';
  }

  /**
   * Runs `work` unless this (source, id) was already done; the mark and the work commit together.
   * A second caller waits for the first one's transaction and then sees the mark.
   */
  async once(
    manager: EntityManager,
    source: string,
    id: string,
    work: () => Promise<void>,
  ): Promise<'done' | 'repeat'> {
    const rows: unknown[] = await manager.query(
      `insert into inbox (source, id, processed_at, outcome) values ($1, $2, now(), 'done') on conflict do nothing returning id`,
      [source, id],
    );
    if (rows.length === 0) return 'repeat';
    await work();
    return 'done';
  }
}

/** PostgreSQL's jsonb refuses NUL and halves of surrogate pairs; what others send may hold them. They become U+FFFD. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\u0000', '\ufffd');
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [storable(key), storable(each)]));
}
