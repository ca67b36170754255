import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One write to an owning system: begun once, finished once, however often the job is repeated. */
@Entity('integration_call')
export class IntegrationCallEntity {
  /** `processInstanceKey:elementInstanceKey:operation`. */
  @PrimaryColumn('text')
  key!: string;

  @Column('text')
  system!: string;

  @Column('text')
  operation!: string;

  @Column('text', { name: 'change_id' })
  changeId!: string;

  @Column('text', { name: 'request_hash' })
  requestHash!: string;

  @Column('text')
  state!: 'started' | 'succeeded' | 'failed';

  @Column('int')
  attempts!: number;

  @Column('jsonb', { nullable: true })
  response!: unknown;

  @Column('text', { nullable: true })
  error!: string | null;

  @Column('timestamptz', { name: 'started_at' })
  startedAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}
