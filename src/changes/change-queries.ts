import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ApprovalQueries } from '../approvals/approval-queries.js';
import { ENV, type Env } from '../config/env.js';
import { changeContentSchema } from '../contracts/values.js';
import { SYSTEM_ACTOR, type Actor } from '../domain/actor.js';
import { CHANGE_STATES, CHANGE_TYPES, mayBecome, type ChangeSnapshot } from '../domain/change.js';
import { NotFoundError } from '../domain/errors.js';
import type { ChangeId } from '../domain/ids.js';
import {
  cursorSchema,
  decodeCursor,
  encodeCursor,
  flagSchema,
  likePattern,
  limitSchema,
  searchSchema,
} from '../http/page.js';
import { ChangeRequestEntity } from '../persistence/entities/change-request.entity.js';
import { LedgerEntryEntity } from '../persistence/entities/ledger-entry.entity.js';
import { OwningObjectEntity } from '../persistence/entities/owning-object.entity.js';
import { PersonEntity } from '../persistence/entities/person.entity.js';
import { requireVisible } from './draft-privacy.js';
import { summaryOf, type ChangeSummary, type ChangeView, type Timeline } from './change-view.js';

export const changeFilterSchema = z.object({
  state: z.enum(CHANGE_STATES).optional(),
  type: z.enum(CHANGE_TYPES).optional(),
  mine: flagSchema,
  q: searchSchema,
  cursor: cursorSchema,
  limit: limitSchema,
});
export type ChangeFilter = z.infer<typeof changeFilterSchema>;

@Injectable()
export class ChangeQueries {
  constructor(
    private readonly database: DataSource,
    private readonly approvals: ApprovalQueries,
    @Inject(ENV) private readonly env: Pick<Env, 'OPERATE_URL'>,
  ) {}

  /** What the flow's steps and the adapters need. Errors: NotFoundError. */
  async snapshot(id: ChangeId): Promise<ChangeSnapshot> {
    const change = await this.entity(id);
    const content = changeContentSchema.parse(change.content);
    return {
      ...content,
      id: change.id,
      requester: change.requester,
      source: change.source,
      sourceRef: change.sourceRef,
      contentDigest: change.contentDigest,
    };
  }

  /** Errors: NotFoundError, also for a draft of somebody else. */
  async get(id: ChangeId, reader: Actor): Promise<ChangeView> {
    const change = await this.entity(id);
    requireVisible(change, reader.personId);
    const [approvals, objects] = await Promise.all([
      this.approvals.ofChange(id, reader),
      this.database.getRepository(OwningObjectEntity).find({ where: { changeId: id }, order: { system: 'ASC' } }),
    ]);
    return {
      ...summaryOf(change),
      content: { ...change.content, affectedItems: change.content.affectedItems.map((item) => ({ ...item })) },
      contentDigest: change.contentDigest,
      sourceRef: change.sourceRef,
      processInstanceKey: change.processInstanceKey,
      operateUrl:
        change.processInstanceKey === null ? null : `${this.env.OPERATE_URL}/processes/${change.processInstanceKey}`,
      approvals,
      owningObjects: objects.map(({ system, number, state, url }) => ({ system, number, state, url })),
      mayWithdraw: change.requester === reader.personId && mayBecome(change.state, 'withdrawn'),
    };
  }

  /** Newest first. */
  async list(filter: ChangeFilter, reader: Actor): Promise<{ items: ChangeSummary[]; nextCursor: string | null }> {
    const query = this.database
      .getRepository(ChangeRequestEntity)
      .createQueryBuilder('change')
      .orderBy('change.createdAt', 'DESC')
      .addOrderBy('change.id', 'DESC')
      .take(filter.limit + 1);
    // The rule of requireVisible: also a draft that was withdrawn has never been anybody else's business.
    query.where('(change.submittedAt is not null or change.requester = :reader)', { reader: reader.personId });
    if (filter.state !== undefined) query.andWhere('change.state = :state', { state: filter.state });
    if (filter.type !== undefined) query.andWhere('change.type = :type', { type: filter.type });
    if (filter.mine === true) query.andWhere('change.requester = :reader', { reader: reader.personId });
    if (filter.q !== undefined && filter.q !== '') {
      query.andWhere('(change.title ilike :q or change.id ilike :q)', { q: likePattern(filter.q) });
    }
    if (filter.cursor !== undefined) {
      const { at, id } = decodeCursor(filter.cursor);
      query.andWhere('(change.createdAt, change.id) < (:at, :id)', { at, id });
    }
    const found = await query.getMany();
    const page = found.slice(0, filter.limit);
    const last = page.at(-1);
    const more = found.length > filter.limit && last !== undefined;
    return {
      items: page.map(summaryOf),
      nextCursor: more ? encodeCursor({ at: last.createdAt.toISOString(), id: last.id }) : null,
    };
  }

  /** Everything that happened to the change in every system, in the order of the ledger. Errors: NotFoundError. */
  async timeline(id: ChangeId): Promise<Timeline> {
    await this.entity(id);
    const entries = await this.database
      .getRepository(LedgerEntryEntity)
      .find({ where: { changeId: id }, order: { index: 'ASC' } });
    const actors = [...new Set(entries.map((entry) => entry.actor))];
    const people = await this.database
      .getRepository(PersonEntity)
      .createQueryBuilder('person')
      .where('person.id = any(:actors)', { actors })
      .getMany();
    const names = new Map<string, string>(people.map((person) => [person.id, person.name]));
    return {
      items: entries.map(({ index, at, kind, actor, via, facts, hash }) => ({
        index,
        at: at.toISOString(),
        kind,
        actor,
        actorName: actor === SYSTEM_ACTOR ? 'Countersign' : (names.get(actor) ?? actor),
        via,
        facts,
        hash,
      })),
    };
  }

  private async entity(id: ChangeId): Promise<ChangeRequestEntity> {
    const change = await this.database.getRepository(ChangeRequestEntity).findOneBy({ id });
    if (change === null) throw new NotFoundError('change', id);
    return change;
  }
}
