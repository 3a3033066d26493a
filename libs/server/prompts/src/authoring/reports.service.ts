import { randomUUID } from 'node:crypto';
import { type authoringRoutes as routes, type PromptReport, type RouteInput } from '@debrief/contracts';
import { type Person, ProblemError } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const A_DAY = 10;
const MOST_LISTED = 100;

interface Row {
  id: string;
  prompt: string;
  title: string;
  version: number;
  kind: 'leaked' | 'faulty';
  words: string;
  at: Date;
  closed_at: Date | null;
  answer: string | null;
}

const viewOf = ({ closed_at, at, ...row }: Row): PromptReport => ({
  ...row,
  at: at.toISOString(),
  closedAt: closed_at?.toISOString() ?? null,
});

/** What is said to be wrong with a prompt: to its writer, and to admins for what came with the server. */
@Injectable()
export class ReportsService {
  constructor(private readonly dataSource: DataSource) {}

  async report(
    { accountId }: Person,
    prompt: string,
    { kind, words }: RouteInput<typeof routes.reportPrompt>['body'],
  ): Promise<{ id: string }> {
    return this.dataSource.transaction(async (manager) => {
      // Two presses at once must not make an eleventh of the day.
      await manager.query(`select pg_advisory_xact_lock(hashtextextended($1, 9))`, [accountId]);
      // Whoever has met the prompt may speak of it, offered or not; for everybody else it is not there.
      const [row]: { version: number; is_own: boolean }[] = await manager.query(
        `select coalesce(p.version, p.review_version) as version, coalesce(p.owner = $2, false) as is_own from prompts_prompt p
          where p.id = $1 and coalesce(p.version, p.review_version) is not null
            and ((p.status = 'published' and p.visibility = 'public') or p.owner = $2
              or exists (select from prompts_seen s where s.prompt_id = p.id and s.account_id = $2))`,
        [prompt, accountId],
      );
      if (!row) throw new ProblemError('not-found', 'There is no such prompt in the library.');
      if (row.is_own) throw new ProblemError('not-now', 'This prompt is yours: change it instead.');
      const [counts]: { today: number; open: number }[] = await manager.query(
        `select count(*) filter (where at > now() - interval '1 day')::int as today,
                count(*) filter (where prompt_id = $2 and closed_at is null)::int as open
           from prompts_report where account_id = $1`,
        [accountId, prompt],
      );
      if (counts?.open)
        throw new ProblemError('already-done', 'You have reported this prompt; the answer is still to come.');
      if ((counts?.today ?? 0) >= A_DAY)
        throw new ProblemError('too-many', 'That was your tenth report in a day. Go on tomorrow.');
      const id = randomUUID();
      await manager.query(
        `insert into prompts_report (id, prompt_id, version, account_id, kind, words) values ($1, $2, $3, $4, $5, $6)`,
        [id, prompt, row.version, accountId, kind, words],
      );
      return { id };
    });
  }

  async list({ accountId, isAdmin }: Person): Promise<{ toAnswer: PromptReport[]; mine: PromptReport[] }> {
    const select = `select r.id, r.prompt_id as prompt, p.title, r.version, r.kind, r.words, r.at, r.closed_at, r.answer
      from prompts_report r join prompts_prompt p on p.id = r.prompt_id`;
    const toAnswer: Row[] = await this.dataSource.query(
      `${select} where r.closed_at is null and (p.owner = $1 or ($2 and p.owner is null)) order by r.at limit ${MOST_LISTED}`,
      [accountId, isAdmin],
    );
    const mine: Row[] = await this.dataSource.query(
      `${select} where r.account_id = $1 order by r.at desc limit ${MOST_LISTED}`,
      [accountId],
    );
    return { toAnswer: toAnswer.map(viewOf), mine: mine.map(viewOf) };
  }

  async answer({ accountId, isAdmin }: Person, id: string, answer: string): Promise<void> {
    const mine = `from prompts_prompt p where p.id = r.prompt_id and r.id = $1 and (p.owner = $2 or ($3 and p.owner is null))`;
    const closed: unknown[] = await this.dataSource.query(
      `with closed as (update prompts_report r set closed_at = now(), closed_by = $2, answer = $4 ${mine}
         and r.closed_at is null returning 1) select * from closed`,
      [id, accountId, isAdmin, answer],
    );
    if (closed.length) return;
    const known: unknown[] = await this.dataSource.query(
      `select 1 from prompts_report r, lateral (select 1 ${mine}) own`,
      [id, accountId, isAdmin],
    );
    if (known.length) throw new ProblemError('already-done', 'This report is answered already.');
    throw new ProblemError('not-found', 'There is no such report for you to answer.');
  }
}
