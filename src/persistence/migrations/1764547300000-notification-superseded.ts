import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A message that was overtaken before it was sent is neither sent nor failed. */
export class NotificationSuperseded1764547300000 implements MigrationInterface {
  readonly name = 'NotificationSuperseded1764547300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table notification drop constraint notification_state_check;
      alter table notification add constraint notification_state_check
        check (state in ('pending','sent','dead','superseded'));
      create index notification_inbox on notification (person_id, id desc) where channel = 'in-app' and read_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index notification_inbox;
      update notification set state = 'dead' where state = 'superseded';
      alter table notification drop constraint notification_state_check;
      alter table notification add constraint notification_state_check check (state in ('pending','sent','dead'));
    `);
  }
}
