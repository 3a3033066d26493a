import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Briefs1763840400000 implements MigrationInterface {
  name = 'Briefs1763840400000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table live_brief (
        session uuid not null references live_session (id) on delete cascade,
        participant uuid not null,
        target_level text,
        focus text not null,
        last_fix text not null,
        avoid text[] not null,
        updated_at timestamptz not null,
        primary key (session, participant)
      )`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table live_brief`);
  }
}
