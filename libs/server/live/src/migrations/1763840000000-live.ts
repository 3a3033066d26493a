import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Live1763840000000 implements MigrationInterface {
  name = 'Live1763840000000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table live_session (
        id uuid primary key,
        format text not null,
        type text not null,
        length text not null,
        mode text not null,
        status text not null default 'lobby',
        wanted_prompt text,
        rev integer not null default 0,
        write_epoch integer not null default 0,
        next_due_at timestamptz,
        sealed_at timestamptz,
        is_example boolean not null default false,
        created_at timestamptz not null,
        ended_at timestamptz
      )`);
    await q.query(`create index live_session_due on live_session (next_due_at) where next_due_at is not null`);
    await q.query(`
      create table live_participant (
        id uuid primary key,
        session uuid not null references live_session (id) on delete cascade,
        account_id text,
        name text not null,
        is_guest boolean not null default false,
        is_host boolean not null default false,
        presence text,
        seen_at timestamptz,
        joined_at timestamptz not null
      )`);
    await q.query(`create index live_participant_session on live_participant (session)`);
    await q.query(
      `create index live_participant_account on live_participant (account_id, session) where account_id is not null`,
    );
    await q.query(
      `create index live_participant_presence on live_participant (seen_at) where presence in ('here', 'away')`,
    );
    await q.query(`
      create table live_invite (
        code_hash bytea primary key,
        session uuid not null references live_session (id) on delete cascade,
        created_at timestamptz not null,
        ended_at timestamptz
      )`);
    await q.query(`create index live_invite_session on live_invite (session)`);
    await q.query(`
      create table live_stream (
        session uuid not null references live_session (id) on delete cascade,
        stream text not null,
        last_seq integer not null,
        last_at timestamptz not null,
        chain bytea not null,
        primary key (session, stream)
      )`);
    await q.query(`
      create table live_log (
        session uuid not null references live_session (id) on delete cascade,
        stream text not null,
        seq integer not null,
        at timestamptz not null,
        kind text not null,
        participant uuid,
        op_id uuid,
        doc text,
        epoch integer not null,
        payload jsonb,
        data bytea,
        salt bytea,
        digest bytea not null,
        new_salt bytea,
        new_digest bytea,
        primary key (session, stream, seq)
      )`);
    await q.query(`create index live_log_doc on live_log (session, doc, seq) where doc is not null`);
    await q.query(`
      create table live_op (
        session uuid not null references live_session (id) on delete cascade,
        participant uuid not null,
        op_id uuid not null,
        body_hash bytea not null,
        ack jsonb not null,
        at timestamptz not null,
        primary key (session, participant, op_id)
      )`);
    await q.query(`
      create table live_doc_client (
        session uuid not null references live_session (id) on delete cascade,
        doc text not null,
        client_id bigint not null,
        participant uuid not null,
        primary key (session, doc, client_id)
      )`);
    await q.query(`
      create table live_doc_snapshot (
        session uuid not null references live_session (id) on delete cascade,
        doc text not null,
        seq integer not null,
        state bytea not null,
        primary key (session, doc)
      )`);
    await q.query(`
      create table live_round (
        session uuid not null references live_session (id) on delete cascade,
        round integer not null,
        candidate uuid not null,
        stage text not null,
        prompt text,
        prompt_version integer,
        title text,
        appeared_at timestamptz,
        opened_at timestamptz,
        lapsed_at timestamptz,
        created_at timestamptz not null,
        primary key (session, round)
      )`);
    await q.query(`
      create table live_round_role (
        session uuid not null,
        round integer not null,
        participant uuid not null references live_participant (id) on delete cascade,
        role text not null,
        scorer boolean not null default false,
        primary key (session, round, participant),
        foreign key (session, round) references live_round (session, round) on delete cascade
      )`);
    await q.query(`create index live_round_role_participant on live_round_role (participant)`);
  }

  async down(q: QueryRunner): Promise<void> {
    const tables = [
      'round_role',
      'round',
      'doc_snapshot',
      'doc_client',
      'op',
      'log',
      'stream',
      'invite',
      'participant',
      'session',
    ];
    for (const table of tables) await q.query(`drop table live_${table}`);
  }
}
