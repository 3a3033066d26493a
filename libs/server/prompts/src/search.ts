import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

/** So many matches of a text are put in order: a word of every second prompt costs no more than a rare one. */
export const RANKED = 500;
/** So many prompts with the rarest word of several are asked for the others; the second where the first finds few. */
export const REACHES = [1_500, 30_000] as const;
/**
 * Prompts that have a word are counted so far. With less among several (3,000) common words and kinds look alike, the
 * wrong one goes first and finds are lost; one alone needs no more than is shown.
 */
const COUNTED = { alone: RANKED + 2, among: 10_000 } as const;
/** So many words are tried for one that is unfinished, the shortest first. */
const COMPLETIONS = 30;

/** One thing a prompt must have: any of these words, and how many have it, up to {@link COUNTED}. */
export interface Term {
  readonly words: string[];
  readonly many: number;
}

export const isFilter = ({ words }: Term): boolean => words[0]?.startsWith('=') ?? false;

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
  const counted = words.length + filters.length + (open === null ? 0 : 1) > 1 ? COUNTED.among : COUNTED.alone;
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
     select words, (select count(*) from (select from prompts_posting where word = any(words) limit ${counted}) n)::int as many
     from term where words is not null`,
    [words.slice(0, 12), open, filters],
  );
  return rows.map((row) => ({ words: row.words ?? [], many: row.many }));
}

/**
 * SQL: `found`, with `no` and `place` of the best prompts that have all terms, at most {@link RANKED} and one. It begins
 * with the term that leaves the least to ask: each other word of each other term is one probe. `isCut`: there may be more.
 * @param where conditions on `prompts_prompt p` beyond the terms; none, and that table is not touched
 * @param reach how many prompts of the first term are asked for the others
 */
export function bestOf(terms: readonly Term[], where: string | null, param: (value: unknown) => string, reach: number) {
  const probesOf = (term: Term) => terms.reduce((sum, { words }) => sum + words.length, 1) - term.words.length;
  // What a filter asks for has no order of worth, so it goes first only where it is much rarer, or where few were found.
  const costOf = (term: Term) => term.many * probesOf(term) * (isFilter(term) && reach === REACHES[0] ? 3 : 1);
  const [first, ...others] = [...terms].sort((a, b) => costOf(a) - costOf(b));
  const most = others.length || where ? reach : RANKED + 1;
  const words = first?.words ?? [];
  // Of many ways to finish a word each brings its best.
  const each = Math.min(most, Math.max(100, Math.ceil((3 * most) / words.length)));
  // With few to ask a limit keeps the planner from reading every prompt of a common word instead of probing.
  const one = reach === REACHES[0] ? 'limit 1' : '';
  const probes = others.map((other, at) => ({
    rank: `o${at}.rank`,
    join:
      other.words.length === 1
        ? `join lateral (select q.rank from prompts_posting q
             where q.word = ${param(other.words[0])} and q.no = d.no ${one}) o${at} on true`
        : `join lateral (select max(q.rank) as rank from prompts_posting q
             where q.word = any(${param(other.words)}::text[]) and q.no = d.no) o${at} on o${at}.rank is not null`,
  }));
  return {
    isCut: (first?.many ?? 0) > each,
    source: `walk as materialized (
        select q.no, max(q.rank) as rank from unnest(${param(words)}::text[]) as any_of (word) cross join lateral (
          select no, rank from prompts_posting where word = any_of.word order by rank desc, no desc limit ${each}) q
        group by q.no order by 2 desc, 1 desc limit ${most}
      ), found as materialized (
        select d.no, (${['d.rank', ...probes.map(({ rank }) => rank)].join(' + ')})::int as place
        from walk d ${probes.map(({ join }) => join).join(' ')}
        ${where ? `join prompts_prompt p on p.no = d.no where ${where}` : ''}
        order by place desc, d.no desc limit ${RANKED + 1}
      )`,
  };
}

/** SQL: `found` for a text with quotes or a minus: so many of the prompts that fit, and the best of those first. */
export function phraseOf({ text }: Typed, where: string, param: (value: unknown) => string): string {
  const query = `websearch_to_tsquery('english'::regconfig, ${param(text)})`;
  return `found as materialized (select no, (ts_rank(words, ${query}) * 1e6)::int as place from (
    select p.no, p.words from prompts_prompt p where ${where} and p.words @@ ${query} limit ${RANKED + 1}) p
    order by place desc, no desc)`;
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
