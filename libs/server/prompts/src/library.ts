import type { promptRoutes, PromptCard, RouteInput, RouteResult } from '@debrief/contracts';
import { interviewTypes, MOST_COUNTED } from '@debrief/contracts';
import { phasesOf, type Prompt, publicCard, skillsOf } from '@debrief/prompt-bank';
import { placeForms, prepared, ProblemError, readPlace, writePlace } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { playableBy } from './authoring/playable';
import { Bank } from './bank';
import {
  alone,
  bestOf,
  type Finding,
  isFilter,
  isOneWord,
  meantBy,
  phraseOf,
  RANKED,
  REACHES,
  readTyped,
  termsOf,
  type Typed,
} from './search';
import { mineOf, Seen } from './seen';
import { PUBLIC } from './shelf';

type Filter = RouteInput<typeof promptRoutes.listPrompts>['query'];
type Listing = RouteResult<typeof promptRoutes.listPrompts>;
type Choice = RouteResult<typeof promptRoutes.choosePrompt>;

/** A screen: more is asked for when it is wanted, and every row costs. */
const PAGE = 20;
/** More values than anybody looks through in a menu. */
const MENU = 200;

/** What a list goes by: an expression, its type in a cursor and its direction. */
const orders = {
  title: { key: 'p.title', type: 'text', way: 'asc', past: '>', form: placeForms.text },
  newest: { key: 'p.created_at', type: 'timestamptz', way: 'desc', past: '<', form: placeForms.moment },
  used: { key: 'p.uses', type: 'int', way: 'desc', past: '<', form: placeForms.whole },
} as const;

/** What a prompt is like: a condition each, and whether the search knows it as a word of its own. */
const filterKinds = {
  type: { on: (value: string) => `p.type = ${value}`, facet: () => true },
  subtype: { on: (value: string) => `p.subtype = ${value}`, facet: () => true },
  domain: { on: (value: string) => `p.domain = ${value}`, facet: () => true },
  difficulty: { on: (value: string) => `p.difficulty = ${value}`, facet: () => true },
  style: { on: (value: string) => `p.styles @> array[${value}::text]`, facet: () => true },
  skill: { on: (value: string) => `p.skills @> array[${value}::text]`, facet: () => true },
  // Some kinds last 20 minutes either way and have no long round; every prompt can be played short.
  length: { on: () => 'p.has_long', facet: (value: string) => value === 'long' },
} as const;

const facets = (filter: Filter, param: (value: unknown) => string): string[] =>
  Object.entries(filterKinds).flatMap(([name, { on, facet }]) => {
    const value = filter[name as keyof typeof filterKinds];
    return value && facet(value) ? [name === 'length' ? on('') : on(param(value))] : [];
  });

/** The same as words that the search knows. */
const facetWords = (filter: Filter): string[] =>
  Object.entries(filterKinds).flatMap(([name, { facet }]) => {
    const value = filter[name as keyof typeof filterKinds];
    return value && facet(value) ? [`${name}:${value}`] : [];
  });

const SEEN = '(select prompt_id from prompts_seen where account_id = $1)';
/** Conditions by what the reader, `$1`, has to do with a prompt. */
const own = (filter: Filter): string[] => [
  ...(filter.unseen ? [`p.id not in ${SEEN}`] : []),
  ...(filter.seen ? [`p.id in ${SEEN}`] : []),
  ...(filter.favourites
    ? [`p.id in (select prompt_id from prompts_choice where account_id = $1 and kind = 'favourite')`]
    : []),
];

/** The reader is `$1`, whether a query asks or not. */
const parameters = (account: string | null) => {
  const params: unknown[] = [account];
  return { params, param: (value: unknown) => `$${params.push(value)}` };
};

type Page = Omit<Listing, 'meant'>;
const NOTHING: Page = { prompts: [], total: 0, isMore: false, next: null, kinds: null };
/** One row, and where the next page goes on. */
interface Row {
  card: Omit<PromptCard, 'mine'>;
  mine: PromptCard['mine'];
  favourite: boolean;
  avoid: boolean;
  at: string;
  tie: string;
}
const pageOf = (rows: readonly Row[], size: number): Pick<Page, 'prompts' | 'next'> => {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    prompts: shown.map(({ card, mine, favourite, avoid }) => ({ ...card, mine, favourite, avoid })),
    next: rows.length > size && last ? writePlace(last.at, last.tie) : null,
  };
};

/** The public side of the prompts: cards, statements and phases; nothing of the guide but counts. */
@Injectable()
export class Library {
  constructor(
    private readonly bank: Bank,
    private readonly seen: Seen,
    private readonly dataSource: DataSource,
  ) {}

  /** A page of what fits, of `size` rows at most, and where the next one begins. */
  async list(filter: Filter, account: string | null, size = PAGE): Promise<Listing> {
    const found = await this.page(filter, account, size);
    if (found.total || !filter.text || filter.after) return { ...found, meant: null };
    const meant = await meantBy(this.dataSource, filter.text);
    if (!meant) return { ...found, meant: null };
    const near = await this.page({ ...filter, text: meant }, account, size);
    return { ...near, meant: near.total ? meant : null };
  }

  private async page(filter: Filter, account: string | null, size: number): Promise<Page> {
    const typed = readTyped(filter.text);
    if (filter.text?.trim()) return typed ? this.search(filter, typed, account, size) : NOTHING;
    const { param, params } = parameters(account);
    const order = orders[filter.order ?? 'title'];
    const where = [PUBLIC, ...facets(filter, param), ...own(filter)].join(' and ');
    const counted = [...params];
    const [word, ...others] = facetWords(filter);
    const after = readPlace(filter.after, order.form, placeForms.text);
    const past = after
      ? `and (${order.key}, p.id) ${order.past} (${param(after[0])}::${order.type}, ${param(after[1])})`
      : '';
    const isWhole = Object.values(filter).every((value) => value === undefined);
    const [rows, [count], kinds, menus]: [Row[], { n: number }[], Listing['kinds'], Listing['menus']] =
      await Promise.all([
        // The rows are chosen before anything wide of them is read.
        this.dataSource.query(
          `select $1::text, ${cardFor(account)}, ${order.key}::text as at, p.id as tie from (
           select p.id from prompts_prompt p where ${where} ${past} order by ${order.key} ${order.way}, p.id ${order.way} limit ${size + 1}
         ) page join prompts_prompt p on p.id = page.id order by ${order.key} ${order.way}, p.id ${order.way}`,
          params,
        ),
        // One filter alone is counted where the search has it: no row is looked at.
        word && !others.length && !own(filter).length
          ? this.dataSource.query(
              `select count(*)::int as n from (select from prompts_posting where word = '=' || $1 limit ${MOST_COUNTED + 1}) counted`,
              [word],
            )
          : this.dataSource.query(
              `select count(*)::int as n from (select $1::text from prompts_prompt p where ${where} limit ${MOST_COUNTED + 1}) counted`,
              counted,
            ),
        isWhole ? this.kinds() : null,
        isWhole ? this.menus() : undefined,
      ]);
    const total = count?.n ?? 0;
    return {
      ...pageOf(rows, size),
      total: Math.min(total, MOST_COUNTED),
      isMore: total > MOST_COUNTED,
      kinds,
      ...(menus && { menus }),
    };
  }

  /** What a text finds, best first. Words are looked up in their order of worth; only a phrase reads texts themselves. */
  private async search(filter: Filter, typed: Typed, account: string | null, size: number): Promise<Page> {
    const after = readPlace(filter.after, placeForms.whole, placeForms.whole);
    const asked = facetWords(filter);
    const related = own(filter);
    if (!typed.isPhrase && isOneWord(typed) && !asked.length && !related.length) {
      const { param, params } = parameters(account);
      return this.found(alone(typed, param), params, after, account, size);
    }
    if (!typed.isPhrase) {
      const terms = await termsOf(this.dataSource, typed, asked);
      if (terms.some(({ many }) => many === 0) || terms.every(isFilter)) return NOTHING;
      for (const reach of REACHES) {
        const { param, params } = parameters(account);
        const page = await this.found(
          bestOf(terms, related.join(' and ') || null, param, reach),
          params,
          after,
          account,
          size,
        );
        // Words that are common each may be rare together: then it is worth to look further.
        if (!page.isMore || page.total > PAGE || reach === REACHES.at(-1)) return page;
      }
    }
    const { param, params } = parameters(account);
    const where = [PUBLIC, ...facets(filter, param), ...related].join(' and ');
    return this.found(phraseOf(typed, where, param), params, after, account, size);
  }

  private async found(
    { source, more, name }: Finding,
    params: unknown[],
    after: [string, string] | null,
    account: string | null,
    size: number,
  ): Promise<Page> {
    const past = after ? `where (place, no) < ($${params.push(after[0])}::int, $${params.push(after[1])}::int)` : '';
    const text = `with ${source}
       select $1::text, n.total, case when n.total > ${RANKED} then true else ${more} end as more, page.*
       from (select count(*)::int as total from found) n left join (
         select ${cardFor(account)}, best.place::text as at, best.no::text as tie, best.place, best.no
         from (select * from found ${past} order by place desc, no desc limit ${size + 1}) best
         join prompts_prompt p on p.no = best.no where ${PUBLIC}
       ) page on true order by page.place desc, page.no desc`;
    const fixed = name && [name, size, account === null ? 'stranger' : 'account', after ? 'next' : 'first'].join('-');
    const rows: (Row & { total: number; more: boolean })[] = await (fixed
      ? prepared(this.dataSource, { name: `prompts-${fixed}`, text, values: params })
      : this.dataSource.query(text, params));
    const [{ total, more: isMore } = { total: 0, more: false }] = rows;
    return {
      ...pageOf(
        rows.filter(({ card }) => card !== null),
        size,
      ),
      total: Math.min(total, RANKED),
      isMore,
      kinds: null,
    };
  }

  private kinds(): Promise<NonNullable<Listing['kinds']>> {
    return this.dataSource.query(
      `select t.type, n.count from unnest($1::text[]) with ordinality as t(type, place), lateral (
         select count(*)::int from (
           select from prompts_posting where word = '=type:' || t.type limit ${MOST_COUNTED + 1}) counted) n
       order by place`,
      [interviewTypes],
    );
  }

  /** From one value to the next along the words that the search knows filters by: as many steps as there are values. */
  private async menus(): Promise<NonNullable<Listing['menus']>> {
    const rows: { name: keyof NonNullable<Listing['menus']>; value: string }[] = await this.dataSource.query(
      `select name, substr(found.word, length(name) + 3) as value from unnest($1::text[]) as name, lateral (
         with recursive step as (
           (select word from prompts_posting where word > '=' || name || ':' order by word limit 1)
           union all
           select (select q.word from prompts_posting q where q.word > step.word order by q.word limit 1) from step
           where step.word like '=' || name || ':%'
         ) select word from step where word like '=' || name || ':%' limit ${MENU}) found`,
      [['subtype', 'domain', 'style', 'skill']],
    );
    const of = (name: string) => rows.filter((row) => row.name === name).map(({ value }) => value);
    return { subtype: of('subtype'), domain: of('domain'), style: of('style'), skill: of('skill') };
  }

  async read(id: string, account: string | null): Promise<RouteResult<typeof promptRoutes.getPrompt>> {
    const prompt = await this.offered(id, account);
    const known = (await this.seen.of(account ? [account] : [])).get(id);
    const { uses, favourite, avoid } = await this.chosenBy(account, id);
    return {
      card: { ...publicCard(prompt), mine: mineOf(known?.how) },
      statement: prompt.statement,
      skills: Object.entries(skillsOf(prompt))
        .map(([skill, share]) => ({ skill, share }))
        .sort((a, b) => b.share - a.share),
      phases: { long: phasesOf(prompt, 'long'), short: phasesOf(prompt, 'short') },
      guideSeenAt: known?.guideAt?.toISOString() ?? null,
      uses,
      favourite,
      avoid,
    };
  }

  /** What everybody is offered; before that, to its writer and to those who review it, what they may play. */
  private async offered(id: string, account: string | null): Promise<Prompt> {
    const [row]: { version: number | null }[] = await this.dataSource.query(
      `select case when ${PUBLIC} then p.version else ${playableBy('$2')} end as version from prompts_prompt p where p.id = $1`,
      [id, [account]],
    );
    if (!row?.version) throw new ProblemError('not-found', 'There is no such prompt in the library.');
    return this.bank.version({ prompt: id, version: row.version });
  }

  /** Changes what an account has chosen; what is not named stays. @throws ProblemError `not-found` */
  async choose(id: string, account: string, change: Partial<Choice>): Promise<Choice> {
    await this.bank.current(id, account);
    for (const kind of ['favourite', 'avoid'] as const) {
      if (change[kind] === undefined) continue;
      await this.dataSource.query(
        change[kind]
          ? `insert into prompts_choice (account_id, prompt_id, kind) values ($1, $2, $3) on conflict do nothing`
          : `delete from prompts_choice where account_id = $1 and prompt_id = $2 and kind = $3`,
        [account, id, kind],
      );
    }
    const { favourite, avoid } = await this.chosenBy(account, id);
    return { favourite, avoid };
  }

  private async chosenBy(account: string | null, id: string): Promise<Choice & { uses: number }> {
    const [row]: (Choice & { uses: number })[] = await this.dataSource.query(
      `select p.uses, ${chosen('favourite')}, ${chosen('avoid')} from prompts_prompt p where p.id = $2`,
      [account, id],
    );
    return row ?? { uses: 0, favourite: false, avoid: false };
  }
}

const chosen = (kind: keyof Choice): string =>
  `exists (select from prompts_choice c where c.prompt_id = p.id and c.account_id = $1 and c.kind = '${kind}') as ${kind}`;

/** SQL: what a list shows of `prompts_prompt p`; a stranger has nothing to do with any. */
const cardFor = (account: string | null): string =>
  account === null
    ? `p.card, 'open' as mine, false as favourite, false as avoid`
    : `p.card, coalesce((select case when bool_or(s.how = 'guide') then 'guide-seen' when count(*) > 0 then 'played' end
        from prompts_seen s where s.prompt_id = p.id and s.account_id = $1), 'open') as mine,
        ${chosen('favourite')}, ${chosen('avoid')}`;
