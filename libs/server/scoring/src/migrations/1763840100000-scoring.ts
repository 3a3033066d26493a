import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Scoring1763840100000 implements MigrationInterface {
  name = 'Scoring1763840100000';

  async up(q: QueryRunner): Promise<void> {
    const round = `session uuid not null, round integer not null, foreign key (session, round) references live_round (session, round) on delete cascade`;
    await q.query(`
      create table scoring_draft (
        ${round},
        participant uuid not null,
        version integer not null,
        card jsonb not null,
        updated_at timestamptz not null,
        primary key (session, round, participant)
      )`);
    await q.query(`
      create table scoring_late_card (
        ${round},
        participant uuid not null,
        card jsonb not null,
        locked_at timestamptz not null,
        primary key (session, round, participant)
      )`);
    await q.query(`
      create table scoring_feedback (
        ${round},
        author uuid not null,
        keep text not null,
        next_time text not null,
        task text not null,
        updated_at timestamptz not null,
        primary key (session, round, author)
      )`);
    await q.query(`
      create table scoring_fix (
        ${round},
        words text not null,
        version integer not null,
        worded_by uuid not null,
        agreed uuid[] not null,
        agreed_at timestamptz,
        primary key (session, round)
      )`);
  }

  async down(q: QueryRunner): Promise<void> {
    for (const table of ['fix', 'feedback', 'late_card', 'draft']) await q.query(`drop table scoring_${table}`);
  }
}
