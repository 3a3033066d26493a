import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SecondValues1763840800000 implements MigrationInterface {
  name = 'SecondValues1763840800000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table scoring_second (
        session uuid not null,
        round integer not null,
        participant uuid not null,
        levels jsonb not null,
        updated_at timestamptz not null,
        primary key (session, round, participant),
        foreign key (session, round) references live_round (session, round) on delete cascade
      )`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table scoring_second`);
  }
}
