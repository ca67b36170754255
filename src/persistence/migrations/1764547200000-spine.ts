import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Changes, approvals, ledger, outbox and inbox, calls to owning systems, people, notifications, sessions. */
export class Spine1764547200000 implements MigrationInterface {
  readonly name = 'Spine1764547200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table change_request (
        id text primary key,
        state text not null check (state in ('draft','in_review','approved','implementing','implemented','rejected','withdrawn','failed')),
        requester text not null,
        requester_name text not null,
        source text not null,
        source_ref text,
        type text not null,
        title text not null,
        content jsonb not null,
        content_digest text not null,
        outcome_reason text,
        process_instance_key text,
        created_at timestamptz not null,
        submitted_at timestamptz,
        closed_at timestamptz
      );
      create unique index change_request_source on change_request (source, source_ref) where source_ref is not null;
      create index change_request_state on change_request (state, created_at desc);
      create index change_request_requester on change_request (requester, created_at desc);
      create table change_number (year int primary key, last int not null);

      create table approval (
        id text primary key,
        change_id text not null references change_request (id),
        opening_key text not null unique,
        process_instance_key text not null,
        state text not null check (state in ('open','approved','rejected','withdrawn')),
        domain text not null,
        stage int not null,
        owning_system text not null,
        accountable text not null,
        consulted text[] not null,
        informed text[] not null,
        escalate_to text not null,
        escalation_level int not null default 0,
        rule_id text not null,
        rule_number int not null,
        table_version int not null,
        due_in text not null,
        opened_at timestamptz not null,
        due_at timestamptz not null,
        object_id text,
        object_number text,
        object_url text,
        verdict text check (verdict in ('approved','rejected')),
        decided_by text,
        decided_by_name text,
        decided_via text,
        decided_at timestamptz,
        comment text,
        content_digest text,
        written_back_at timestamptz,
        closed_at timestamptz,
        check ((state in ('approved','rejected')) = (verdict is not null)),
        check ((verdict is null) = (decided_by is null))
      );
      create index approval_change on approval (change_id, stage, id);
      create index approval_open on approval (opened_at, id) where state = 'open';
      create index approval_open_due on approval (due_at) where state = 'open';

      create table ledger_entry (
        change_id text not null,
        index int not null,
        at timestamptz not null,
        kind text not null,
        actor text not null,
        via text,
        facts jsonb not null,
        previous_hash text not null,
        hash text not null,
        primary key (change_id, index)
      );
      create function refuse_ledger_change() returns trigger language plpgsql as $$
        begin raise exception 'the ledger is append-only'; end $$;
      create trigger ledger_is_append_only before update or delete on ledger_entry
        for each row execute function refuse_ledger_change();
      create trigger ledger_is_never_truncated before truncate on ledger_entry
        for each statement execute function refuse_ledger_change();

      create table outbox (
        id bigint generated always as identity primary key,
        destination text not null check (destination in ('engine','bus')),
        key text not null,
        message_id text not null unique,
        payload jsonb not null,
        created_at timestamptz not null default now(),
        available_at timestamptz not null default now(),
        attempts int not null default 0,
        last_error text,
        dead_at timestamptz
      );
      create index outbox_due on outbox (available_at, id) where dead_at is null;
      create index outbox_key on outbox (key, id) where dead_at is null;
      create function wake_relay() returns trigger language plpgsql as $$
        begin perform pg_notify('outbox', ''); return null; end $$;
      create trigger outbox_wakes_relay after insert on outbox for each statement execute function wake_relay();

      create table inbox (
        source text not null,
        id text not null,
        payload jsonb,
        received_at timestamptz not null default now(),
        processed_at timestamptz,
        attempts int not null default 0,
        outcome text,
        primary key (source, id)
      );
      create index inbox_pending on inbox (received_at) where processed_at is null;

      create table integration_call (
        key text primary key,
        system text not null,
        operation text not null,
        change_id text not null,
        request_hash text not null,
        state text not null check (state in ('started','succeeded','failed')),
        attempts int not null default 1,
        response jsonb,
        error text,
        started_at timestamptz not null,
        finished_at timestamptz
      );
      create index integration_call_change on integration_call (change_id);

      create table owning_object (
        change_id text not null references change_request (id),
        system text not null,
        object_id text not null,
        number text not null,
        state text not null,
        url text,
        updated_at timestamptz not null,
        primary key (change_id, system)
      );
      create unique index owning_object_by_id on owning_object (system, object_id);

      create table owning_system_session (
        system text primary key,
        session text,
        obtained_at timestamptz,
        details jsonb
      );

      create table person (
        id text primary key,
        name text not null,
        email text unique,
        slack_user_id text unique,
        roles text[] not null default '{}',
        groups text[] not null default '{}',
        updated_at timestamptz not null default now()
      );
      create index person_groups on person using gin (groups);

      create table notification (
        id bigint generated always as identity primary key,
        cause text not null,
        change_id text not null,
        approval_id text,
        person_id text not null,
        channel text not null check (channel in ('in-app','slack','email')),
        kind text not null,
        message jsonb not null,
        state text not null default 'pending' check (state in ('pending','sent','dead')),
        reference jsonb,
        stale_message jsonb,
        attempts int not null default 0,
        last_error text,
        available_at timestamptz not null default now(),
        leased_until timestamptz,
        created_at timestamptz not null default now(),
        sent_at timestamptz,
        read_at timestamptz,
        unique (cause, person_id, channel)
      );
      create index notification_due on notification (available_at) where state = 'pending' or stale_message is not null;
      create index notification_approval on notification (approval_id);

      create table session (
        sid varchar not null primary key,
        sess json not null,
        expire timestamp(6) not null
      );
      create index session_expire on session (expire);
    `);
  }

  async down(): Promise<void> {
    throw new Error('The first migration cannot be undone: drop the database instead.');
  }
}
