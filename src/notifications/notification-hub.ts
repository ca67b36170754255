import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { CloudEventV1 } from 'cloudevents';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { approvalEventSchema, changeEventSchema } from '../contracts/event-data.js';
import { PermanentError } from '../domain/errors.js';
import { EVENT_TYPES } from '../domain/events.js';
import type { ApprovalId, ChangeId } from '../domain/ids.js';
import { Inbox } from '../persistence/inbox.js';
import { ApprovalEntity } from '../persistence/entities/approval.entity.js';
import { ChangeRequestEntity } from '../persistence/entities/change-request.entity.js';
import { EventBus } from '../ports/event-bus.port.js';
import type { ChannelId } from '../ports/message-channel.port.js';
import type { Announcement } from './announcement.js';
import { ApprovalAnnouncements } from './approval-announcements.js';
import { ChangeAnnouncements, OUTCOME_TYPES } from './change-announcements.js';
import { MessageComposer } from './message-composer.js';
import { NotificationBoard } from './notification-board.js';
import { NotificationSender } from './notification-sender.js';
import { RoutingTable } from './routing-table.js';

export const HUB = 'notification-hub';

const APPROVAL_TYPES: readonly string[] = [
  EVENT_TYPES.approvalOpened,
  EVENT_TYPES.approvalReminded,
  EVENT_TYPES.approvalEscalated,
  EVENT_TYPES.approvalDecided,
  EVENT_TYPES.approvalWithdrawn,
];

type Routed = readonly (readonly [Announcement, readonly ChannelId[]])[];

/**
 * Turns events into notifications: asks the routing table, resolves the people, and writes what each of them is to be
 * told, once per event, however often it is delivered and in whatever order. Sending is another matter (see
 * NotificationSender).
 */
@Injectable()
export class NotificationHub implements OnModuleInit {
  constructor(
    private readonly bus: EventBus,
    private readonly database: DataSource,
    private readonly inbox: Inbox,
    private readonly routing: RoutingTable,
    private readonly approvalAnnouncements: ApprovalAnnouncements,
    private readonly changeAnnouncements: ChangeAnnouncements,
    private readonly composer: MessageComposer,
    private readonly board: NotificationBoard,
    private readonly sender: NotificationSender,
  ) {}

  onModuleInit(): void {
    this.bus.subscribe({
      name: HUB,
      types: [...APPROVAL_TYPES, ...OUTCOME_TYPES],
      handle: (event) => this.handle(event),
    });
  }

  /** Errors: PermanentError for events that no version of Countersign sends; TransientError from the engine. */
  async handle(event: CloudEventV1<unknown>): Promise<void> {
    if (APPROVAL_TYPES.includes(event.type)) await this.handleApproval(event);
    else await this.handleOutcome(event);
    this.sender.wake();
  }

  private async handleApproval(event: CloudEventV1<unknown>): Promise<void> {
    const data = parse(approvalEventSchema, event);
    const about = { approval: await this.approval(data.approvalId), change: await this.change(data.changeId) };
    const routed = await this.route(
      await this.approvalAnnouncements.of({ type: event.type, eventId: event.id, data, about }),
    );
    await this.once(event, async (manager) => {
      // A decision waits for this lock, so its own event finds every row that is written here.
      const approval = await manager.findOneOrFail(ApprovalEntity, {
        where: { id: data.approvalId },
        lock: { mode: 'pessimistic_read' },
      });
      const now = { ...about, approval };
      const isOpen = approval.state === 'open';
      if (!isOpen) await this.board.close(manager, approval.id, () => this.composer.closed(now));
      if (isOpen && event.type === EVENT_TYPES.approvalEscalated) {
        await this.board.refresh(manager, approval.id, (person) => this.composer.escalatedMeanwhile(now, person));
      }
      // Requests that a decision has overtaken are not sent any more.
      if (isOpen || event.type === EVENT_TYPES.approvalDecided) await this.announce(manager, routed);
    });
  }

  private async handleOutcome(event: CloudEventV1<unknown>): Promise<void> {
    const data = parse(changeEventSchema, event);
    const change = await this.change(data.changeId);
    const routed = await this.route(await this.changeAnnouncements.of(event.type, data, change));
    await this.once(event, (manager) => this.announce(manager, routed));
  }

  private async once(event: CloudEventV1<unknown>, work: (manager: EntityManager) => Promise<void>): Promise<void> {
    await this.database.transaction((manager) => this.inbox.once(manager, HUB, event.id, () => work(manager)));
  }

  /** Outside of the transaction: the engine may take its time. */
  private async route(announcements: readonly Announcement[]): Promise<Routed> {
    const addressed = announcements.filter(({ audience }) => audience.length > 0);
    return Promise.all(
      addressed.map(
        async (announcement) => [announcement, await this.routing.channelsFor(announcement.routing)] as const,
      ),
    );
  }

  private async announce(manager: EntityManager, routed: Routed): Promise<void> {
    for (const [announcement, channels] of routed) await this.board.announce(manager, announcement, channels);
  }

  private async approval(id: ApprovalId): Promise<ApprovalEntity> {
    return this.database.getRepository(ApprovalEntity).findOneByOrFail({ id });
  }

  private async change(id: ChangeId): Promise<ChangeRequestEntity> {
    return this.database.getRepository(ChangeRequestEntity).findOneByOrFail({ id });
  }
}

function parse<T>(schema: z.ZodType<T>, event: CloudEventV1<unknown>): T {
  const parsed = schema.safeParse(event.data);
  if (parsed.success) return parsed.data;
  const what = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ');
  throw new PermanentError('EVENT_DATA', `${event.type} ${event.id} has unexpected data: ${what}`);
}
