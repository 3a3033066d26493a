import { createHash } from 'node:crypto';
import {
  MAX_PACK_PROMPTS,
  type packRoutes as routes,
  type PackOutcome,
  type RouteInput,
  type RouteResult,
} from '@debrief/contracts';
import { type Pack } from '@debrief/prompt-bank';
import { ProblemError } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Bank } from '../bank';
import { claimRoom, lockHoldings, slugOf } from '../holdings';
import { PromptsService } from '../prompts.service';
import { PUBLIC, shelve } from '../shelf';
import { PackWorkshop } from './pack-workshop';
import { planOf } from './plan';
import { hashOf } from '../wording';

type Origin = Omit<Pack['sources'][number], 'prompt'>;
/** What stands in the source column. `id` is the prompt's id in the pack. */
type Source = Origin & { id: string; importedAt: string };

interface Chosen {
  id: string;
  owner: string | null;
  version: number;
  source: Source | null;
  author: string;
}

/** What came with the server, or was written here by somebody else, says so in a pack. */
const SHIPPED: Origin = {
  pack: 'Debrief',
  licence: 'AGPL-3.0-only',
  provenance: { by: 'The Debrief editors', from: 'The prompts that come with Debrief', when: 'Since 2026' },
};
const ofAnother = (author: string): Origin => ({
  pack: 'A public library',
  licence: 'Not stated: ask its author',
  provenance: { by: author, from: 'A prompt in the public library of a Debrief server', when: 'Not stated' },
});

/** Prompts as a file: out, and in after a dry run that shows what would be stored. */
@Injectable()
export class PacksService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly workshop: PackWorkshop,
    private readonly bank: Bank,
    private readonly prompts: PromptsService,
  ) {}

  async exportable(account: string): Promise<RouteResult<typeof routes.listExportable>> {
    const [row]: { shipped: number }[] = await this.dataSource.query(
      `select count(*)::int as shipped from prompts_prompt p where owner is null and ${PUBLIC}`,
    );
    return {
      prompts: await this.dataSource.query(
        `select id, title, type, coalesce(owner = $1, false) as "isMine" from (${OPEN_TO_ME}) p
         order by coalesce(owner = $1, false) desc, title, id limit 1000`,
        [account],
      ),
      shipped: row?.shipped ?? 0,
    };
  }

  /** @throws ProblemError `not-found` naming a prompt that this account may not put into a pack, `not-now` to the present candidate of one. */
  async export(
    account: string,
    { prompts: wanted, ...frame }: RouteInput<typeof routes.exportPack>['body'],
  ): Promise<RouteResult<typeof routes.exportPack>> {
    const chosen = Array.isArray(wanted) ? await this.chosen(account, wanted) : await this.shipped(account);
    const versions = chosen.map(({ id, version }) => ({ prompt: id, version }));
    const prompts = versions.map(await this.bank.texts(versions));
    const sources: Pack['sources'] = [];
    for (const { id, owner, source, author } of chosen) {
      const origin = source ?? (owner === null ? SHIPPED : owner === account ? null : ofAnother(author));
      if (origin && !isOf(origin, frame))
        sources.push({ prompt: id, pack: origin.pack, licence: origin.licence, provenance: origin.provenance });
    }
    const text = await this.workshop.write({ ...frame, exportedAt: new Date().toISOString(), sources, prompts });
    return { file: `${slugOf(frame.name, 60, 'pack')}.yaml`, text };
  }

  async check(account: string, bytes: Uint8Array): Promise<RouteResult<typeof routes.checkPack>> {
    const read = await this.workshop.read(bytes);
    if (!read.pack) return { pack: null, prompts: [], faults: read.faults, faultCount: read.count, seal: null };
    const { name, licence, provenance, exportedAt } = read.pack;
    const plan = await planOf(this.dataSource, account, read.pack, read.hashes);
    return {
      pack: { name, licence, provenance, exportedAt },
      prompts: plan,
      faults: [],
      faultCount: 0,
      seal: sealOf(bytes, plan),
    };
  }

  /**
   * Stores what the check has shown, all of it or nothing.
   * @throws ProblemError `conflict` when the file or what is here is not what the check has seen, `bad-input` for faults.
   */
  async import(account: string, bytes: Uint8Array, seal: string): Promise<RouteResult<typeof routes.importPack>> {
    const read = await this.workshop.read(bytes);
    if (!read.pack) throw new ProblemError('bad-input', 'This file has faults. Check it again to see them.');
    const { pack, hashes } = read;
    return this.dataSource.transaction(async (manager) => {
      await lockHoldings(manager, account);
      const plan = await planOf(manager, account, pack, hashes);
      if (sealOf(bytes, plan) !== seal)
        throw new ProblemError('conflict', 'The file, or what is here, has changed since the check. Check it again.');
      const more = plan.filter(({ outcome }) => outcome === 'new' || outcome === 'copy').length;
      await claimRoom(manager, account, more);
      await this.store(manager, account, pack, plan);
      await this.recordAll(manager, account, plan);
      return { prompts: plan };
    });
  }

  /** Where a prompt came from, for whoever may see the prompt. @throws ProblemError `not-found` */
  async source(id: string, account: string | null): Promise<RouteResult<typeof routes.getPromptSource>> {
    const [row]: { source: Source | null }[] = await this.dataSource.query(
      `select source from prompts_prompt p where id = $1 and ((${PUBLIC}) or owner = $2)`,
      [id, account],
    );
    if (!row) throw new ProblemError('not-found', 'There is no such prompt in the library.');
    if (!row.source) return { source: null };
    const { pack, licence, provenance, importedAt } = row.source;
    return { source: { pack, licence, provenance, importedAt } };
  }

  private async chosen(account: string, ids: readonly string[]): Promise<Chosen[]> {
    const rows: Chosen[] = await this.dataSource.query(`select * from (${OPEN_TO_ME}) p where id = any($2)`, [
      account,
      ids,
    ]);
    const missing = ids.find((id) => !rows.some((row) => row.id === id));
    if (missing !== undefined)
      throw new ProblemError(
        'not-found',
        `“${missing}” cannot go into a pack: take your own prompts that have a version, and public ones whose guide you have read.`,
      );
    return rows;
  }

  /** All guides are read at once by whoever takes the whole bank home, so that is written down first. */
  private async shipped(account: string): Promise<Chosen[]> {
    return this.dataSource.transaction(async (manager) => {
      const rows: Chosen[] = await manager.query(
        `select id, owner, version, source, card ->> 'author' as author from prompts_prompt p
         where owner is null and ${PUBLIC} order by id limit ${MAX_PACK_PROMPTS}`,
      );
      for (const { id } of rows) await this.prompts.recordGuide(account, id, manager);
      return rows;
    });
  }

  private async store(
    manager: EntityManager,
    account: string,
    pack: Pack,
    plan: readonly PackOutcome[],
  ): Promise<void> {
    const importedAt = new Date().toISOString();
    const stored = plan.flatMap(({ prompt: origin, id, version, outcome }, index) => {
      const prompt = pack.prompts[index];
      if (outcome === 'same' || !prompt) return [];
      const { prompt: _id, ...from } = pack.sources.find((each) => each.prompt === origin) ?? {
        prompt: origin,
        pack: pack.name,
        licence: pack.licence,
        provenance: pack.provenance,
      };
      const source: Source = { ...from, id: origin, importedAt };
      // Who has reviewed it elsewhere is not known here.
      return [{ prompt: { ...prompt, id, version, status: 'draft' as const, reviewers: [] }, source }];
    });
    if (!stored.length) return;
    const written: unknown[] = await manager.query(
      `insert into prompts_version (prompt_id, version, content, hash)
       select * from unnest($1::text[], $2::int[], $3::jsonb[], $4::bytea[]) on conflict do nothing returning 1`,
      [
        stored.map(({ prompt }) => prompt.id),
        stored.map(({ prompt }) => prompt.version),
        stored.map(({ prompt }) => JSON.stringify(prompt)),
        stored.map(({ prompt }) => hashOf(prompt)),
      ],
    );
    // Somebody else's import or prompt took one of the ids in this very moment.
    if (written.length !== stored.length)
      throw new ProblemError('conflict', 'What is here has changed since the check. Check the file again.');
    await shelve(
      manager,
      stored.map(({ prompt }) => ({
        prompt,
        standing: {
          owner: account,
          visibility: 'private',
          status: 'published',
          version: prompt.version,
          reviewVersion: null,
        },
      })),
    );
    const placed: unknown[] = await manager.query(
      `with placed as (update prompts_prompt p set source = t.source from unnest($1::text[], $2::jsonb[]) as t(id, source)
         where p.id = t.id and p.owner = $3 returning p.id) select id from placed`,
      [stored.map(({ prompt }) => prompt.id), stored.map(({ source }) => JSON.stringify(source)), account],
    );
    if (placed.length !== stored.length)
      throw new ProblemError('conflict', 'What is here has changed since the check. Check the file again.');
  }

  /** Whoever imports a file has its guides; of a prompt that is also here under its own name, that one's too. */
  private async recordAll(manager: EntityManager, account: string, plan: readonly PackOutcome[]): Promise<void> {
    const ids = new Set(plan.flatMap(({ id, prompt }) => [id, prompt]));
    const here: { id: string }[] = await manager.query(
      `select id from prompts_prompt p where id = any($1) and ((${PUBLIC}) or owner = $2) order by id`,
      [[...ids], account],
    );
    for (const { id } of here) await this.prompts.recordGuide(account, id, manager);
  }
}

/** What account $1 may put into a pack: its own with a version, and public ones whose guide it has read. */
const OPEN_TO_ME = `select id, owner, title, type, source, card ->> 'author' as author,
    case when owner = $1 then coalesce(version, review_version) else version end as version
  from prompts_prompt p where (owner = $1 and coalesce(version, review_version) is not null)
    or ((${PUBLIC}) and exists (select from prompts_seen where prompt_id = p.id and account_id = $1 and how = 'guide'))`;

const isOf = (
  { pack, licence, provenance }: Origin,
  frame: Omit<Pack, 'prompts' | 'sources' | 'exportedAt'>,
): boolean =>
  pack === frame.name &&
  licence === frame.licence &&
  provenance.by === frame.provenance.by &&
  provenance.from === frame.provenance.from &&
  provenance.when === frame.provenance.when;

const sealOf = (bytes: Uint8Array, plan: readonly PackOutcome[]): string =>
  createHash('sha256').update(bytes).update('\0').update(JSON.stringify(plan)).digest('hex');
