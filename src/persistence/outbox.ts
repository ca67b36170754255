import { Injectable } from '@nestjs/common';
import { CloudEvent } from 'cloudevents';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { EventType } from '../domain/events.js';

/** A message to a running process, as the engine's port takes it. */
export interface OutboxEngineMessage {
  readonly name: string;
  readonly correlationKey: string;
  readonly messageId: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly timeToLiveMs: number;
}

export interface OutboxEvent {
  readonly type: EventType;
  /** Change id. */
  readonly subject: string;
  readonly data: unknown;
  /** Given when the cause has an identity of its own, so that a repeated cause publishes once. */
  readonly id?: string;
}

/** What leaves the database leaves through here: written with the state change, delivered at least once by the relay. */
@Injectable()
export class Outbox {
  async publishToEngine(manager: EntityManager, message: OutboxEngineMessage): Promise<void> {
    await this.insert(
      manager,
      'engine',
      message.correlationKey,
      `engine:${message.name}:${message.messageId}`,
      message,
    );
  }

  async publishToBus(manager: EntityManager, event: OutboxEvent): Promise<void> {
    const id = event.id ?? randomUUID();
    const cloudEvent = new CloudEvent({
      id,
      source: 'countersign',
      type: event.type,
      subject: event.subject,
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      data: event.data,
    });
    await this.insert(manager, 'bus', event.subject, `bus:${id}`, cloudEvent.toJSON());
  }

  private async insert(
    manager: EntityManager,
    destination: 'engine' | 'bus',
    key: string,
    messageId: string,
    payload: unknown,
  ) {
    await manager.query(
      `insert into outbox (destination, key, message_id, payload) values ($1, $2, $3, $4) on conflict (message_id) do nothing`,
      [destination, key, messageId, JSON.stringify(payload)],
    );
  }
}
