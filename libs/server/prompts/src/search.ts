import { prepared } from '@debrief/server/platform';
import type { DataSource } from 'typeorm';

/** So many matches of a text are put in order: a word of every second prompt costs no more than a rare one. */
export const RANKED = 500;
/** So many prompts with the rarest word of several are asked for the others; the second where the first finds few. */
export const REACHES = [1_500, 30_000] as const;
/** Prompts that have a word are counted so far: with less (3,000) common words and kinds look alike, and finds are lost. */
const COUNTED = 10_000;
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
    words: (isOpen ? words.slice(0, -1) : words).slice(0, 12),
    open: isOpen ? (words.at(-1) ?? null) : null,
    isPhrase: /"|(^|\s)-\S|\sor\s|\p{N}[.,:/]\p{N}/u.test(typed),
  };
}

export const isOneWord = ({ words, open }: Typed): boolean => words.length + (open === null ? 0 : 1) === 1;

/** SQL: `term`, one row for each thing that whole words, an unfinished one and filters ask for; each a parameter's name. */
const termsIn = (whole: string, open: string, filters: string): string => `term (words) as materialized (
   select array[lexeme] from unnest(${whole}::text[]) as typed, unnest(tsvector_to_array(to_tsvector('english', typed))) as lexeme
   union
   select array_agg(distinct lexeme) from (
     select unnest(tsvector_to_array(to_tsvector('english', ${open}::text))) as lexeme
     union all select '^' || ${open}::text where length(${open}::text) <= 3
     union all select unnest(tsvector_to_array(to_tsvector('english', begun.word))) from (
       select word from prompts_word where length(${open}::text) >= 3
         and word collate "C" >= ${open}::text and word collate "C" < ${open}::text || chr(1114111)
       order by length(word), word limit ${COMPLETIONS}) begun
   ) any_of having ${open}::text is not null
   union all
   select array['=' || filter] from unnest(${filters}::text[]) as filter
 )`;

/** Of many ways to finish a word each brings its best. */
const SHARE = { least: 40, together: 2 * (RANKED + 1) } as const;

/** What is found and where in the order: SQL for `found`, and for whether there may be more; a `name` if its text is fixed. */
export interface Finding {
  readonly source: string;
  readonly more: string;
  readonly name?: string;
}

const share = `least(${RANKED + 1}, greatest(${SHARE.least}, ${SHARE.together} / cardinality(words)))`;
/** {@link bestOf} for one word and nothing else, which most people ask for: no need to know first how common it is. */
export const alone = ({ words, open }: Typed, param: (value: unknown) => string): Finding => ({
  name: 'alone',
  source: `${termsIn(param(words), param(open), param([]))},
    found as materialized (
      select q.no, max(q.rank) as place from term, unnest(words) as any_of (word) cross join lateral (
        select no, rank from prompts_posting where word = any_of.word order by rank desc, no desc limit ${share}) q
      group by q.no order by 2 desc, 1 desc limit ${RANKED + 1})`,
  more: `exists (select from term, unnest(words) as any_of (word) where ${share} <= ${RANKED} and ${share} < (
      select count(*) from (select from prompts_posting where word = any_of.word limit ${share} + 1) n))`,
});

/** The terms that a prompt must have for this text and these filters (such as `type:metrics`). */
export async function termsOf(db: DataSource, { words, open }: Typed, filters: readonly string[]): Promise<Term[]> {
  const rows = await prepared<{ words: string[] | null; many: number }>(db, {
    name: 'prompts-terms',
    text: `with ${termsIn('$1', '$2', '$3')} select words, (
        select count(*) from (select from prompts_posting where word = any(words) limit ${COUNTED}) n)::int as many
      from term where words is not null`,
    values: [words, open, filters],
  });
  return rows.map((row) => ({ words: row.words ?? [], many: row.many }));
}

/**
 * SQL: `found`, with `no` and `place` of the best prompts that have all terms, at most {@link RANKED} and one. It begins
 * with the term that leaves the least to ask: each other word of each other term is one probe.
 * @param where conditions on `prompts_prompt p` beyond the terms; none, and that table is not touched
 * @param reach how many prompts of the first term are asked for the others
 */
export function bestOf(
  terms: readonly Term[],
  where: string | null,
  param: (value: unknown) => string,
  reach: number,
): Finding {
  const probesOf = (term: Term) => terms.reduce((sum, { words }) => sum + words.length, 1) - term.words.length;
  // What a filter asks for has no order of worth, so it goes first only where it is much rarer, or where few were found.
  const costOf = (term: Term) => term.many * probesOf(term) * (isFilter(term) && reach === REACHES[0] ? 3 : 1);
  const [first, ...others] = [...terms].sort((a, b) => costOf(a) - costOf(b));
  const most = others.length || where ? reach : RANKED + 1;
  const words = first?.words ?? [];
  const each = Math.min(most, Math.max(SHARE.least, Math.ceil((3 * most) / words.length)));
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
    more: String((first?.many ?? 0) > each),
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
export function phraseOf({ text }: Typed, where: string, param: (value: unknown) => string): Finding {
  const query = `websearch_to_tsquery('english'::regconfig, ${param(text)})`;
  return {
    more: 'false',
    source: `found as materialized (select no, (ts_rank(words, ${query}) * 1e6)::int as place from (
      select p.no, p.words from prompts_prompt p where ${where} and p.words @@ ${query} limit ${RANKED + 1}) p
      order by place desc, no desc)`,
  };
}

/** No misspelling stands for so many words; said so that the planner, who cannot guess, does not read all of them. */
const NEAR = 100;

/** What a text may have meant: each word that no prompt has replaced by the nearest that one has; `null` when that is the same. */
export async function meantBy(db: DataSource, text: string): Promise<string | null> {
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
     left join lateral (select distinct s.word from prompts_slips(typed.word) as slip cross join lateral (
         select word from prompts_slip where key = slip.key limit ${NEAR}) s
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
async function similarTo(db: DataSource, word: string): Promise<string | undefined> {
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
