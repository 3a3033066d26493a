import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ratings as they were read from opened cards, what the replay of all of them gives, goals, and calibration. */
export class Progress1763843000000 implements MigrationInterface {
  name = 'Progress1763843000000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table progress_round (
        session uuid not null,
        round integer not null,
        at timestamptz not null,
        type text not null,
        candidate uuid not null,
        prompt text,
        talk jsonb,
        phases jsonb not null,
        primary key (session, round),
        constraint progress_round_session_round_fkey
          foreign key (session, round) references live_round (session, round) on delete cascade
      )`);
    await q.query(`
      create table progress_rating (
        session uuid not null,
        round integer not null,
        rater uuid not null,
        dimension text not null,
        level integer not null constraint progress_rating_level_check check (level between 1 and 4),
        skill text not null,
        place integer not null,
        locked_at timestamptz not null,
        primary key (session, round, rater, dimension),
        constraint progress_rating_session_round_fkey
          foreign key (session, round) references progress_round (session, round) on delete cascade
      )`);
    await q.query(`create index progress_rating_rater on progress_rating (rater)`);
    // One row: how often something has come that a replay must take in, and up to where one has.
    await q.query(`
      create table progress_replay (
        id integer primary key constraint progress_replay_id_check check (id = 1),
        wanted integer not null default 0,
        done integer not null default 0,
        ratings integer not null default 0,
        took_ms integer not null default 0,
        computed_at timestamptz
      )`);
    await q.query(`insert into progress_replay (id) values (1)`);
    await q.query(`
      create table progress_skill (
        who text not null,
        skill text not null,
        mean double precision not null,
        variance double precision not null,
        at timestamptz not null,
        ratings integer not null,
        level_sum integer not null,
        sessions integer not null,
        raters integer not null,
        primary key (who, skill)
      )`);
    await q.query(`
      create table progress_point (
        who text not null,
        skill text not null,
        session uuid not null,
        at timestamptz not null,
        mean double precision not null,
        variance double precision not null,
        ratings integer not null,
        level_sum integer not null,
        primary key (who, skill, session)
      )`);
    await q.query(`
      create table progress_rater (
        who text primary key,
        mean double precision not null,
        variance double precision not null,
        ratings integer not null,
        rounds integer not null,
        candidates integer not null,
        halo double precision,
        centrality double precision,
        fit double precision,
        intervals jsonb not null
      )`);
    await q.query(`
      create table progress_difficulty (
        prompt text primary key,
        mean double precision not null,
        variance double precision not null,
        ratings integer not null
      )`);
    await q.query(`
      create table progress_goal (
        account_id text primary key,
        rounds integer constraint progress_goal_rounds_check check (rounds between 1 and 14),
        updated_at timestamptz not null,
        constraint progress_goal_account_id_fkey foreign key (account_id) references auth."user" (id) on delete cascade
      )`);
    await q.query(`
      create table progress_reference (
        key text primary key,
        place integer not null,
        session uuid not null,
        round integer not null,
        content jsonb not null,
        constraint progress_reference_session_round_fkey
          foreign key (session, round) references live_round (session, round) on delete cascade
      )`);
    // Two rows each at most: however often and wherever somebody presses, one scoring is their first, and the last is kept.
    await q.query(`
      create table progress_attempt (
        account_id text not null,
        key text not null,
        is_first boolean not null,
        card jsonb not null,
        at timestamptz not null,
        primary key (account_id, key, is_first),
        constraint progress_attempt_account_id_fkey
          foreign key (account_id) references auth."user" (id) on delete cascade
      )`);
  }

  async down(q: QueryRunner): Promise<void> {
    for (const name of [
      'attempt',
      'reference',
      'goal',
      'difficulty',
      'rater',
      'point',
      'skill',
      'replay',
      'rating',
      'round',
    ])
      await q.query(`drop table progress_${name}`);
  }
}
