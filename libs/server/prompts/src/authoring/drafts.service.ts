import { randomBytes } from 'node:crypto';
import { type authoringRoutes as routes, MAX_DRAFT, type RouteInput, type RouteResult } from '@debrief/contracts';
import { blankDraft, draftOf, type PromptDraft, subtypesOf } from '@debrief/prompt-bank';
import { type Person, placeForms, ProblemError, readPlace, writePlace } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Bank } from '../bank';
import { claimRoom, slugOf } from '../holdings';
import { Seen } from '../seen';
import { Desks, identityOf, STANDING, standingOf } from './desk';

const PAGE = 50;
/** What somebody writes, finished or not. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bank: Bank,
    private readonly seen: Seen,
    private readonly desks: Desks,
  ) {}

  async list({ accountId }: Person, cursor: string | undefined): Promise<RouteResult<typeof routes.listMyPrompts>> {
    const [at, id] = readPlace(cursor, placeForms.moment, placeForms.text) ?? [null, null];
    const rows: (Parameters<typeof standingOf>[0] & { place: string })[] = await this.dataSource.query(
      `select ${STANDING}, p.updated_at::text as place from prompts_prompt p left join prompts_draft d on d.prompt_id = p.id
        where p.owner = $1 and ($2::timestamptz is null or (p.updated_at, p.id) < ($2, $3))
        order by p.updated_at desc, p.id desc limit ${PAGE + 1}`,
      [accountId, at, id],
    );
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
    return {
      prompts: rows.slice(0, PAGE).map(standingOf),
      next: last ? writePlace(last.place, last.id) : null,
    };
  }

  async create(
    person: Person,
    { type, title }: RouteInput<typeof routes.createPrompt>['body'],
  ): Promise<{ prompt: string }> {
    const id = `${slugOf(title, 40, 'prompt')}-${randomBytes(5).toString('hex')}`;
    await this.dataSource.transaction(async (manager) => {
      await claimRoom(manager, person.accountId, 1);
      await manager.query(
        `insert into prompts_prompt (id, owner, title, type, subtype, domain, difficulty, styles, skills, has_long, card, words)
         values ($1, $2, $3, $4, $5, '', 'medium', '{}', '{}', false, '{}', '')`,
        [id, person.accountId, title, type, subtypesOf[type][0]],
      );
      await manager.query(`insert into prompts_draft (prompt_id, content) values ($1, $2)`, [
        id,
        JSON.stringify(blankDraft(type, title)),
      ]);
      // Whoever writes a prompt can never be its candidate.
      await this.seen.record(person.accountId, id, 'guide', null, { manager });
    });
    return { prompt: id };
  }

  async read({ accountId, name }: Person, id: string): Promise<RouteResult<typeof routes.getPromptDraft>> {
    const desk = await this.desks.read(id, accountId);
    await this.seen.record(accountId, id, 'guide', null);
    const [row]: { content: PromptDraft; rev: number; updated_at: Date }[] = await this.dataSource.query(
      `select content, rev, updated_at from prompts_draft where prompt_id = $1`,
      [id],
    );
    const { author } = identityOf(desk.standing, 1, name);
    if (row) return { content: row.content, rev: row.rev, savedAt: row.updated_at.toISOString(), author, desk };
    // A prompt that came in a pack has versions and no draft yet: writing goes on from the newest.
    const newest = desk.versions[0];
    if (!newest) throw new ProblemError('not-found', 'This prompt has neither a draft nor a version.');
    const prompt = await this.bank.version({ prompt: id, version: newest.version });
    return { content: draftOf(prompt), rev: 0, savedAt: newest.at, author, desk };
  }

  /** Stores a draft that was made from `rev`. @throws ProblemError `conflict` when another one was stored since. */
  async save(
    { accountId }: Person,
    id: string,
    { rev, content }: RouteInput<typeof routes.savePromptDraft>['body'],
  ): Promise<RouteResult<typeof routes.savePromptDraft>> {
    const text = JSON.stringify(content);
    if (Buffer.byteLength(text) > MAX_DRAFT)
      throw new ProblemError('too-large', 'A prompt has at most 256 kB. The last change is not stored.');
    return this.dataSource.transaction(async (manager) => {
      const row = await this.desks.lock(manager, id, accountId);
      const [saved]: { rev: number; updated_at: Date }[] = await manager.query(
        rev === 0
          ? `insert into prompts_draft (prompt_id, content) select $1, $2 where $3 = 0
             on conflict do nothing returning rev, updated_at`
          : `with saved as (update prompts_draft set content = $2, rev = rev + 1, updated_at = now()
               where prompt_id = $1 and rev = $3 returning rev, updated_at) select * from saved`,
        [id, text, rev],
      );
      if (!saved)
        throw new ProblemError(
          'conflict',
          'This draft was changed in another tab or on another device since you opened it.',
        );
      // Before it is offered the row shows the draft's title; afterwards it shows that of the version that is offered.
      const title = content['title'];
      await manager.query(`update prompts_prompt set title = $2, updated_at = now() where id = $1`, [
        id,
        row.version === null && row.review_version === null && typeof title === 'string'
          ? title.slice(0, 60)
          : row.title,
      ]);
      return { rev: saved.rev, savedAt: saved.updated_at.toISOString() };
    });
  }
}
