import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { InterviewType, PromptVersion } from '@debrief/contracts';
import { loadShippedPrompts, type Prompt, promptSchema } from '@debrief/prompt-bank';
import { ProblemError } from '@debrief/server/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import canonicalize from 'canonicalize';
import { DataSource } from 'typeorm';

/** Beside the built server, which brings the files along; in the source tree when the server runs from there. */
function shippedFolder(): string {
  const built = join(dirname(process.argv[1] ?? ''), 'prompts');
  return existsSync(built) ? built : join(process.cwd(), 'libs/prompt-bank/prompts');
}

const keyOf = ({ prompt, version }: PromptVersion): string => `${prompt}@${version}`;
const hashOf = (prompt: Prompt): Buffer =>
  createHash('sha256')
    .update(canonicalize(prompt) ?? '')
    .digest();

/** The prompts: what ships with this server is offered, and every version a session was ever played with can be read. */
@Injectable()
export class Bank implements OnModuleInit {
  /** Rows never change, so what was read once stays right. */
  private readonly versions = new Map<string, Prompt>();
  private shipped: readonly Prompt[] = [];

  constructor(private readonly dataSource: DataSource) {}

  async onModuleInit(): Promise<void> {
    await this.ship(await loadShippedPrompts(shippedFolder()));
  }

  /**
   * Stores these prompts as versions and offers them from now on.
   * @throws Error naming every prompt whose text differs from the stored version of the same number.
   */
  async ship(prompts: readonly Prompt[]): Promise<void> {
    const changed: string[] = [];
    for (const prompt of prompts) {
      const hash = hashOf(prompt);
      await this.dataSource.query(
        `insert into prompts_version (prompt_id, version, content, hash) values ($1, $2, $3, $4) on conflict do nothing`,
        [prompt.id, prompt.version, JSON.stringify(prompt), hash],
      );
      const [stored]: { hash: Buffer }[] = await this.dataSource.query(
        `select hash from prompts_version where prompt_id = $1 and version = $2`,
        [prompt.id, prompt.version],
      );
      if (stored?.hash.equals(hash)) this.versions.set(keyOf({ prompt: prompt.id, version: prompt.version }), prompt);
      else changed.push(`“${prompt.id}” has changed and is still version ${prompt.version}.`);
    }
    // Sessions cite a version and replay its text, so a stored one is never overwritten.
    if (changed.length)
      throw new Error(`The prompt bank cannot be loaded. ${changed.join(' ')} Raise its version number.`);
    this.shipped = prompts.filter(({ status }) => status !== 'retired');
  }

  /** What is offered now, in the order of the files. */
  offered(type?: InterviewType): readonly Prompt[] {
    return type ? this.shipped.filter((prompt) => prompt.type === type) : this.shipped;
  }

  /** @throws ProblemError `not-found` */
  current(id: string): Prompt {
    const prompt = this.shipped.find((each) => each.id === id);
    if (!prompt) throw new ProblemError('not-found', 'There is no such prompt in the library.');
    return prompt;
  }

  /** The exact text of a version, current or old. @throws ProblemError `not-found` */
  async version(wanted: PromptVersion): Promise<Prompt> {
    const known = this.versions.get(keyOf(wanted));
    if (known) return known;
    const [row]: { content: unknown }[] = await this.dataSource.query(
      `select content from prompts_version where prompt_id = $1 and version = $2`,
      [wanted.prompt, wanted.version],
    );
    if (!row) throw new ProblemError('not-found', 'There is no such version of this prompt.');
    const prompt = promptSchema.parse(row.content);
    this.versions.set(keyOf(wanted), prompt);
    return prompt;
  }
}
