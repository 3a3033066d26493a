import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BoardFiles1763840600000 implements MigrationInterface {
  name = 'BoardFiles1763840600000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table live_board_file (
        session uuid not null references live_session (id) on delete cascade,
        sha256 bytea not null,
        type text not null,
        bytes integer not null,
        participant uuid not null,
        created_at timestamptz not null,
        primary key (session, sha256)
      )`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table live_board_file`);
  }
}
