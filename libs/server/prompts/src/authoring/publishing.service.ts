import { type Desk } from '@debrief/contracts';
import { checkDraft, type Prompt, type PromptDraft } from '@debrief/prompt-bank';
import { type Person, ProblemError } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Bank } from '../bank';
import { Seen } from '../seen';
import { shelve } from '../shelf';
import { hashOf } from '../wording';
import { type Db, Desks, identityOf, type OwnRow, suffices, unsigned } from './desk';

/** As many as a person reads at once. */
const MOST_FAULTS = 20;

/**
 * The way of a prompt: draft, then used privately or reviewed by two others, then offered to everybody, then retired.
 * Each step happens under the lock of the prompt's row, so that of two at once the second sees what the first has done.
 */
@Injectable()
export class PublishingService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bank: Bank,
    private readonly seen: Seen,
    private readonly desks: Desks,
  ) {}

  usePrivately(person: Person, id: string, rev: number): Promise<Desk> {
    return this.step(person, id, async (manager, row) => {
      if (row.visibility === 'public')
        throw new ProblemError(
          'not-now',
          'Everybody is offered this prompt, so a new version of it is reviewed first.',
        );
      notRetired(row);
      const prompt = await this.makeVersion(manager, row, person, rev);
      const reviewVersion = row.review_version;
      await shelve(manager, [
        {
          prompt,
          standing: {
            owner: person.accountId,
            visibility: 'private',
            status: 'published',
            version: prompt.version,
            reviewVersion,
          },
        },
      ]);
    });
  }

  askForReview(person: Person, id: string, rev: number): Promise<Desk> {
    return this.step(person, id, async (manager, row) => {
      notRetired(row);
      if (row.review_version !== null) throw new ProblemError('not-now', 'A version of it waits for reviews already.');
      const prompt = await this.makeVersion(manager, row, person, rev);
      if (prompt.version === row.version && row.visibility === 'public')
        throw new ProblemError('not-now', 'This is what is offered already. Change something first.');
      const [sentBack]: unknown[] = await manager.query(
        `select 1 from prompts_review where prompt_id = $1 and version = $2 and verdict = 'change' limit 1`,
        [id, prompt.version],
      );
      if (sentBack) throw new ProblemError('not-now', 'Nothing has changed since a reviewer sent this version back.');
      // What is offered keeps its row as it is; a prompt that is not offered yet shows what is reviewed.
      if (row.version === null)
        await shelve(manager, [
          {
            prompt,
            standing: {
              owner: person.accountId,
              visibility: 'private',
              status: 'in-review',
              version: null,
              reviewVersion: prompt.version,
            },
          },
        ]);
      await manager.query(
        `update prompts_prompt set review_version = $2, asked_at = clock_timestamp(), updated_at = now() where id = $1`,
        [id, prompt.version],
      );
    });
  }

  takeBack(person: Person, id: string): Promise<Desk> {
    return this.step(person, id, async (manager, row) => {
      if (row.review_version === null) throw new ProblemError('already-done', 'Nothing of it waits for a review.');
      await endReview(manager, id);
    });
  }

  publish(person: Person, id: string, version: number): Promise<Desk> {
    return this.step(person, id, async (manager, row) => {
      notRetired(row);
      if (row.version === version && row.visibility === 'public')
        throw new ProblemError('already-done', 'This version is published already.');
      if (row.review_version !== version)
        throw new ProblemError('not-now', 'This version does not wait for reviews any more.');
      if (!suffices(await this.desks.reviews(id, manager), version))
        throw new ProblemError(
          'not-now',
          'Two others have to find this version good, and one of the two has to have played it.',
        );
      const claimed: unknown[] = await manager.query(
        `with claimed as (update prompts_prompt set review_version = null
           where id = $1 and owner = $2 and review_version = $3 and status <> 'retired' returning id) select id from claimed`,
        [id, person.accountId, version],
      );
      if (!claimed.length) throw new ProblemError('already-done', 'This version is published already.');
      const prompt = await this.bank.version({ prompt: id, version });
      await shelve(manager, [
        {
          prompt,
          standing: {
            owner: person.accountId,
            visibility: 'public',
            status: 'published',
            version,
            reviewVersion: null,
          },
        },
      ]);
    });
  }

  retire(person: Person, id: string): Promise<Desk> {
    return this.step(person, id, async (manager) => {
      await manager.query(`update prompts_prompt set status = 'retired', updated_at = now() where id = $1`, [id]);
    });
  }

  /** Takes a retirement back. Visibility and versions were kept, so they say where the prompt stood. */
  unretire(person: Person, id: string): Promise<Desk> {
    return this.step(person, id, async (manager) => {
      await manager.query(
        `update prompts_prompt set updated_at = now(), status =
           case when version is not null then 'published' when review_version is not null then 'in-review' else 'draft' end
         where id = $1 and status = 'retired'`,
        [id],
      );
    });
  }

  /** A version as it was written: for its writer, those who review that version, and admins. Recorded as seen first. */
  async version(person: Person, id: string, version: number): Promise<Prompt> {
    const [row]: unknown[] = await this.dataSource.query(
      `select 1 from prompts_prompt p where id = $1 and owner is not null and (owner = $2 or $4 or exists (select
         from prompts_review r where r.prompt_id = id and r.version = $3 and r.reviewer = $2))`,
      [id, person.accountId, version, person.isAdmin],
    );
    if (!row) throw new ProblemError('not-found', 'There is no such version of this prompt.');
    const prompt = await this.bank.version({ prompt: id, version });
    await this.seen.record(person.accountId, id, 'guide', null);
    return prompt;
  }

  private step(person: Person, id: string, work: (manager: Db, row: OwnRow) => Promise<void>): Promise<Desk> {
    return this.dataSource.transaction(async (manager) => {
      await work(manager, await this.desks.lock(manager, id, person.accountId));
      return this.desks.read(id, person.accountId, manager);
    });
  }

  /**
   * The draft as an immutable version; the newest one where the draft says the same.
   * @throws ProblemError `conflict` when the draft is another than the writer sees, `bad-input` naming what is wrong.
   */
  private async makeVersion(manager: Db, row: OwnRow, person: Person, rev: number): Promise<Prompt> {
    const [last]: { version: number; hash: Buffer }[] = await manager.query(
      `select version, hash from prompts_version where prompt_id = $1 order by version desc limit 1`,
      [row.id],
    );
    const [draft]: { content: PromptDraft; rev: number }[] = await manager.query(
      `select content, rev from prompts_draft where prompt_id = $1`,
      [row.id],
    );
    const newest = last && (await this.bank.version({ prompt: row.id, version: last.version }));
    if (!draft && newest) return newest;
    if (!draft || draft.rev !== rev)
      throw new ProblemError(
        'conflict',
        'This draft was changed in another tab or on another device since you opened it.',
      );
    const { prompt, faults } = checkDraft(draft.content, identityOf(row, (last?.version ?? 0) + 1, person.name));
    if (!prompt)
      throw new ProblemError(
        'bad-input',
        `There ${faults.length === 1 ? 'is 1 fault' : `are ${faults.length} faults`} left.`,
        {
          fields: Object.fromEntries(
            faults
              .slice(0, MOST_FAULTS)
              .map(({ path, message }) => [['draft', ...path].join('.').slice(0, 120), message]),
          ),
        },
      );
    if (newest && hashOf(unsigned(newest)).equals(hashOf(unsigned(prompt)))) return newest;
    await manager.query(`insert into prompts_version (prompt_id, version, content, hash) values ($1, $2, $3, $4)`, [
      prompt.id,
      prompt.version,
      JSON.stringify(prompt),
      hashOf(prompt),
    ]);
    return prompt;
  }
}

const notRetired = ({ status }: OwnRow): void => {
  if (status === 'retired') throw new ProblemError('not-now', 'This prompt is retired. Take that back first.');
};

/** Nothing of the prompt waits for reviews any more; what is offered stays offered. */
export const endReview = (manager: Db, id: string): Promise<unknown> =>
  manager.query(
    `update prompts_prompt set review_version = null, asked_at = null, updated_at = now(),
       status = case status when 'in-review' then 'draft' else status end where id = $1`,
    [id],
  );
