import type { EntityManager } from 'typeorm';

/**
 * SQL: the tsquery of what somebody has typed (a parameter). All words count, quotes and a minus as on the web; the last
 * word may be unfinished, also where so far it is a word that full text leaves out ("the" of "theatre").
 */
const typedQuery = (start: string, last: string): string =>
  `(websearch_to_tsquery('english'::regconfig, ${start}) && (to_tsquery('english'::regconfig, ${last}) || to_tsquery('simple'::regconfig, ${last})))`;

/** The two parameters of a typed text, and the query over them; `null` when there is no word in it. */
export function searchOf(text: string | undefined): { params: [string, string]; query: typeof typedQuery } | null {
  const typed = text?.trim() ?? '';
  const last = /[\p{L}\p{N}]+$/u.exec(typed)?.[0] ?? '';
  const start = typed.slice(0, typed.length - last.length);
  // A last word that is quoted, left out by a minus or joined to another one is not one to finish.
  const isOpen = last !== '' && /(^|\s)$/.test(start) && (start.split('"').length - 1) % 2 === 0;
  if (!/[\p{L}\p{N}]/u.test(typed)) return null;
  return { params: isOpen ? [start, `${last}:*`] : [typed, ''], query: typedQuery };
}

/** What a text may have meant: each of its words replaced by the nearest that a prompt has; `null` when that is the same. */
export async function meantBy(manager: Pick<EntityManager, 'query'>, text: string): Promise<string | null> {
  const words = text.toLocaleLowerCase('en').match(/[\p{L}\p{N}]+/gu) ?? [];
  if (!words.length) return null;
  const rows: { meant: string }[] = await manager.query(
    `select coalesce(near.word, typed.word) as meant
     from unnest($1::text[]) with ordinality as typed(word, place)
     left join lateral (
       select w.word from prompts_word w where w.word % typed.word order by similarity(w.word, typed.word) desc, w.word limit 1
     ) near on true order by place`,
    [words.slice(0, 8)],
  );
  const meant = rows.map((row) => row.meant).join(' ');
  return meant === words.join(' ') ? null : meant;
}
