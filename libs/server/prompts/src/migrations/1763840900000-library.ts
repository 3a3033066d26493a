import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A row per prompt, shipped or written here; drafts, reviews, reports, and what an account has chosen or refused. */
export class Library1763840900000 implements MigrationInterface {
  name = 'Library1763840900000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`create extension if not exists pg_trgm`);
    await q.query(`
      create table prompts_prompt (
        id text primary key,
        owner text,
        visibility text not null default 'private' check (visibility in ('public', 'private')),
        status text not null default 'draft' check (status in ('draft', 'in-review', 'published', 'retired')),
        version integer,
        review_version integer,
        title text not null,
        type text not null,
        subtype text not null,
        domain text not null,
        difficulty text not null,
        styles text[] not null,
        skills text[] not null,
        has_long boolean not null,
        card jsonb not null,
        words tsvector not null,
        uses integer not null default 0,
        source jsonb,
        asked_at timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`);
    await q.query(
      `create index prompts_prompt_list on prompts_prompt (title, id) where status = 'published' and visibility = 'public'`,
    );
    await q.query(
      `create index prompts_prompt_type on prompts_prompt (type, title, id) where status = 'published' and visibility = 'public'`,
    );
    for (const [name, on] of [
      ['newest', '(created_at, id)'],
      ['used', '(uses, id)'],
      ['domain', '(domain, title, id)'],
      ['subtype', '(subtype, title, id)'],
      ['styles', 'using gin (styles)'],
      ['skills', 'using gin (skills)'],
    ])
      await q.query(
        `create index prompts_prompt_${name} on prompts_prompt ${on} where status = 'published' and visibility = 'public'`,
      );
    await q.query(`create index prompts_prompt_words on prompts_prompt using gin (words)`);
    await q.query(
      `create index prompts_prompt_waiting on prompts_prompt (asked_at, id) where review_version is not null`,
    );
    await q.query(`create index prompts_prompt_owner on prompts_prompt (owner, updated_at desc, id)`);
    // Words of all titles and statements: a typo is looked up here, and what it meant is searched like any word.
    await q.query(`create table prompts_word (word text primary key)`);
    await q.query(`create index prompts_word_near on prompts_word using gin (word gin_trgm_ops)`);
    await q.query(`
      create table prompts_draft (
        prompt_id text primary key references prompts_prompt (id) on delete cascade,
        content jsonb not null,
        rev integer not null default 1,
        updated_at timestamptz not null default now()
      )`);
    await q.query(`
      create table prompts_review (
        prompt_id text not null,
        version integer not null,
        reviewer text not null,
        verdict text check (verdict in ('good', 'change')),
        words text not null default '',
        checks text[] not null default '{}',
        played boolean not null default false,
        at timestamptz not null default now(),
        primary key (prompt_id, version, reviewer)
      )`);
    await q.query(`
      create table prompts_choice (
        account_id text not null,
        prompt_id text not null references prompts_prompt (id) on delete cascade,
        kind text not null check (kind in ('favourite', 'avoid')),
        at timestamptz not null default now(),
        primary key (account_id, prompt_id, kind)
      )`);
    await q.query(`
      create table prompts_report (
        id uuid primary key,
        prompt_id text not null references prompts_prompt (id) on delete cascade,
        version integer not null,
        account_id text not null,
        kind text not null check (kind in ('leaked', 'faulty')),
        words text not null,
        at timestamptz not null default now(),
        closed_at timestamptz,
        closed_by text,
        answer text
      )`);
    await q.query(
      `create unique index prompts_report_once on prompts_report (prompt_id, account_id) where closed_at is null`,
    );
    await q.query(`create index prompts_report_by on prompts_report (account_id, at)`);
    await q.query(`create index prompts_report_open on prompts_report (prompt_id, at) where closed_at is null`);
    await q.query(`
      create table prompts_rubric (
        type text not null,
        version integer not null,
        content jsonb not null,
        author text,
        at timestamptz not null default now(),
        primary key (type, version)
      )`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(
      `drop table prompts_rubric, prompts_report, prompts_choice, prompts_review, prompts_draft, prompts_word, prompts_prompt`,
    );
    await q.query(`drop extension pg_trgm`);
  }
}
