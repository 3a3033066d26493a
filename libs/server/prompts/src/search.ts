import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

/** So many matches of a text are put in order: a word of every second prompt costs no more than a rare one. */
export const RANKED = 500;
/** So many prompts with the rarest word of several are asked for the others. */
const WALKED = 1500;
/** So many words are tried for one that is unfinished, the shortest first. */
const COMPLETIONS = 30;

/** One thing a prompt must have: any of these words, and how many have it, counted to a little more than {@link WALKED}. */
export interface Term {
  readonly words: string[];
  readonly many: number;
}

/** What somebody has typed: whole words, one that may be unfinished, and whether it says more than words. */
export interface Typed {
  readonly text: string;
  readonly words: string[];
  readonly open: string | null;
  /** Quotes, a minus, or an `or`, as on the web; and what full text keeps together, such as 3.5. */
  readonly isPhrase: boolean;
}

/** `null` when there is no word in it. */
export function readTyped(text: string | undefined): Typed | null {
  const typed = text?.trim().toLocaleLowerCase('en') ?? '';
  const words = typed.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (!words.length) return null;
  const isOpen = /[\p{L}\p{N}]$/u.test(typed);
  return {
    text: typed,
    words: isOpen ? words.slice(0, -1) : words,
    open: isOpen ? (words.at(-1) ?? null) : null,
    isPhrase: /"|(^|\s)-\S|\sor\s|\p{N}[.,:/]\p{N}/u.test(typed),
  };
}

/** The terms that a prompt must have for this text and these filters (such as `type:metrics`). */
export async function termsOf(db: Db, { words, open }: Typed, filters: readonly string[]): Promise<Term[]> {
  const rows: { words: string[] | null; many: number }[] = await db.query(
    `with term (words) as (
       select array[lexeme] from unnest($1::text[]) as typed, unnest(tsvector_to_array(to_tsvector('english', typed))) as lexeme
       union
       select array_agg(distinct lexeme) from (
         select unnest(tsvector_to_array(to_tsvector('english', $2::text))) as lexeme
         union all select '^' || $2::text where length($2::text) <= 3
         union all select unnest(tsvector_to_array(to_tsvector('english', begun.word))) from (
           select word from prompts_word where length($2::text) >= 3
             and word collate "C" >= $2::text and word collate "C" < $2::text || chr(1114111)
           order by length(word), word limit ${COMPLETIONS}) begun
       ) any_of having $2::text is not null
       union all
       select array['=' || filter] from unnest($3::text[]) as filter
     )
     select words, (select count(*) from (select from prompts_posting where word = any(words) limit ${WALKED + 1}) n)::int as many
     from term where words is not null`,
    [words.slice(0, 12), open, filters],
  );
  return rows.map((row) => ({ words: row.words ?? [], many: row.many }));
}

/**
 * SQL: `no` and `place` of the best prompts that have all terms, at most {@link RANKED} and one, and a query for how many
 * were `walked`. It begins with the term that leaves the least to ask: each other word of each other term is one probe.
 * @param where conditions on `prompts_prompt p` beyond the terms; none, and that table is not touched
 */
export function bestOf(terms: readonly Term[], where: string | null, param: (value: unknown) => string) {
  const wordsOf = (some: readonly Term[]) => some.reduce((sum, { words }) => sum + words.length, 0);
  const costOf = (term: Term) => Math.min(term.many, WALKED) * (1 + wordsOf(terms) - term.words.length);
  const [first, ...others] = [...terms].sort((a, b) => costOf(a) - costOf(b));
  if (!first) return null;
  const most = others.length || where ? WALKED : RANKED + 1;
  const probes = others.map(({ words }, at) => ({
    rank: `o${at}.rank`,
    join:
      words.length === 1
        ? `join prompts_posting o${at} on o${at}.word = ${param(words[0])} and o${at}.no = d.no`
        : `join lateral (select max(q.rank) as rank from prompts_posting q
             where q.word = any(${param(words)}::text[]) and q.no = d.no) o${at} on o${at}.rank is not null`,
  }));
  return {
    isCut: first.many > most && most === WALKED,
    walk: `select q.no, max(q.rank) as rank from unnest(${param(first.words)}::text[]) as any_of (word) cross join lateral (
        select no, rank from prompts_posting where word = any_of.word order by rank desc, no desc limit ${most}) q
      group by q.no order by 2 desc, 1 desc limit ${most}`,
    found: `select d.no, (${['d.rank', ...probes.map(({ rank }) => rank)].join(' + ')})::int as place
      from walk d ${probes.map(({ join }) => join).join(' ')}
      ${where ? `join prompts_prompt p on p.no = d.no where ${where}` : ''}
      order by place desc, d.no desc limit ${RANKED + 1}`,
  };
}

/** SQL: `no` and `place` of prompts that a text with quotes or a minus finds: so many of them, and the best of those first. */
export function phraseOf({ text }: Typed, where: string, param: (value: unknown) => string): string {
  const query = `websearch_to_tsquery('english'::regconfig, ${param(text)})`;
  return `select no, (ts_rank(words, ${query}) * 1e6)::int as place from (
    select p.no, p.words from prompts_prompt p where ${where} and p.words @@ ${query} limit ${RANKED + 1}) p
    order by place desc, no desc`;
}

/** What a text may have meant: each word that no prompt has replaced by the nearest that one has; `null` when that is the same. */
export async function meantBy(db: Db, text: string): Promise<string | null> {
  const words =
    text
      .toLocaleLowerCase('en')
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, 8) ?? [];
  if (!words.length) return null;
  const rows: { typed: string; near: string | null; many: number }[] = await db.query(
    `select typed.word as typed, near.word as near, (select count(*) from (
         select from prompts_posting where word = any(tsvector_to_array(to_tsvector('english', near.word))) limit 100) n)::int as many
     from unnest($1::text[]) with ordinality as typed (word, place)
     left join lateral (select distinct s.word from prompts_slips(typed.word) as slip join prompts_slip s on s.key = slip.key
       where length(typed.word) between 3 and 40) near on true
     order by typed.place`,
    [words],
  );
  const meant: string[] = [];
  for (const word of words) {
    const near = rows.flatMap((row) =>
      row.typed === word && row.near && row.many
        ? [{ word: row.near, far: slipsBetween(word, row.near), many: row.many }]
        : [],
    );
    near.sort((a, b) => a.far - b.far || b.many - a.many || (a.word < b.word ? -1 : 1));
    meant.push(near[0]?.word ?? (await similarTo(db, word)) ?? word);
  }
  const read = meant.join(' ');
  return read === words.join(' ') ? null : read;
}

/** More than one slip away: whichever known word shares most of its threes of letters. */
async function similarTo(db: Db, word: string): Promise<string | undefined> {
  const [row]: { word: string }[] = await db.query(
    `select word from prompts_word where word % $1 order by similarity(word, $1) desc, word limit 1`,
    [word],
  );
  return row?.word;
}

/** Letters put in, left out, changed, or swapped with their neighbour on the way from one word to the other. */
export function slipsBetween(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, at) => at)];
  for (let a = 1; a <= from.length; a += 1) {
    const row = [a];
    for (let b = 1; b <= to.length; b += 1) {
      const swapped = a > 1 && b > 1 && from[a - 1] === to[b - 2] && from[a - 2] === to[b - 1];
      row.push(
        Math.min(
          (rows[a - 1]?.[b] ?? 0) + 1,
          (row[b - 1] ?? 0) + 1,
          (rows[a - 1]?.[b - 1] ?? 0) + (from[a - 1] === to[b - 1] ? 0 : 1),
          swapped ? (rows[a - 2]?.[b - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    rows.push(row);
  }
  return rows[from.length]?.[to.length] ?? 0;
}
