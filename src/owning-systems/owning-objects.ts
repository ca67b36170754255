import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { OwningSystemId } from '../domain/change.js';
import type { ChangeId } from '../domain/ids.js';
import { OwningObjectEntity } from '../persistence/entities/owning-object.entity.js';
import { Clock } from '../ports/clock.port.js';
import type { OwningObject } from '../ports/owning-system.port.js';

type ObjectState = Omit<OwningObject, 'decision'>;

/** Which object stands for a change in which system, with the state last read there. */
@Injectable()
export class OwningObjects {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  of(changeId: ChangeId, system: OwningSystemId): Promise<OwningObjectEntity | null> {
    return this.repository.findOneBy({ changeId, system });
  }

  allOf(changeId: ChangeId): Promise<OwningObjectEntity[]> {
    return this.repository.find({ where: { changeId }, order: { system: 'ASC' } });
  }

  byObjectId(system: OwningSystemId, objectId: string): Promise<OwningObjectEntity | null> {
    return this.repository.findOneBy({ system, objectId });
  }

  /** Inside the caller's transaction. */
  async save(manager: EntityManager, changeId: ChangeId, system: OwningSystemId, object: ObjectState): Promise<void> {
    await manager.query(
      `insert into owning_object (change_id, system, object_id, number, state, url, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (change_id, system) do update set object_id = excluded.object_id, number = excluded.number,
         state = excluded.state, url = excluded.url, updated_at = excluded.updated_at`,
      [changeId, system, object.objectId, object.number, object.state, object.url, this.clock.now()],
    );
  }

  /** Keeps an object that was found in the system and not known here. */
  remember(changeId: ChangeId, system: OwningSystemId, object: ObjectState): Promise<void> {
    return this.database.transaction((manager) => this.save(manager, changeId, system, object));
  }

  /** The system wins for its own fields: what was read there is what we show. */
  async refresh(system: OwningSystemId, object: ObjectState): Promise<void> {
    await this.repository.update(
      { system, objectId: object.objectId },
      { number: object.number, state: object.state, url: object.url, updatedAt: this.clock.now() },
    );
  }

  /** Counts as looked at, although it could not be read. */
  async touch(system: OwningSystemId, objectId: string): Promise<void> {
    await this.repository.update({ system, objectId }, { updatedAt: this.clock.now() });
  }

  /** Objects with an open approval, the ones that were not read for the longest time first. */
  async withOpenApproval(system: OwningSystemId, limit: number): Promise<string[]> {
    const rows: { object_id: string }[] = await this.database.query(
      `select object.object_id from owning_object object
       where object.system = $1 and exists (
         select from approval where approval.change_id = object.change_id and approval.owning_system = object.system and approval.state = 'open')
       order by object.updated_at limit $2`,
      [system, limit],
    );
    return rows.map((row) => row.object_id);
  }

  /** How many approvals the rules asked for in this system, as the registering step said; 0 when it did not run. */
  async expectedApprovals(changeId: ChangeId, system: OwningSystemId): Promise<number> {
    const rows: { approvals: number | null }[] = await this.database.query(
      `select max((response ->> 'approvals')::int) as approvals from integration_call
       where change_id = $1 and system = $2 and operation = $3 and state = 'succeeded'`,
      [changeId, system, `${system}.register`],
    );
    return rows[0]?.approvals ?? 0;
  }

  private get repository() {
    return this.database.getRepository(OwningObjectEntity);
  }
}
