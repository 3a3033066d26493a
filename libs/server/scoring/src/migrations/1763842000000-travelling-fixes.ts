import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TravellingFixes1763842000000 implements MigrationInterface {
  name = 'TravellingFixes1763842000000';

  async up(q: QueryRunner): Promise<void> {
    const round = `session uuid not null, round integer not null, foreign key (session, round) references live_round (session, round) on delete cascade`;
    await q.query(`alter table scoring_feedback add column keep_at timestamptz`);
    await q.query(`
      create table scoring_advice (
        session uuid not null,
        round integer not null,
        author uuid not null,
        place integer not null,
        moment text not null,
        attempt text not null,
        because text not null,
        version integer not null,
        answer text,
        answered_at timestamptz,
        primary key (session, round, author, place),
        foreign key (session, round, author) references scoring_feedback (session, round, author) on delete cascade
      )`);
    await q.query(`
      alter table scoring_fix
        add column worded_at timestamptz,
        add column dropped_at timestamptz,
        add column carries_session uuid,
        add column carries_round integer,
        add foreign key (carries_session, carries_round) references scoring_fix (session, round) on delete set null`);
    await q.query(`
      update scoring_fix f set worded_at = coalesce(f.agreed_at, r.opened_at, r.created_at)
        from live_round r where r.session = f.session and r.round = f.round`);
    await q.query(`alter table scoring_fix alter column worded_at set not null`);
    await q.query(`create index scoring_fix_carries on scoring_fix (carries_session, carries_round)`);
    await q.query(`
      create table scoring_fix_suggestion (
        ${round},
        author uuid not null,
        words text not null,
        updated_at timestamptz not null,
        primary key (session, round, author)
      )`);
    await q.query(`
      create table scoring_fix_pin (
        ${round},
        fix_session uuid not null,
        fix_round integer not null,
        words text not null,
        worded_at timestamptz not null,
        pinned_at timestamptz not null,
        primary key (session, round),
        foreign key (fix_session, fix_round) references scoring_fix (session, round) on delete cascade
      )`);
    await q.query(`create index scoring_fix_pin_fix on scoring_fix_pin (fix_session, fix_round)`);
    await q.query(`
      create table scoring_fix_outcome (
        session uuid not null,
        round integer not null,
        participant uuid not null,
        outcome text not null,
        updated_at timestamptz not null,
        primary key (session, round, participant),
        foreign key (session, round) references scoring_fix_pin (session, round) on delete cascade
      )`);
  }

  async down(q: QueryRunner): Promise<void> {
    for (const table of ['fix_outcome', 'fix_pin', 'fix_suggestion', 'advice'])
      await q.query(`drop table scoring_${table}`);
    await q.query(
      `alter table scoring_fix drop column worded_at, drop column dropped_at, drop column carries_session, drop column carries_round`,
    );
    await q.query(`alter table scoring_feedback drop column keep_at`);
  }
}
