import type { PromptVersion } from '@debrief/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Which of these accounts were a candidate or interviewed in a round in which this very version appeared. */
export type WhoPlayed = (
  accounts: readonly string[],
  version: PromptVersion,
  manager: Pick<EntityManager, 'query'>,
) => Promise<readonly string[]>;

/** Who has played a version: sessions are another context's, which tells it here. */
@Injectable()
export class Plays {
  private readonly sources: WhoPlayed[] = [];

  register(source: WhoPlayed): void {
    this.sources.push(source);
  }

  async of(
    accounts: readonly string[],
    version: PromptVersion,
    manager: Pick<EntityManager, 'query'>,
  ): Promise<Set<string>> {
    if (!accounts.length) return new Set();
    // Whoever was asked the prompt since this version was made; a round that began before it played an older one.
    const rows: { account: string }[] = await manager.query(
      `select s.account_id as account from prompts_seen s
         join prompts_version v on v.prompt_id = s.prompt_id and v.version = $3
        where s.account_id = any($1) and s.prompt_id = $2 and s.how = 'played' and s.at >= v.created_at
          and not exists (select from prompts_version o where o.prompt_id = s.prompt_id and o.version <> v.version)`,
      [accounts, version.prompt, version.version],
    );
    const found = new Set(rows.map(({ account }) => account));
    for (const source of this.sources)
      for (const account of await source(accounts, version, manager)) found.add(account);
    return found;
  }
}
