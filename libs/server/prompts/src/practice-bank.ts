import type { InterviewType, PromptCard } from '@debrief/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { outFor, PUBLIC } from './shelf';

/** As much of a prompt as choosing the next one to practise needs; nothing of its guide. */
export interface PracticePrompt {
  readonly id: string;
  readonly title: string;
  readonly type: InterviewType;
  readonly domain: string;
  readonly difficulty: PromptCard['difficulty'];
  readonly minutes: PromptCard['minutes'];
  readonly subtype: string;
}

/** More public prompts than this are weighed against each other by nobody; those with the fewest uses come first. */
const MOST = 2_000;
const COLUMNS = `id, title, type, domain, difficulty, subtype, card -> 'minutes' as minutes`;

/** The library as a store of practice: what somebody has not met yet, and what prompts are like. */
@Injectable()
export class PracticeBank {
  constructor(private readonly dataSource: DataSource) {}

  /** Public prompts whose guide the account has not read, that it has not been asked and does not avoid; `except` never. */
  async newTo(account: string, except: readonly string[]): Promise<PracticePrompt[]> {
    return this.dataSource.query(
      `select ${COLUMNS} from prompts_prompt p where ${PUBLIC} and not ${outFor('$1')} and id <> all($2)
       order by uses, id limit ${MOST}`,
      [[account], except],
    );
  }

  /** These prompts, whatever has become of them; unknown ones are left out. */
  async named(ids: readonly string[]): Promise<Map<string, PracticePrompt>> {
    if (!ids.length) return new Map();
    const rows: PracticePrompt[] = await this.dataSource.query(
      `select ${COLUMNS} from prompts_prompt where id = any($1)`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}
