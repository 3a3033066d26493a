import type { promptRoutes, PromptCard, RouteInput, RouteResult } from '@debrief/contracts';
import { interviewTypes } from '@debrief/contracts';
import { phasesOf, publicCard } from '@debrief/prompt-bank';
import { placeForms, readPlace, writePlace } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Bank } from './bank';
import { meantBy, searchOf } from './search';
import { mineOf, Seen } from './seen';
import { PUBLIC } from './shelf';

type Filter = RouteInput<typeof promptRoutes.listPrompts>['query'];
type Listing = RouteResult<typeof promptRoutes.listPrompts>;
type Choice = RouteResult<typeof promptRoutes.choosePrompt>;

const PAGE = 50;
const COUNTED = 1000;
/** So many matches of a text are ranked: a word of every second prompt costs no more than a rare one. */
const RANKED = 500;

/** What a list goes by: an expression, its type in a cursor and its direction. */
const orders = {
  title: { key: 'p.title', type: 'text', way: 'asc', past: '>', form: placeForms.text },
  newest: { key: 'p.created_at', type: 'timestamptz', way: 'desc', past: '<', form: placeForms.moment },
  used: { key: 'p.uses', type: 'int', way: 'desc', past: '<', form: placeForms.whole },
  rank: { key: 'p.place', type: 'int', way: 'desc', past: '<', form: placeForms.whole },
} as const;

/** The public side of the prompts: cards, statements and phases; nothing of the guide but counts. */
@Injectable()
export class Library {
  constructor(
    private readonly bank: Bank,
    private readonly seen: Seen,
    private readonly dataSource: DataSource,
  ) {}

  async list(filter: Filter, account: string | null): Promise<Listing> {
    const found = await this.page(filter, account);
    if (found.total || !filter.text || filter.after) return { ...found, meant: null };
    const meant = await meantBy(this.dataSource, filter.text);
    if (!meant) return { ...found, meant: null };
    const near = await this.page({ ...filter, text: meant }, account);
    return { ...near, meant: near.total ? meant : null };
  }

  private async page(filter: Filter, account: string | null): Promise<Omit<Listing, 'meant'>> {
    const params: unknown[] = [account];
    const param = (value: unknown) => `$${params.push(value)}`;
    const search = searchOf(filter.text);
    if (filter.text?.trim() && !search) return { prompts: [], total: 0, isMore: false, next: null, kinds: null };
    const where = [
      PUBLIC,
      filter.type && `p.type = ${param(filter.type)}`,
      filter.subtype && `p.subtype = ${param(filter.subtype)}`,
      filter.domain && `p.domain = ${param(filter.domain)}`,
      filter.difficulty && `p.difficulty = ${param(filter.difficulty)}`,
      filter.style && `p.styles @> array[${param(filter.style)}::text]`,
      filter.skill && `p.skills @> array[${param(filter.skill)}::text]`,
      // Some kinds last 20 minutes either way and have no long round.
      filter.length === 'long' && 'p.has_long',
      filter.unseen && 'not exists (select from prompts_seen s where s.prompt_id = p.id and s.account_id = $1)',
      filter.favourites &&
        `p.id in (select prompt_id from prompts_choice where account_id = $1 and kind = 'favourite')`,
    ].filter(Boolean);
    const order = orders[search ? 'rank' : (filter.order ?? 'title')];
    let source = `select p.* from prompts_prompt p where ${where.join(' and ')}`;
    if (search) {
      const query = search.query(param(search.params[0]), param(search.params[1]));
      source = `select p.*, (ts_rank(p.words, ${query}) * 1e6)::int as place from (
        select * from prompts_prompt p where ${where.join(' and ')} and p.words @@ ${query} limit ${RANKED}) p`;
    }
    const counted = [...params];
    const after = readPlace(filter.after, order.form, placeForms.text);
    const past = after
      ? `where (${order.key}, p.id) ${order.past} (${param(after[0])}::${order.type}, ${param(after[1])})`
      : '';
    const most = search ? RANKED : COUNTED;
    const [rows, [count]]: [
      { card: Omit<PromptCard, 'mine'>; mine: PromptCard['mine']; at: string; favourite: boolean; avoid: boolean }[],
      { n: number }[],
    ] = await Promise.all([
      this.dataSource.query(
        `select p.card, ${order.key}::text as at,
           coalesce((select case when bool_or(s.how = 'guide') then 'guide-seen' when count(*) > 0 then 'played' end
             from prompts_seen s where s.prompt_id = p.id and s.account_id = $1), 'open') as mine,
           ${chosen('favourite')}, ${chosen('avoid')}
         from (select * from (${source}) p ${past} order by ${order.key} ${order.way}, p.id ${order.way} limit ${PAGE + 1}) p
         order by ${order.key} ${order.way}, p.id ${order.way}`,
        params,
      ),
      this.dataSource.query(
        `select count(*)::int as n from (select $1::text from (${source}) p limit ${most + 1}) counted`,
        counted,
      ),
    ]);
    const shown = rows.slice(0, PAGE);
    const last = shown.at(-1);
    const total = count?.n ?? 0;
    const isWhole = Object.values(filter).every((value) => value === undefined);
    return {
      prompts: shown.map(({ card, mine, favourite, avoid }) => ({ ...card, mine, favourite, avoid })),
      total: Math.min(total, most),
      isMore: search ? total >= most : total > most,
      next: rows.length > PAGE && last ? writePlace(last.at, last.card.id) : null,
      kinds: isWhole ? await this.kinds() : null,
    };
  }

  private kinds(): Promise<NonNullable<Listing['kinds']>> {
    return this.dataSource.query(
      `select t.type, n.count from unnest($1::text[]) with ordinality as t(type, place), lateral (
         select count(*)::int from (select 1 from prompts_prompt p where ${PUBLIC} and p.type = t.type limit ${COUNTED}) x) n
       order by place`,
      [interviewTypes],
    );
  }

  async read(id: string, account: string | null): Promise<RouteResult<typeof promptRoutes.getPrompt>> {
    const prompt = await this.bank.current(id, account);
    const known = (await this.seen.of(account ? [account] : [])).get(id);
    const { uses, favourite, avoid } = await this.chosenBy(account, id);
    return {
      card: { ...publicCard(prompt), mine: mineOf(known?.how) },
      statement: prompt.statement,
      phases: { long: phasesOf(prompt, 'long'), short: phasesOf(prompt, 'short') },
      guideSeenAt: known?.guideAt?.toISOString() ?? null,
      uses,
      favourite,
      avoid,
    };
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
