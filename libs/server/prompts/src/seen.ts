import type { PromptCard } from '@debrief/contracts';
import { ProblemError } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** Reading the guide, or having been the candidate. */
export type How = 'guide' | 'played';
/** The round it happened in; `null` outside a session. */
export type Where = { readonly session: string; readonly round: number } | null;

/** What a card says to its reader. */
export const mineOf = (how: How | undefined): PromptCard['mine'] => (how === 'guide' ? 'guide-seen' : (how ?? 'open'));

/** Who knows which prompt. Counts per prompt, not per version: a new wording keeps its secrets. */
@Injectable()
export class Seen {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Writes that an account knows a prompt now; once is enough. With `unless`, that is asked first and may throw.
   * @throws ProblemError `guide-seen` when somebody is to be its candidate whose guide-reading is stored already.
   */
  async record(
    account: string,
    prompt: string,
    how: How,
    where: Where,
    {
      manager,
      unless,
    }: { manager?: EntityManager | undefined; unless?: (manager: EntityManager) => Promise<void> } = {},
  ): Promise<void> {
    if (!manager)
      return this.dataSource.transaction((own) =>
        this.record(account, prompt, how, where, { manager: own, ...(unless && { unless }) }),
      );
    // Opening the guide and being asked the prompt may happen at the same moment: one of them waits for the other.
    await manager.query(`select pg_advisory_xact_lock(hashtextextended($1, 7))`, [`${account} ${prompt}`]);
    await unless?.(manager);
    const rows: { how: How }[] = await manager.query(
      `select how from prompts_seen where account_id = $1 and prompt_id = $2`,
      [account, prompt],
    );
    if (how === 'played' && rows.some((row) => row.how === 'guide'))
      throw new ProblemError('guide-seen', 'The candidate has read the guide of this prompt. Choose another one.');
    await manager.query(
      `insert into prompts_seen (account_id, prompt_id, how, session, round) values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [account, prompt, how, where?.session ?? null, where?.round ?? null],
    );
    // A round appears once, in this transaction; a second round with the same prompt is a second use of it.
    if (how === 'played' && where)
      await manager.query(`update prompts_prompt set uses = uses + 1 where id = $1`, [prompt]);
  }

  /** What these accounts know: for each prompt how, and since when the guide. */
  async of(accounts: readonly string[]): Promise<Map<string, { how: How; guideAt: Date | null }>> {
    if (!accounts.length) return new Map();
    const rows: { prompt_id: string; guide_at: Date | null }[] = await this.dataSource.query(
      `select prompt_id, min(at) filter (where how = 'guide') as guide_at
         from prompts_seen where account_id = any($1) group by prompt_id`,
      [accounts],
    );
    return new Map(
      rows.map(({ prompt_id, guide_at }) => [prompt_id, { how: guide_at ? 'guide' : 'played', guideAt: guide_at }]),
    );
  }

  /** For a guest who has an account now. */
  async move(from: string, to: string, manager: EntityManager): Promise<void> {
    await manager.query(
      `insert into prompts_seen (account_id, prompt_id, how, at, session, round)
       select $2, prompt_id, how, at, session, round from prompts_seen where account_id = $1
       on conflict do nothing`,
      [from, to],
    );
    await manager.query(`delete from prompts_seen where account_id = $1`, [from]);
  }
}
