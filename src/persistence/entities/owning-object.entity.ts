import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OwningSystemId } from '../../domain/change.js';
import type { ChangeId } from '../../domain/ids.js';

/** The object that stands for a change in one owning system, with the state last read there. */
@Entity('owning_object')
export class OwningObjectEntity {
  @PrimaryColumn('text', { name: 'change_id' })
  changeId!: ChangeId;

  @PrimaryColumn('text')
  system!: OwningSystemId;

  @Column('text', { name: 'object_id' })
  objectId!: string;

  @Column('text')
  number!: string;

  @Column('text')
  state!: string;

  @Column('text', { nullable: true })
  url!: string | null;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
