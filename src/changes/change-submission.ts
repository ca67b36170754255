import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor, Door } from '../domain/actor.js';
import type { ChangeContent, ChangeSource } from '../domain/change.js';
import { changeIdOf, type ChangeId, type PersonId } from '../domain/ids.js';
import { ConflictError, ForbiddenError, NotFoundError } from '../domain/errors.js';
import { EVENT_TYPES } from '../domain/events.js';
import { digestOf } from '../ledger/entry-hash.js';
import { LedgerWriter } from '../ledger/ledger-writer.js';
import { ChangeRequestEntity } from '../persistence/entities/change-request.entity.js';
import { Outbox } from '../persistence/outbox.js';
import { Clock } from '../ports/clock.port.js';
import { changeEvent } from './change-events.js';
import { requireVisible } from './draft-privacy.js';

/** Long enough for the engine to come back from a long outage; the relay retries beyond that. */
const SUBMITTED_TTL_MS = 24 * 3_600_000;

export interface Requester {
  readonly personId: PersonId;
  readonly name: string;
  readonly via: Door;
}

/** Brings changes into the platform: from a form, the API or an owning system. */
@Injectable()
export class ChangeSubmission {
  constructor(
    private readonly database: DataSource,
    private readonly ledger: LedgerWriter,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async createDraft(content: ChangeContent, actor: Actor): Promise<ChangeRequestEntity> {
    return this.database.transaction((manager) => this.create(manager, content, actor, sourceOf(actor.via), null));
  }

  /**
   * Creates and submits in one step. With `sourceRef` (the object's id in the owning system) a repeat
   * returns the change that the object has already begun.
   */
  async submitNew(
    content: ChangeContent,
    by: Requester,
    source: ChangeSource = sourceOf(by.via),
    sourceRef: string | null = null,
  ): Promise<ChangeRequestEntity> {
    return this.database.transaction(async (manager) => {
      if (sourceRef !== null) {
        await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 2))', [`${source}:${sourceRef}`]);
        const known = await manager.findOneBy(ChangeRequestEntity, { source, sourceRef });
        if (known !== null) return known;
      }
      const change = await this.create(manager, content, by, source, sourceRef);
      return this.submit(manager, change, by);
    });
  }

  async submitDraft(id: ChangeId, actor: Actor): Promise<ChangeRequestEntity> {
    return this.database.transaction(async (manager) => {
      const change = await lockChange(manager, id);
      requireVisible(change, actor.personId);
      if (change.requester !== actor.personId) {
        throw new ForbiddenError('NOT_REQUESTER', 'Only the requester can submit his draft.');
      }
      if (change.state !== 'draft') throw new ConflictError('NOT_A_DRAFT', `${id} is already ${change.state}.`);
      return this.submit(manager, change, actor);
    });
  }

  private async create(
    manager: EntityManager,
    content: ChangeContent,
    by: Requester,
    source: ChangeSource,
    sourceRef: string | null,
  ): Promise<ChangeRequestEntity> {
    const now = this.clock.now();
    const change = manager.create(ChangeRequestEntity, {
      id: await nextChangeId(manager, now.getUTCFullYear()),
      state: 'draft',
      requester: by.personId,
      requesterName: by.name,
      source,
      sourceRef,
      type: content.type,
      title: content.title,
      content,
      contentDigest: digestOf(content),
      createdAt: now,
    });
    await manager.insert(ChangeRequestEntity, change);
    await this.ledger.append(manager, {
      changeId: change.id,
      kind: 'change.created',
      actor: by.personId,
      via: by.via,
      facts: { source, sourceRef, title: content.title, contentDigest: change.contentDigest },
    });
    return change;
  }

  private async submit(
    manager: EntityManager,
    change: ChangeRequestEntity,
    by: Requester,
  ): Promise<ChangeRequestEntity> {
    change.state = 'in_review';
    change.submittedAt = this.clock.now();
    await manager.save(change);
    await this.ledger.append(manager, {
      changeId: change.id,
      kind: 'change.submitted',
      actor: by.personId,
      via: by.via,
      facts: { contentDigest: change.contentDigest, content: change.content },
    });
    await this.outbox.publishToEngine(manager, {
      name: 'change-submitted',
      correlationKey: change.id,
      messageId: change.id,
      variables: { changeId: change.id },
      timeToLiveMs: SUBMITTED_TTL_MS,
    });
    await this.outbox.publishToBus(manager, changeEvent(EVENT_TYPES.changeSubmitted, change));
    return change;
  }
}

/** Reads a change and keeps others from changing it until the transaction ends. */
export async function lockChange(manager: EntityManager, id: ChangeId): Promise<ChangeRequestEntity> {
  const change = await manager.findOne(ChangeRequestEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (change === null) throw new NotFoundError('change', id);
  return change;
}

async function nextChangeId(manager: EntityManager, year: number): Promise<ChangeId> {
  const rows: { last: number }[] = await manager.query(
    `insert into change_number (year, last) values ($1, 1)
     on conflict (year) do update set last = change_number.last + 1 returning last`,
    [year],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('The change number was not assigned.');
  return changeIdOf(year, row.last);
}

function sourceOf(door: Door): ChangeSource {
  return door === 'api' ? 'api' : 'web';
}
