import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ApprovalId, ChangeId, PersonId } from '../domain/ids.js';
import { LedgerWriter } from '../ledger/ledger-writer.js';
import { SYSTEM_ACTOR } from '../domain/actor.js';
import type { ChannelId, OutgoingMessage } from '../ports/message-channel.port.js';
import { outgoingMessageSchema } from './outgoing-message.schema.js';

/** Longer than any channel may take for one message, so that two senders never send the same one. */
const LEASE_SECONDS = 60;

export interface Delivery {
  readonly id: string;
  readonly cause: string;
  readonly changeId: ChangeId;
  readonly approvalId: ApprovalId | null;
  readonly personId: PersonId;
  readonly channel: ChannelId;
  readonly message: OutgoingMessage;
  /** Set when the message was sent and must be made true again. */
  readonly update: { readonly reference: Readonly<Record<string, string>>; readonly message: OutgoingMessage } | null;
  /** A decision overtook the message before it was sent. */
  readonly overtaken: boolean;
  readonly attempts: number;
}

interface DeliveryRow {
  readonly id: string;
  readonly cause: string;
  readonly change_id: ChangeId;
  readonly approval_id: ApprovalId | null;
  readonly person_id: PersonId;
  readonly channel: ChannelId;
  readonly message: unknown;
  readonly state: 'pending' | 'sent';
  readonly reference: Record<string, string> | null;
  readonly stale_message: unknown;
  readonly closed: boolean;
  readonly attempts: number;
}

/** The rows that wait to be sent or updated, handed out under a lease, and what became of them. */
@Injectable()
export class DeliveryQueue {
  constructor(
    private readonly database: DataSource,
    private readonly ledger: LedgerWriter,
  ) {}

  /** Takes what is due on a channel, oldest first; nobody else gets the same rows while the lease lasts. */
  async claim(channel: ChannelId, limit: number): Promise<Delivery[]> {
    const [rows]: [DeliveryRow[], number] = await this.database.query(
      `with due as (
         select id from notification
         where channel = $1 and (state = 'pending' or (state = 'sent' and stale_message is not null))
           and available_at <= now() and (leased_until is null or leased_until < now())
         order by available_at, id limit $2 for update skip locked)
       update notification n
       set leased_until = now() + make_interval(secs => $3), attempts = attempts + 1
       from due where n.id = due.id
       returning n.id, n.cause, n.change_id, n.approval_id, n.person_id, n.channel, n.message, n.state, n.reference,
         n.stale_message, n.attempts,
         exists (select from approval a where a.id = n.approval_id and a.state <> 'open') as closed`,
      [channel, limit, LEASE_SECONDS],
    );
    return rows.map(toDelivery);
  }

  async sent(delivery: Delivery, reference: Readonly<Record<string, string>>): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.query(
        `update notification set state = 'sent', sent_at = now(), reference = $2, attempts = 0, last_error = null, leased_until = null
         where id = $1`,
        [delivery.id, JSON.stringify(reference)],
      );
      await this.ledger.append(manager, this.entry('notification.sent', delivery));
    });
  }

  /** Unless it has become stale once more meanwhile. */
  async updated(delivery: Delivery, message: OutgoingMessage): Promise<void> {
    await this.database.query(
      `update notification set message = $2::jsonb, attempts = 0, last_error = null, leased_until = null,
              stale_message = nullif(stale_message, $2::jsonb)
       where id = $1`,
      [delivery.id, JSON.stringify(message)],
    );
  }

  async superseded(delivery: Delivery): Promise<void> {
    await this.database.query(
      `update notification set state = 'superseded', stale_message = null, leased_until = null where id = $1`,
      [delivery.id],
    );
  }

  /** `counts`: whether the attempt uses up one of those that a message has. */
  async postpone(delivery: Delivery, waitMs: number, error: string, counts: boolean): Promise<void> {
    await this.database.query(
      `update notification set available_at = now() + make_interval(secs => $2), last_error = $3, leased_until = null,
              attempts = attempts - case when $4 then 0 else 1 end
       where id = $1`,
      [delivery.id, waitMs / 1_000, error, counts],
    );
  }

  /** Gives a message up on its channel; `next` carries it on. */
  async failed(delivery: Delivery, error: string, next: ChannelId | undefined): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.query(
        `update notification set state = 'dead', last_error = $2, leased_until = null where id = $1`,
        [delivery.id, error],
      );
      if (next !== undefined) {
        await manager.query(
          `insert into notification (cause, change_id, approval_id, person_id, channel, kind, message)
           select cause, change_id, approval_id, person_id, $2, kind, message from notification where id = $1
           on conflict (cause, person_id, channel) do nothing`,
          [delivery.id, next],
        );
      }
      await this.ledger.append(manager, this.entry('notification.failed', delivery));
    });
  }

  /** The sent message stays as it is; its links and buttons answer with the truth. */
  async updateFailed(delivery: Delivery, error: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.query(
        `update notification set stale_message = null, last_error = $2, leased_until = null where id = $1`,
        [delivery.id, error],
      );
      await this.ledger.append(manager, this.entry('notification.failed', delivery));
    });
  }

  async channelsTried(delivery: Delivery): Promise<ChannelId[]> {
    const rows: { channel: ChannelId }[] = await this.database.query(
      'select channel from notification where cause = $1 and person_id = $2',
      [delivery.cause, delivery.personId],
    );
    return rows.map(({ channel }) => channel);
  }

  /** Who was told what kind of thing where; what it said is in the entries about the approval itself. */
  private entry(
    kind: 'notification.sent' | 'notification.failed',
    { changeId, approvalId, personId, channel, message }: Delivery,
  ) {
    const facts = { person: personId, channel, kind: message.kind, ...(approvalId === null ? {} : { approvalId }) };
    return { changeId, kind, actor: SYSTEM_ACTOR, facts };
  }
}

function toDelivery(row: DeliveryRow): Delivery {
  const stale = row.stale_message === null ? null : outgoingMessageSchema.parse(row.stale_message);
  const message = outgoingMessageSchema.parse(row.message);
  const isSent = row.state === 'sent';
  return {
    id: row.id,
    cause: row.cause,
    changeId: row.change_id,
    approvalId: row.approval_id,
    personId: row.person_id,
    channel: row.channel,
    message,
    update: isSent && stale !== null ? { reference: row.reference ?? {}, message: stale } : null,
    overtaken: !isSent && ((stale !== null && !stale.decidable) || (message.decidable && row.closed)),
    attempts: row.attempts,
  };
}
