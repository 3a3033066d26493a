import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Prompts1763840200000 implements MigrationInterface {
  name = 'Prompts1763840200000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table prompts_version (
        prompt_id text not null,
        version integer not null,
        content jsonb not null,
        hash bytea not null,
        created_at timestamptz not null default now(),
        primary key (prompt_id, version)
      )`);
    await q.query(`
      create table prompts_seen (
        account_id text not null,
        prompt_id text not null,
        how text not null check (how in ('guide', 'played')),
        at timestamptz not null default now(),
        session uuid,
        round integer,
        primary key (account_id, prompt_id, how)
      )`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table prompts_seen, prompts_version`);
  }
}
