import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ChangeContent, ChangeSource, ChangeState, ChangeType } from '../../domain/change.js';
import type { ChangeId, PersonId } from '../../domain/ids.js';

@Entity('change_request')
export class ChangeRequestEntity {
  @PrimaryColumn('text')
  id!: ChangeId;

  @Column('text')
  state!: ChangeState;

  @Column('text')
  requester!: PersonId;

  @Column('text', { name: 'requester_name' })
  requesterName!: string;

  @Column('text')
  source!: ChangeSource;

  @Column('text', { name: 'source_ref', nullable: true })
  sourceRef!: string | null;

  @Column('text')
  type!: ChangeType;

  @Column('text')
  title!: string;

  @Column('jsonb')
  content!: ChangeContent;

  @Column('text', { name: 'content_digest' })
  contentDigest!: string;

  @Column('text', { name: 'outcome_reason', nullable: true })
  outcomeReason!: string | null;

  @Column('text', { name: 'process_instance_key', nullable: true })
  processInstanceKey!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'submitted_at', nullable: true })
  submittedAt!: Date | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;
}
