import { publicCard, type Prompt, skillsOf } from '@debrief/prompt-bank';
import type { EntityManager } from 'typeorm';

/** Where a prompt stands: `version` is the one that is offered, null before there is one. */
export interface Standing {
  readonly owner: string | null;
  readonly visibility: 'public' | 'private';
  readonly status: 'draft' | 'in-review' | 'published' | 'retired';
  readonly version: number | null;
  readonly reviewVersion: number | null;
}

/** What everybody finds: a condition on `prompts_prompt p`. */
export const PUBLIC = `p.status = 'published' and p.visibility = 'public'`;

/** SQL: is the prompt `id` out of the question for a candidate with these accounts (a parameter, a text[])? */
export const outFor = (accounts: string): string =>
  `(exists (select from prompts_seen where prompt_id = id and account_id = any(${accounts}))
    or exists (select from prompts_choice where prompt_id = id and account_id = any(${accounts}) and kind = 'avoid'))`;

const rowOf = (prompt: Prompt, { owner, visibility, status, version, reviewVersion }: Standing) => {
  const card = publicCard(prompt);
  return {
    id: prompt.id,
    owner,
    visibility,
    status,
    version,
    review_version: reviewVersion,
    title: prompt.title,
    type: prompt.type,
    subtype: prompt.subtype,
    domain: prompt.domain,
    difficulty: prompt.difficulty.level,
    styles: prompt.styles,
    skills: Object.keys(skillsOf(prompt)),
    has_long: card.minutes.long > card.minutes.short,
    card,
    statement: prompt.statement,
  };
};

/**
 * Puts prompts on the shelf: the row that lists, filters and search ask, and the words that a typo is corrected by.
 * A prompt that is there already is placed anew, as `standing` says; whose it is, is never changed. A row that would stay
 * as it is is not written: a server that starts again finds its bank on the shelf.
 */
export async function shelve(
  manager: Pick<EntityManager, 'query'>,
  prompts: readonly { prompt: Prompt; standing: Standing }[],
): Promise<void> {
  const rows = JSON.stringify(prompts.map(({ prompt, standing }) => rowOf(prompt, standing)));
  await manager.query(
    `insert into prompts_prompt as p (id, owner, visibility, status, version, review_version, title, type, subtype, domain,
       difficulty, styles, skills, has_long, card, words)
     select id, owner, visibility, status, version, review_version, title, type, subtype, domain, difficulty, styles, skills,
       has_long, card, setweight(to_tsvector('english', title), 'A')
         || setweight(to_tsvector('english', domain || ' ' || translate(subtype, '.-', '  ')), 'B')
         || setweight(to_tsvector('english', statement), 'C')
     from jsonb_to_recordset($1::jsonb) as t(id text, owner text, visibility text, status text, version int,
       review_version int, title text, type text, subtype text, domain text, difficulty text, styles text[],
       skills text[], has_long boolean, card jsonb, statement text)
     on conflict (id) do update set visibility = excluded.visibility, status = excluded.status, version = excluded.version,
       review_version = excluded.review_version, title = excluded.title, type = excluded.type, subtype = excluded.subtype,
       domain = excluded.domain, difficulty = excluded.difficulty, styles = excluded.styles, skills = excluded.skills,
       has_long = excluded.has_long, card = excluded.card, words = excluded.words, updated_at = now()
     where p.owner is not distinct from excluded.owner
       and (p.visibility, p.status, p.version, p.review_version, p.skills, p.has_long, p.card, p.words)
         is distinct from (excluded.visibility, excluded.status, excluded.version, excluded.review_version, excluded.skills,
           excluded.has_long, excluded.card, excluded.words)`,
    [rows],
  );
  await manager.query(
    `insert into prompts_word (word)
     select distinct word from jsonb_to_recordset($1::jsonb) as t(title text, domain text, statement text, status text, visibility text),
       regexp_split_to_table(lower(title || ' ' || domain || ' ' || statement), '[^[:alpha:]]+') as word
     where length(word) between 3 and 40 and status = 'published' and visibility = 'public'
     order by word on conflict do nothing`,
    [rows],
  );
}
