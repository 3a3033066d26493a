import type { Authored, Desk, InterviewType, Verdict } from '@debrief/contracts';
import { type DraftIdentity, type Prompt } from '@debrief/prompt-bank';
import { AccountsService } from '@debrief/server/accounts';
import { ProblemError } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Plays } from './plays';

export type Db = Pick<EntityManager, 'query'>;

/** A prompt's row as far as its writing is concerned. */
export interface OwnRow {
  id: string;
  title: string;
  type: InterviewType;
  visibility: 'public' | 'private';
  status: 'draft' | 'in-review' | 'published' | 'retired';
  version: number | null;
  review_version: number | null;
}

interface StandingRow extends OwnRow {
  uses: number;
  updated_at: Date;
  is_changed: boolean;
  open_reports: number;
}

/** What the server knows and a draft does not say. */
const KNOWN = `array['id', 'type', 'version', 'author', 'status', 'reviewers', 'language']`;
/** Columns of `prompts_prompt p` that say where a prompt stands. */
export const STANDING = `p.id, coalesce(nullif(d.content ->> 'title', ''), p.title) as title, p.type, p.visibility, p.status,
  p.version, p.review_version, p.uses, greatest(p.updated_at, d.updated_at) as updated_at,
  (d.content is not null and d.content is distinct from (select v.content - ${KNOWN} from prompts_version v
    where v.prompt_id = p.id order by v.version desc limit 1)) as is_changed,
  (select count(*)::int from prompts_report r where r.prompt_id = p.id and r.closed_at is null) as open_reports`;

export const standingOf = (row: StandingRow): Authored => ({
  id: row.id,
  title: row.title.slice(0, 200),
  type: row.type,
  state: row.status === 'retired' || row.status === 'draft' || row.status === 'in-review' ? row.status : row.visibility,
  version: row.version,
  reviewVersion: row.review_version,
  isChanged: row.is_changed,
  uses: row.uses,
  openReports: row.open_reports,
  updatedAt: row.updated_at.toISOString(),
});

interface ReviewRow {
  version: number;
  reviewer: string;
  verdict: 'good' | 'change' | null;
  words: string;
  checks: Verdict['checks'];
  played: boolean;
  at: Date;
}

const NO_SUCH = 'You have not written such a prompt.';

/** Where a prompt stands, for its writer; nobody else learns that it exists. */
@Injectable()
export class Desks {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountsService,
    private readonly plays: Plays,
  ) {}

  /** The row of a prompt of one's own, locked until the transaction ends. @throws ProblemError `not-found` */
  async lock(manager: Db, id: string, account: string): Promise<OwnRow> {
    const [row]: OwnRow[] = await manager.query(
      `select id, title, type, visibility, status, version, review_version from prompts_prompt
       where id = $1 and owner = $2 for update`,
      [id, account],
    );
    if (!row) throw new ProblemError('not-found', NO_SUCH);
    return row;
  }

  async read(id: string, account: string, manager: Db = this.dataSource): Promise<Desk> {
    const [row]: StandingRow[] = await manager.query(
      `select ${STANDING} from prompts_prompt p left join prompts_draft d on d.prompt_id = p.id where p.id = $1 and p.owner = $2`,
      [id, account],
    );
    if (!row) throw new ProblemError('not-found', NO_SUCH);
    const versions: { version: number; author: string; at: Date }[] = await manager.query(
      `select version, content ->> 'author' as author, created_at as at from prompts_version
       where prompt_id = $1 order by version desc limit 200`,
      [id],
    );
    const reviews = await this.reviews(id, manager);
    const given = reviews.filter(({ verdict }) => verdict !== null);
    const names = await this.accounts.names(given.map(({ reviewer }) => reviewer));
    return {
      standing: standingOf(row),
      versions: versions.map((each) => ({ ...each, at: each.at.toISOString() })),
      verdicts: given.map((each) => verdictOf(each, names.get(each.reviewer)?.name ?? '')),
      reading: reviews.filter(({ version, verdict }) => version === row.review_version && verdict === null).length,
      canPublish: row.review_version !== null && row.status !== 'retired' && suffices(reviews, row.review_version),
    };
  }

  /** The reviews of a prompt, newest version first; `played` as it is now for the newest 50. */
  async reviews(id: string, manager: Db): Promise<ReviewRow[]> {
    const rows: ReviewRow[] = await manager.query(
      `select version, reviewer, verdict, words, checks, played, at from prompts_review where prompt_id = $1
       order by version desc, at limit 50`,
      [id],
    );
    for (const version of new Set(rows.map((row) => row.version))) {
      const open = rows.filter((row) => row.version === version && !row.played);
      const played = await this.plays.of(
        open.map(({ reviewer }) => reviewer),
        { prompt: id, version },
        manager,
      );
      for (const row of open) row.played = played.has(row.reviewer);
    }
    return rows;
  }
}

export const verdictOf = (row: ReviewRow, reviewer: string): Verdict => ({
  reviewer,
  version: row.version,
  verdict: row.verdict ?? 'change',
  words: row.words,
  checks: row.checks,
  played: row.played,
  at: row.at.toISOString(),
});

/** Two others found this version good, one of whom has played it. */
export const suffices = (reviews: readonly ReviewRow[], version: number): boolean => {
  const good = reviews.filter((each) => each.version === version && each.verdict === 'good');
  return good.length >= 2 && good.some(({ played }) => played);
};

/** Who a draft belongs to, for the checks. Names may be a single letter, authors may not. */
export const identityOf = (
  { id, type }: Pick<OwnRow, 'id' | 'type'>,
  version: number,
  name: string,
): DraftIdentity => ({
  id,
  type,
  version,
  author: name.length < 2 ? `${name}.` : name,
});

/** The same text under another number or name is no new version. */
export const unsigned = (prompt: Prompt): Prompt => ({ ...prompt, version: 1, author: '' });
