import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../../domain/actor.js';
import type { PersonId } from '../../domain/ids.js';

@Entity('person')
export class PersonEntity {
  @PrimaryColumn('text')
  id!: PersonId;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  email!: string | null;

  @Column('text', { name: 'slack_user_id', nullable: true })
  slackUserId!: string | null;

  @Column('text', { array: true })
  roles!: Role[];

  @Column('text', { array: true })
  groups!: string[];

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
