import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PromptVersion } from '@debrief/contracts';
import { loadShippedPrompts, type Prompt, promptSchema } from '@debrief/prompt-bank';
import { ProblemError } from '@debrief/server/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { shelve } from './shelf';
import { hashOf } from './wording';

let reading: Promise<Prompt[]> | undefined;
/** What comes with this server, read once for all the nodes that a process may hold. */
const shippedPrompts = (): Promise<Prompt[]> => (reading ??= readShipped());

/** The file that the build has put beside the server, or the source tree's own. */
async function readShipped(): Promise<Prompt[]> {
  const built = join(dirname(process.argv[1] ?? ''), 'prompts.json');
  if (!existsSync(built)) return loadShippedPrompts(join(process.cwd(), 'libs/prompt-bank/prompts'));
  // Read and checked by the build: eighty files of YAML are most of a second at every start.
  return (JSON.parse(await readFile(built, 'utf8')) as unknown[]).map((prompt) => promptSchema.parse(prompt));
}

const keyOf = ({ prompt, version }: PromptVersion): string => `${prompt}@${version}`;
/** Versions kept in memory: enough for what is being played, and far from what a large library would take. */
const MOST_KEPT = 500;

/** The versions of all prompts, immutable: every one that a session was ever played with can be read. */
@Injectable()
export class Bank implements OnModuleInit {
  /** Rows never change, so what was read once stays right. */
  private readonly versions = new Map<string, Prompt>();

  constructor(private readonly dataSource: DataSource) {}

  async onModuleInit(): Promise<void> {
    await this.ship(await shippedPrompts());
  }

  /**
   * Stores the prompts that come with this server as versions and offers them from now on; those that came with an
   * earlier one and do not any more are retired.
   * @throws Error naming every prompt whose text differs from the stored version of the same number.
   */
  async ship(prompts: readonly Prompt[]): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const stored: { id: string; version: number; hash: Buffer }[] = await manager.query(
        `select prompt_id as id, version, hash from prompts_version where prompt_id = any($1)`,
        [prompts.map(({ id }) => id)],
      );
      const hashes = new Map(stored.map(({ id, version, hash }) => [keyOf({ prompt: id, version }), hash]));
      const changed: string[] = [];
      const fresh: { prompt: Prompt; hash: Buffer }[] = [];
      for (const prompt of prompts) {
        const hash = hashOf(prompt);
        const before = hashes.get(keyOf({ prompt: prompt.id, version: prompt.version }));
        if (!before) fresh.push({ prompt, hash });
        else if (!before.equals(hash))
          changed.push(`“${prompt.id}” has changed and is still version ${prompt.version}.`);
      }
      // Sessions cite a version and replay its text, so a stored one is never overwritten.
      if (changed.length)
        throw new Error(`The prompt bank cannot be loaded. ${changed.join(' ')} Raise its version number.`);
      // Two nodes may start at once; what they bring is the same.
      if (fresh.length)
        await manager.query(
          `insert into prompts_version (prompt_id, version, content, hash)
           select * from unnest($1::text[], $2::int[], $3::jsonb[], $4::bytea[]) on conflict do nothing`,
          [
            fresh.map(({ prompt }) => prompt.id),
            fresh.map(({ prompt }) => prompt.version),
            fresh.map(({ prompt }) => JSON.stringify(prompt)),
            fresh.map(({ hash }) => hash),
          ],
        );
      await shelve(
        manager,
        prompts.map((prompt) => ({
          prompt,
          standing: {
            owner: null,
            visibility: 'public',
            status: prompt.status === 'retired' ? 'retired' : 'published',
            version: prompt.version,
            reviewVersion: null,
          },
        })),
      );
      await manager.query(
        `update prompts_prompt set status = 'retired' where owner is null and status <> 'retired' and id <> all($1)`,
        [prompts.map(({ id }) => id)],
      );
    });
  }

  /**
   * The version of a prompt that is offered to this account: a public one, or its own.
   * @throws ProblemError `not-found`
   */
  async current(id: string, account: string | null): Promise<Prompt> {
    const [row]: { version: number }[] = await this.dataSource.query(
      `select version from prompts_prompt p where id = $1 and status = 'published' and (visibility = 'public' or owner = $2)`,
      [id, account],
    );
    if (!row) throw new ProblemError('not-found', 'There is no such prompt in the library.');
    return this.version({ prompt: id, version: row.version });
  }

  /** The exact text of a version, current or old. @throws ProblemError `not-found` */
  async version(wanted: PromptVersion): Promise<Prompt> {
    return (await this.texts([wanted]))(wanted);
  }

  /** The exact texts of several versions, read with one query; what is answered throws `not-found` for one there is not. */
  async texts(wanted: readonly PromptVersion[]): Promise<(version: PromptVersion) => Prompt> {
    const found = new Map(wanted.map((each) => [keyOf(each), this.versions.get(keyOf(each))]));
    const missing = wanted.filter((each) => !found.get(keyOf(each)));
    if (missing.length) {
      const rows: (PromptVersion & { content: unknown })[] = await this.dataSource.query(
        `select prompt_id as prompt, v.version, content from prompts_version v
         join unnest($1::text[], $2::int[]) as t(id, version) on prompt_id = t.id and v.version = t.version`,
        [missing.map(({ prompt }) => prompt), missing.map(({ version }) => version)],
      );
      for (const row of rows) {
        const prompt = promptSchema.parse(row.content);
        found.set(keyOf(row), prompt);
        if (this.versions.size >= MOST_KEPT) this.versions.delete(this.versions.keys().next().value ?? '');
        this.versions.set(keyOf(row), prompt);
      }
    }
    return (version) => {
      const prompt = found.get(keyOf(version));
      if (!prompt) throw new ProblemError('not-found', 'There is no such version of this prompt.');
      return prompt;
    };
  }
}
