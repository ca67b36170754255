import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NotFoundError } from '../domain/errors.js';
import type { PersonId } from '../domain/ids.js';
import { outgoingMessageSchema } from './outgoing-message.schema.js';

interface InboxRow {
  readonly id: string;
  readonly message: unknown;
  readonly sent_at: Date;
}

/**
 * What a person is told in the app: unread, and still true. A request disappears as soon as nothing is left to decide;
 * what was decided stays in the change's timeline.
 */
@Injectable()
export class InAppInbox {
  constructor(private readonly database: DataSource) {}

  /** Newest first. */
  async unread(personId: PersonId, limit: number) {
    const rows: InboxRow[] = await this.database.query(
      `select id, message, sent_at from notification n
       where channel = 'in-app' and person_id = $1 and read_at is null and state = 'sent' and stale_message is null
         and (kind not in ('decide','reminder','escalation')
              or exists (select from approval a where a.id = n.approval_id and a.state = 'open'))
       order by n.id desc limit $2`,
      [personId, limit],
    );
    return rows.map((row) => {
      const { kind, changeId, approvalId, subject, lead, facts, links } = outgoingMessageSchema.parse(row.message);
      return { id: row.id, at: row.sent_at.toISOString(), kind, changeId, approvalId, subject, lead, facts, links };
    });
  }

  /** Errors: NotFoundError, also for what belongs to somebody else. */
  async markRead(id: string, personId: PersonId): Promise<void> {
    const [rows]: [unknown[], number] = await this.database.query(
      `update notification set read_at = coalesce(read_at, now())
       where id = $1 and person_id = $2 and channel = 'in-app' returning id`,
      [id, personId],
    );
    if (rows.length === 0) throw new NotFoundError('notification', id);
  }
}
