import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Ratings1763842100000 implements MigrationInterface {
  name = 'Ratings1763842100000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table scoring_rating (
        session uuid not null,
        round integer not null,
        rater uuid not null,
        ratee uuid not null,
        specific integer not null,
        usable integer not null,
        fair integer not null,
        kept integer not null,
        again boolean not null,
        thanks text not null,
        counts boolean not null,
        sent_at timestamptz not null,
        primary key (session, round, rater, ratee),
        foreign key (session, round) references live_round (session, round) on delete cascade
      )`);
    await q.query(`create index scoring_rating_ratee on scoring_rating (ratee)`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table scoring_rating`);
  }
}
