import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LedgerEntryEntity } from '../persistence/entities/ledger-entry.entity.js';
import { entryHash, GENESIS_HASH } from './entry-hash.js';

export interface LedgerFinding {
  readonly changeId: string;
  readonly index: number;
  readonly problem: string;
}

export interface LedgerReport {
  readonly changes: number;
  readonly entries: number;
  readonly findings: readonly LedgerFinding[];
}

const BATCH = 2_000;

/** Recomputes every chain. Finds altered, deleted, inserted and reordered entries; a cut-off tail needs an outside anchor. */
@Injectable()
export class LedgerVerifier {
  constructor(private readonly database: DataSource) {}

  async verify(changeId?: string): Promise<LedgerReport> {
    const findings: LedgerFinding[] = [];
    let changes = 0;
    let entries = 0;
    let expected = { changeId: '', index: 0, previousHash: GENESIS_HASH };
    for await (const entry of this.read(changeId)) {
      entries += 1;
      if (entry.changeId !== expected.changeId) {
        changes += 1;
        expected = { changeId: entry.changeId, index: 0, previousHash: GENESIS_HASH };
      }
      const problem = problemOf(entry, expected);
      if (problem !== undefined) findings.push({ changeId: entry.changeId, index: entry.index, problem });
      expected = { changeId: entry.changeId, index: entry.index + 1, previousHash: entry.hash };
    }
    return { changes, entries, findings };
  }

  private async *read(changeId: string | undefined): AsyncGenerator<LedgerEntryEntity> {
    let after: [string, number] = ['', -1];
    for (;;) {
      const query = this.database
        .getRepository(LedgerEntryEntity)
        .createQueryBuilder('entry')
        .where('(entry.changeId, entry.index) > (:change, :index)', { change: after[0], index: after[1] })
        .orderBy('entry.changeId')
        .addOrderBy('entry.index')
        .limit(BATCH);
      if (changeId !== undefined) query.andWhere('entry.changeId = :changeId', { changeId });
      const batch = await query.getMany();
      yield* batch;
      const last = batch.at(-1);
      if (last === undefined || batch.length < BATCH) return;
      after = [last.changeId, last.index];
    }
  }
}

function problemOf(entry: LedgerEntryEntity, expected: { index: number; previousHash: string }): string | undefined {
  if (entry.index !== expected.index) return `entry ${expected.index} is missing`;
  if (entry.previousHash !== expected.previousHash) return 'does not follow from the entry before it';
  if (entry.hash !== entryHash(entry)) return 'was altered after it was written';
  return undefined;
}
