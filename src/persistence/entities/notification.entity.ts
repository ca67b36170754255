import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApprovalId, ChangeId, PersonId } from '../../domain/ids.js';

/** One message to one person on one channel for one cause (the id of the event that asked for it). */
@Entity('notification')
export class NotificationEntity {
  @PrimaryColumn('bigint', { generated: 'identity' })
  id!: string;

  @Column('text')
  cause!: string;

  @Column('text', { name: 'change_id' })
  changeId!: ChangeId;

  @Column('text', { name: 'approval_id', nullable: true })
  approvalId!: ApprovalId | null;

  @Column('text', { name: 'person_id' })
  personId!: PersonId;

  @Column('text')
  channel!: 'in-app' | 'slack' | 'email';

  @Column('text')
  kind!: string;

  @Column('jsonb')
  message!: unknown;

  @Column('text')
  state!: 'pending' | 'sent' | 'dead' | 'superseded';

  @Column('jsonb', { nullable: true })
  reference!: Record<string, string> | null;

  /** Set when the sent message must be made true again; cleared when that is done. */
  @Column('jsonb', { name: 'stale_message', nullable: true })
  staleMessage!: unknown;

  @Column('int')
  attempts!: number;

  @Column('text', { name: 'last_error', nullable: true })
  lastError!: string | null;

  @Column('timestamptz', { name: 'available_at' })
  availableAt!: Date;

  @Column('timestamptz', { name: 'leased_until', nullable: true })
  leasedUntil!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt!: Date | null;

  @Column('timestamptz', { name: 'read_at', nullable: true })
  readAt!: Date | null;
}
