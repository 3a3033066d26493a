import {
  type authoringRoutes as routes,
  type Guide,
  type PromptVersion,
  reviewChecks,
  type RouteInput,
  type RouteResult,
} from '@debrief/contracts';
import { publicCard } from '@debrief/prompt-bank';
import { type Person, placeForms, ProblemError, readPlace, writePlace } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Bank } from '../bank';
import { PromptsService } from '../prompts.service';
import { mineOf, Seen } from '../seen';
import { type Db, Desks, verdictOf } from './desk';
import { Plays } from './plays';
import { endReview } from './publishing.service';

const PAGE = 50;
/** Two are needed; a few more may read at the same time. */
const MOST_READERS = 12;
/** Shorter than this nobody knows what to change. */
const FEWEST_WORDS = 10;

interface Waiting {
  id: string;
  review_version: number;
  since: Date;
  place: string;
  good: number;
}

const WAITING = `p.review_version is not null and p.status <> 'retired' and p.owner is not null`;
const COLUMNS = `p.id, p.review_version, p.asked_at as since, p.asked_at::text as place,
  (select count(*)::int from prompts_review r where r.prompt_id = p.id and r.version = p.review_version
     and r.verdict = 'good') as good`;
const versionOf = ({ id, review_version }: Waiting): PromptVersion => ({ prompt: id, version: review_version });
const GONE = 'This prompt does not wait for a review.';

/** Reviewing what others have written. */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bank: Bank,
    private readonly seen: Seen,
    private readonly prompts: PromptsService,
    private readonly desks: Desks,
    private readonly plays: Plays,
  ) {}

  async waiting(
    { accountId }: Person,
    cursor: string | undefined,
  ): Promise<RouteResult<typeof routes.listWaitingReviews>> {
    const [at, id] = readPlace(cursor, placeForms.moment, placeForms.text) ?? [null, null];
    const rows: (Waiting & { mine: 'reading' | 'good' | null })[] = await this.dataSource.query(
      `select ${COLUMNS}, (select coalesce(r.verdict, 'reading') from prompts_review r where r.prompt_id = p.id
           and r.version = p.review_version and r.reviewer = $1) as mine
         from prompts_prompt p where ${WAITING} and p.owner <> $1
          and ($2::timestamptz is null or (p.asked_at, p.id) > ($2, $3))
        order by p.asked_at, p.id limit ${PAGE + 1}`,
      [accountId, at, id],
    );
    const page = rows.slice(0, PAGE);
    const known = await this.seen.of([accountId]);
    const textOf = await this.bank.texts(page.map(versionOf));
    const prompts = page.map((row) => {
      const how = known.get(row.id)?.how;
      return {
        card: { ...publicCard(textOf(versionOf(row))), mine: mineOf(how) },
        since: row.since.toISOString(),
        good: row.good,
        played: how === 'played',
        mine: row.mine ?? ('none' as const),
      };
    });
    const last = rows.length > PAGE ? page.at(-1) : undefined;
    return { prompts, next: last ? writePlace(last.place, last.id) : null };
  }

  async read({ accountId, name }: Person, id: string): Promise<RouteResult<typeof routes.getReview>> {
    const row = await this.find(this.dataSource, id, accountId);
    const wanted = versionOf(row);
    const { version } = wanted;
    const mine = (await this.desks.reviews(id, this.dataSource)).find(
      (each) => each.version === version && each.reviewer === accountId,
    );
    const played = await this.plays.of([accountId], wanted, this.dataSource);
    const prompt = await this.bank.version(wanted);
    return {
      card: { ...publicCard(prompt), mine: mineOf((await this.seen.of([accountId])).get(id)?.how) },
      played: played.has(accountId),
      isReading: mine !== undefined,
      mine: mine?.verdict ? verdictOf(mine, name) : null,
      good: row.good,
    };
  }

  /** Begins a review. The guide is recorded as seen, in the same transaction, before it is read. */
  async open(person: Person, id: string): Promise<Guide> {
    const version = await this.dataSource.transaction(async (manager) => {
      const { review_version } = await this.find(manager, id, person.accountId, 'for share');
      await this.prompts.recordGuide(person.accountId, id, manager);
      const [{ readers }]: [{ readers: number }] = await manager.query(
        `select count(*)::int as readers from prompts_review where prompt_id = $1 and version = $2 and reviewer <> $3`,
        [id, review_version, person.accountId],
      );
      if (readers >= MOST_READERS)
        throw new ProblemError(
          'not-now',
          'As many people as are useful review this prompt already. Choose another one.',
        );
      await manager.query(
        `insert into prompts_review (prompt_id, version, reviewer) values ($1, $2, $3) on conflict do nothing`,
        [id, review_version, person.accountId],
      );
      return review_version;
    });
    return this.prompts.guide({ prompt: id, version });
  }

  async judge(
    { accountId }: Person,
    id: string,
    { version, verdict, words, checks }: RouteInput<typeof routes.giveVerdict>['body'],
  ): Promise<void> {
    if (verdict === 'good' && !reviewChecks.every((check) => checks.includes(check)))
      throw new ProblemError('bad-input', 'A prompt is good when every point holds. Else say what has to change.', {
        fields: { 'body.checks': 'has to name every point' },
      });
    if (verdict === 'change' && words.trim().length < FEWEST_WORDS)
      throw new ProblemError('bad-input', 'Say what has to change.', {
        fields: { 'body.words': `has to have at least ${FEWEST_WORDS} characters` },
      });
    await this.dataSource.transaction(async (manager) => {
      const row = await this.find(manager, id, accountId, 'for update');
      if (row.review_version !== version)
        throw new ProblemError('not-now', 'The writer has sent another version since. Open that one.');
      const played = await this.plays.of([accountId], { prompt: id, version }, manager);
      const given: unknown[] = await manager.query(
        `with given as (update prompts_review set verdict = $4, words = $5, checks = $6, played = played or $7, at = now()
           where prompt_id = $1 and version = $2 and reviewer = $3 returning 1) select * from given`,
        [id, version, accountId, verdict, words.trim(), [...new Set(checks)], played.has(accountId)],
      );
      if (!given.length) throw new ProblemError('not-now', 'Open the prompt before you judge it.');
      if (verdict === 'change') await endReview(manager, id);
    });
  }

  private async find(manager: Db, id: string, account: string, lock = ''): Promise<Waiting> {
    const [row]: Waiting[] = await manager.query(
      `select ${COLUMNS} from prompts_prompt p where p.id = $1 and ${WAITING} and p.owner <> $2 ${lock}`,
      [id, account],
    );
    if (!row) throw new ProblemError('not-found', GONE);
    return row;
  }
}
