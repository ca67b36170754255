import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Door } from '../domain/actor.js';
import { LedgerEntryEntity } from '../persistence/entities/ledger-entry.entity.js';
import { Clock } from '../ports/clock.port.js';
import { entryHash, GENESIS_HASH } from './entry-hash.js';

export interface NewLedgerEntry {
  readonly changeId: string;
  /** Dotted past tense, such as `approval.decided`. */
  readonly kind: string;
  /** Person id, or `system` for the platform's own steps. */
  readonly actor: string;
  readonly via?: Door | null;
  /** JSON only; no secrets. */
  readonly facts: Readonly<Record<string, unknown>>;
}

@Injectable()
export class LedgerWriter {
  constructor(private readonly clock: Clock) {}

  /**
   * Appends to the chain of one change inside the caller's transaction.
   * The advisory lock makes appends to one chain wait for each other; chains of other changes go on.
   * It is held until the commit, so lock every row first and append last: the other order deadlocks with a decision.
   */
  async append(manager: EntityManager, entry: NewLedgerEntry): Promise<void> {
    await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [entry.changeId]);
    const last = await manager.findOne(LedgerEntryEntity, {
      where: { changeId: entry.changeId },
      order: { index: 'DESC' },
    });
    const unhashed = {
      changeId: entry.changeId,
      index: last === null ? 0 : last.index + 1,
      at: this.clock.now(),
      kind: entry.kind,
      actor: entry.actor,
      via: entry.via ?? null,
      facts: JSON.parse(JSON.stringify(entry.facts)) as Record<string, unknown>,
      previousHash: last?.hash ?? GENESIS_HASH,
    };
    await manager.insert(LedgerEntryEntity, { ...unhashed, hash: entryHash(unhashed) } as object);
  }
}
