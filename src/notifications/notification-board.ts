import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ApprovalId, PersonId } from '../domain/ids.js';
import type { ChannelId, OutgoingMessage } from '../ports/message-channel.port.js';
import type { Announcement } from './announcement.js';
import { channelsFor } from './channel-choice.js';

/** Requests and hints about an approval say something untrue once it is closed; news of a decision stay true. */
const PERISHABLE_KINDS = ['decide', 'reminder', 'escalation', 'informed'];

interface PerishableRow {
  readonly id: string;
  readonly person_id: PersonId;
  readonly kind: OutgoingMessage['kind'];
  readonly state: 'pending' | 'sent';
  readonly begun: boolean;
}

/** What people have been told and will be: the notification table, written inside the hub's transaction. */
@Injectable()
export class NotificationBoard {
  /** One row per person and channel; a cause that was announced before adds nothing. */
  async announce(manager: EntityManager, announcement: Announcement, routed: readonly ChannelId[]): Promise<void> {
    const rows = announcement.audience.flatMap((person) => {
      const message = announcement.compose(person);
      return channelsFor(person, routed).map((channel) => ({
        cause: announcement.cause,
        change_id: announcement.changeId,
        approval_id: announcement.approvalId,
        person_id: person.id,
        channel,
        kind: message.kind,
        message,
      }));
    });
    await manager.query(
      `insert into notification (cause, change_id, approval_id, person_id, channel, kind, message)
       select * from jsonb_to_recordset($1::jsonb) as row
         (cause text, change_id text, approval_id text, person_id text, channel text, kind text, message jsonb)
       on conflict (cause, person_id, channel) do nothing`,
      [JSON.stringify(rows)],
    );
  }

  /**
   * Nothing is left to decide: what was sent is made true again by its channel, what was not sent never will be.
   * A message that is being sent right now counts as sent.
   */
  async close(
    manager: EntityManager,
    approvalId: ApprovalId,
    compose: (person: PersonId) => OutgoingMessage,
  ): Promise<void> {
    for (const row of await this.perishable(manager, approvalId, PERISHABLE_KINDS)) {
      if (row.state === 'pending' && !row.begun) await supersede(manager, row.id);
      else await this.markStale(manager, row.id, compose(row.person_id));
    }
  }

  /** Something about an open request changed; it stays a request. */
  async refresh(
    manager: EntityManager,
    approvalId: ApprovalId,
    compose: (person: PersonId) => OutgoingMessage,
  ): Promise<void> {
    for (const row of await this.perishable(manager, approvalId, ['decide', 'reminder'])) {
      const message = { ...compose(row.person_id), kind: row.kind };
      if (row.state === 'pending' && !row.begun) await replaceMessage(manager, row.id, message);
      else await this.markStale(manager, row.id, message);
    }
  }

  private async perishable(
    manager: EntityManager,
    approvalId: ApprovalId,
    kinds: readonly string[],
  ): Promise<PerishableRow[]> {
    return manager.query(
      `select id, person_id, kind, state, leased_until is not null as begun from notification
       where approval_id = $1 and kind = any($2) and state in ('pending','sent') order by id for update`,
      [approvalId, kinds],
    );
  }

  private async markStale(manager: EntityManager, id: string, message: OutgoingMessage): Promise<void> {
    await manager.query(
      `update notification set stale_message = $2, available_at = now(),
              attempts = case when state = 'sent' then 0 else attempts end where id = $1`,
      [id, JSON.stringify(message)],
    );
  }
}

const supersede = (manager: EntityManager, id: string): Promise<unknown> =>
  manager.query(`update notification set state = 'superseded' where id = $1`, [id]);

const replaceMessage = (manager: EntityManager, id: string, message: OutgoingMessage): Promise<unknown> =>
  manager.query(`update notification set message = $2 where id = $1`, [id, JSON.stringify(message)]);
