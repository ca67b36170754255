import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { z } from 'zod';
import type { Actor } from '../domain/actor.js';
import { APPROVAL_STATES, DOMAINS } from '../domain/approval.js';
import { OWNING_SYSTEM_IDS } from '../domain/change.js';
import { NotFoundError } from '../domain/errors.js';
import type { ApprovalId, ChangeId } from '../domain/ids.js';
import {
  cursorSchema,
  decodeCursor,
  encodeCursor,
  flagSchema,
  likePattern,
  limitSchema,
  searchSchema,
} from '../http/page.js';
import { ApprovalEntity } from '../persistence/entities/approval.entity.js';
import { ChangeRequestEntity } from '../persistence/entities/change-request.entity.js';
import { Clock } from '../ports/clock.port.js';
import { viewOf, type ApprovalView } from './approval-view.js';

export const approvalFilterSchema = z.object({
  /** `mine`: those that the reader may decide; `all`: those of everybody. */
  scope: z.enum(['mine', 'all']).default('mine'),
  state: z.enum(APPROVAL_STATES).default('open'),
  domain: z.enum(DOMAINS).optional(),
  owningSystem: z.enum(OWNING_SYSTEM_IDS).optional(),
  late: flagSchema,
  q: searchSchema,
  cursor: cursorSchema,
  limit: limitSchema,
});
export type ApprovalFilter = z.infer<typeof approvalFilterSchema>;

export interface ApprovalSummary {
  readonly pending: number;
  readonly dueToday: number;
  readonly late: number;
  readonly oldestOpenedAt: string | null;
  readonly bySystem: Readonly<Record<string, number>>;
}

/** Approvals of every owning system, from our own tables: nobody waits for the engine's query side. */
@Injectable()
export class ApprovalQueries {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Errors: NotFoundError. */
  async get(id: ApprovalId, reader: Actor): Promise<ApprovalView> {
    const approval = await this.database.getRepository(ApprovalEntity).findOneBy({ id });
    if (approval === null) throw new NotFoundError('approval', id);
    const change = await this.database.getRepository(ChangeRequestEntity).findOneByOrFail({ id: approval.changeId });
    return viewOf(approval, change, reader);
  }

  async ofChange(changeId: ChangeId, reader: Actor): Promise<ApprovalView[]> {
    const change = await this.database.getRepository(ChangeRequestEntity).findOneByOrFail({ id: changeId });
    const approvals = await this.database
      .getRepository(ApprovalEntity)
      .find({ where: { changeId }, order: { stage: 'ASC', openedAt: 'ASC', id: 'ASC' } });
    return approvals.map((approval) => viewOf(approval, change, reader));
  }

  /** Oldest first; `nextCursor` is null on the last page. */
  async list(filter: ApprovalFilter, reader: Actor): Promise<{ items: ApprovalView[]; nextCursor: string | null }> {
    const query = this.matching(filter, reader)
      .orderBy('approval.openedAt', 'ASC')
      .addOrderBy('approval.id', 'ASC')
      .take(filter.limit + 1);
    if (filter.cursor !== undefined) {
      const { at, id } = decodeCursor(filter.cursor);
      query.andWhere('(approval.openedAt, approval.id) > (:at, :id)', { at, id });
    }
    const found = await query.getMany();
    const page = found.slice(0, filter.limit);
    const changes = await this.changesOf(page);
    const items = page.flatMap((approval) => {
      const change = changes.get(approval.changeId);
      return change === undefined ? [] : [viewOf(approval, change, reader)];
    });
    const last = page.at(-1);
    const more = found.length > filter.limit && last !== undefined;
    return { items, nextCursor: more ? encodeCursor({ at: last.openedAt.toISOString(), id: last.id }) : null };
  }

  async summary(scope: ApprovalFilter['scope'], reader: Actor): Promise<ApprovalSummary> {
    const now = this.clock.now();
    const endOfDay = new Date(now);
    endOfDay.setUTCHours(23, 59, 59, 999);
    const rows: { system: string; pending: string; due_today: string; late: string; oldest: Date | null }[] =
      await this.matching({ scope, state: 'open', limit: 1, late: undefined, q: undefined, cursor: undefined }, reader)
        .select('approval.owningSystem', 'system')
        .addSelect('count(*)', 'pending')
        .addSelect('count(*) filter (where approval.dueAt between :now and :endOfDay)', 'due_today')
        .addSelect('count(*) filter (where approval.dueAt < :now)', 'late')
        .addSelect('min(approval.openedAt)', 'oldest')
        .groupBy('approval.owningSystem')
        .setParameters({ now, endOfDay })
        .getRawMany();
    const total = (pick: (row: (typeof rows)[number]) => string) =>
      rows.reduce((sum, row) => sum + Number(pick(row)), 0);
    const oldest = rows.flatMap((row) => (row.oldest === null ? [] : [row.oldest.getTime()]));
    return {
      pending: total((row) => row.pending),
      dueToday: total((row) => row.due_today),
      late: total((row) => row.late),
      oldestOpenedAt: oldest.length === 0 ? null : new Date(Math.min(...oldest)).toISOString(),
      bySystem: Object.fromEntries(rows.map((row) => [row.system, Number(row.pending)])),
    };
  }

  private matching(filter: ApprovalFilter, reader: Actor): SelectQueryBuilder<ApprovalEntity> {
    const query = this.database
      .getRepository(ApprovalEntity)
      .createQueryBuilder('approval')
      .innerJoin(ChangeRequestEntity, 'change', 'change.id = approval.changeId')
      .where('approval.state = :state', { state: filter.state });
    if (filter.scope === 'mine') {
      query
        .andWhere(
          '(approval.accountable = any(:groups) or (approval.escalationLevel > 0 and approval.escalateTo = any(:groups)))',
          { groups: reader.groups },
        )
        .andWhere('change.requester <> :reader', { reader: reader.personId });
    }
    if (filter.domain !== undefined) query.andWhere('approval.domain = :domain', { domain: filter.domain });
    if (filter.owningSystem !== undefined)
      query.andWhere('approval.owningSystem = :system', { system: filter.owningSystem });
    if (filter.late !== undefined) {
      query.andWhere(filter.late ? 'approval.dueAt < :now' : 'approval.dueAt >= :now', { now: this.clock.now() });
    }
    if (filter.q !== undefined && filter.q !== '') {
      query.andWhere('(change.title ilike :q or approval.id ilike :q or approval.objectNumber ilike :q)', {
        q: likePattern(filter.q),
      });
    }
    return query;
  }

  private async changesOf(approvals: readonly ApprovalEntity[]): Promise<Map<string, ChangeRequestEntity>> {
    if (approvals.length === 0) return new Map();
    const changes = await this.database
      .getRepository(ChangeRequestEntity)
      .createQueryBuilder('change')
      .where('change.id = any(:ids)', { ids: [...new Set(approvals.map((approval) => approval.changeId))] })
      .getMany();
    return new Map(changes.map((change) => [change.id, change]));
  }
}
