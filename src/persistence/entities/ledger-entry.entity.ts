import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Door } from '../../domain/actor.js';

@Entity('ledger_entry')
export class LedgerEntryEntity {
  @PrimaryColumn('text', { name: 'change_id' })
  changeId!: string;

  @PrimaryColumn('int')
  index!: number;

  @Column('timestamptz')
  at!: Date;

  @Column('text')
  kind!: string;

  @Column('text')
  actor!: string;

  @Column('text', { nullable: true })
  via!: Door | null;

  @Column('jsonb')
  facts!: Record<string, unknown>;

  @Column('text', { name: 'previous_hash' })
  previousHash!: string;

  @Column('text')
  hash!: string;
}
