import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Door } from '../../domain/actor.js';
import type { ApprovalState, Domain, Verdict } from '../../domain/approval.js';
import type { OwningSystemId } from '../../domain/change.js';
import type { ApprovalId, ChangeId, PersonId } from '../../domain/ids.js';

@Entity('approval')
export class ApprovalEntity {
  @PrimaryColumn('text')
  id!: ApprovalId;

  @Column('text', { name: 'change_id' })
  changeId!: ChangeId;

  /** `processInstanceKey:elementInstanceKey:approval.open`: a repeated job finds the approval it created. */
  @Column('text', { name: 'opening_key' })
  openingKey!: string;

  @Column('text', { name: 'process_instance_key' })
  processInstanceKey!: string;

  @Column('text')
  state!: ApprovalState;

  @Column('text')
  domain!: Domain;

  @Column('int')
  stage!: number;

  @Column('text', { name: 'owning_system' })
  owningSystem!: OwningSystemId;

  @Column('text')
  accountable!: string;

  @Column('text', { array: true })
  consulted!: string[];

  @Column('text', { array: true })
  informed!: string[];

  @Column('text', { name: 'escalate_to' })
  escalateTo!: string;

  @Column('int', { name: 'escalation_level' })
  escalationLevel!: number;

  @Column('text', { name: 'rule_id' })
  ruleId!: string;

  @Column('int', { name: 'rule_number' })
  ruleNumber!: number;

  @Column('int', { name: 'table_version' })
  tableVersion!: number;

  @Column('text', { name: 'due_in' })
  dueIn!: string;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt!: Date;

  @Column('timestamptz', { name: 'due_at' })
  dueAt!: Date;

  @Column('text', { name: 'object_id', nullable: true })
  objectId!: string | null;

  @Column('text', { name: 'object_number', nullable: true })
  objectNumber!: string | null;

  @Column('text', { name: 'object_url', nullable: true })
  objectUrl!: string | null;

  @Column('text', { nullable: true })
  verdict!: Verdict | null;

  @Column('text', { name: 'decided_by', nullable: true })
  decidedBy!: PersonId | null;

  @Column('text', { name: 'decided_by_name', nullable: true })
  decidedByName!: string | null;

  @Column('text', { name: 'decided_via', nullable: true })
  decidedVia!: Door | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  @Column('text', { nullable: true })
  comment!: string | null;

  @Column('text', { name: 'content_digest', nullable: true })
  contentDigest!: string | null;

  @Column('timestamptz', { name: 'written_back_at', nullable: true })
  writtenBackAt!: Date | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;
}
