import type { MigrationInterface, QueryRunner } from 'typeorm';

const PUBLISHED = `where status = 'published' and visibility = 'public'`;
/** What lists go by; each holds all that they are filtered by, so that choosing the rows of a page reads nothing else. */
const LISTS = { list: '(title, id)', type: '(type, title, id)', newest: '(created_at, id)', used: '(uses, id)' };
const FILTERS = 'include (type, difficulty, has_long, subtype, domain, styles, skills)';

/**
 * What a text is searched by (decision 015): for each word of a prompt a row with what it counts for there, in that
 * order, so that a common word costs no more than a rare one; and for each known word its misspellings by one letter.
 * Triggers keep both, in the transaction that publishes or retires, whoever writes.
 */
export class Search1763844010000 implements MigrationInterface {
  name = 'Search1763844010000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`alter table prompts_prompt add column no serial not null`);
    await q.query(`create unique index prompts_prompt_no on prompts_prompt (no)`);
    await q.query(`
      create table prompts_posting (
        word text collate "C" not null,
        no integer not null,
        rank integer not null,
        primary key (word, no) include (rank)
      )`);
    await q.query(`create index prompts_posting_best on prompts_posting (word, rank desc, no desc)`);
    // Not in plain SQL: the planner takes such a function apart and then misses the row it was given.
    // A word of the title outweighs all others; "^" marks how a title's words begin, "=" what a filter asks for.
    await q.query(`
      create function prompts_terms(p prompts_prompt) returns table (word text, rank integer) language plpgsql stable as $$
      begin
        return query
        select lexeme, case when 'A' = any(weights) then 1000 when 'B' = any(weights) then 300 else 0 end
          + 20 * least(cardinality(positions), 20)
        from unnest(p.words)
        union all
        select distinct '^' || left(start, letters), 1000
        from regexp_split_to_table(lower(p.title), '[^[:alnum:]]+') as start, generate_series(1, 3) as letters
        where length(start) >= letters
        union all
        select '=' || name || ':' || value, 0 from (
          values ('type', p.type), ('subtype', p.subtype), ('domain', p.domain), ('difficulty', p.difficulty),
            ('length', case when p.has_long then 'long' end)
          union select 'style', unnest(p.styles) union select 'skill', unnest(p.skills)
        ) as facet (name, value) where value is not null;
      end $$`);
    await q.query(`
      create function prompts_post() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and
          (old.status, old.visibility, old.words, old.title, old.type, old.subtype, old.domain, old.difficulty, old.styles,
            old.skills, old.has_long) is not distinct from
          (new.status, new.visibility, new.words, new.title, new.type, new.subtype, new.domain, new.difficulty, new.styles,
            new.skills, new.has_long) then
          return null;
        end if;
        if tg_op <> 'INSERT' and old.status = 'published' and old.visibility = 'public' then
          delete from prompts_posting where no = old.no and word = any(array(select t.word from prompts_terms(old) t));
        end if;
        if tg_op <> 'DELETE' and new.status = 'published' and new.visibility = 'public' then
          insert into prompts_posting (word, no, rank) select word, new.no, rank from prompts_terms(new);
        end if;
        return null;
      end $$`);
    await q.query(`
      create trigger prompts_prompt_post after insert or update or delete on prompts_prompt
      for each row execute function prompts_post()`);
    await q.query(`
      insert into prompts_posting (word, no, rank) select t.word, p.no, t.rank from prompts_prompt p, prompts_terms(p) t
      where p.status = 'published' and p.visibility = 'public'`);

    for (const [name, on] of Object.entries(LISTS)) {
      await q.query(`drop index prompts_prompt_${name}`);
      await q.query(`create index prompts_prompt_${name} on prompts_prompt ${on} ${FILTERS} ${PUBLISHED}`);
    }
    // No style and no skill is rare enough to be worth an index of its own.
    for (const name of ['styles', 'skills']) await q.query(`drop index prompts_prompt_${name}`);

    await q.query(`create index prompts_word_start on prompts_word (word collate "C")`);
    await q.query(`
      create table prompts_slip (
        key text collate "C" not null,
        word text collate "C" not null,
        primary key (key, word)
      )`);
    await q.query(`
      create function prompts_slips(word text) returns table (key text) language sql immutable as $$
        select word union select overlay(word placing '' from at for 1) from generate_series(1, length(word)) as at
      $$`);
    await q.query(`
      create function prompts_slip_all() returns trigger language plpgsql as $$
      begin
        insert into prompts_slip (key, word) select s.key, w.word from fresh w, prompts_slips(w.word) s
        order by 1, 2 on conflict do nothing;
        return null;
      end $$`);
    await q.query(`
      create trigger prompts_word_slip after insert on prompts_word referencing new table as fresh
      for each statement execute function prompts_slip_all()`);
    await q.query(
      `insert into prompts_slip (key, word) select s.key, w.word from prompts_word w, prompts_slips(w.word) s`,
    );
  }

  async down(q: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(LISTS)) {
      await q.query(`drop index prompts_prompt_${name}`);
      await q.query(`create index prompts_prompt_${name} on prompts_prompt ${on} ${PUBLISHED}`);
    }
    for (const name of ['styles', 'skills'])
      await q.query(`create index prompts_prompt_${name} on prompts_prompt using gin (${name}) ${PUBLISHED}`);
    await q.query(`drop trigger prompts_word_slip on prompts_word`);
    await q.query(`drop trigger prompts_prompt_post on prompts_prompt`);
    await q.query(`drop function prompts_slip_all()`);
    await q.query(`drop function prompts_slips(text)`);
    await q.query(`drop function prompts_post()`);
    await q.query(`drop function prompts_terms(prompts_prompt)`);
    await q.query(`drop table prompts_slip, prompts_posting`);
    await q.query(`drop index prompts_word_start`);
    await q.query(`alter table prompts_prompt drop column no`);
  }
}
