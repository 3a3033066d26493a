import {
  rubricFaults,
  tidyRubric,
  type InterviewType,
  type RouteInput,
  type RouteResult,
  type RubricView,
  type RubricWords,
  type rubricRoutes,
} from '@debrief/contracts';
import { rubrics, type Rubric } from '@debrief/prompt-bank';
import { AccountsService } from '@debrief/server/accounts';
import { ProblemError, type Person } from '@debrief/server/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** What a row holds beside who and when; `shipped` is the number that a text has in the bank of its server. */
interface Content extends RubricWords {
  why: string;
  shipped?: number;
}
interface Row {
  version: number;
  author: string | null;
  content: Content;
}

const PAGE = 20;
/** Versions kept in memory: more than an instance makes. */
const MOST_KEPT = 500;
/** Any number, the same in every process of one database: only one of them ships at a time. */
const SHIP_LOCK = 727_001_940;

const wordsOf = (
  dimensions: readonly RubricWords['dimensions'][number][],
  redFlags: readonly string[],
): RubricWords => ({
  dimensions: dimensions.map(({ key, name, weight, levels }) => ({ key, name, weight, levels: [...levels] })),
  redFlags: [...redFlags],
});
const isSame = (a: RubricWords, b: RubricWords): boolean =>
  JSON.stringify(wordsOf(a.dimensions, a.redFlags)) === JSON.stringify(wordsOf(b.dimensions, b.redFlags));

/** The rubric of each type in all its versions. They are immutable: a round keeps for ever the one it began with. */
@Injectable()
export class Rubrics implements OnModuleInit {
  /** Rows never change, so what was read once stays right. */
  private readonly versions = new Map<string, RubricView>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountsService,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.ship(Object.values(rubrics));
  }

  /**
   * Stores the rubrics that come with this server. A text that is new becomes the current version, except where
   * somebody has written their own: theirs is stored again behind it and stays current.
   * @throws Error naming every type whose text has changed under an old number.
   */
  async ship(shipped: readonly Rubric[]): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.query(`select pg_advisory_xact_lock($1)`, [SHIP_LOCK]);
      const changed: string[] = [];
      for (const { type, version, dimensions, redFlags } of shipped) {
        const words = wordsOf(dimensions, redFlags);
        const rows: Row[] = await manager.query(
          `select version, author, content from prompts_rubric where type = $1 and content ? 'shipped'
           union all (select version, author, content from prompts_rubric where type = $1 order by version desc limit 1)`,
          [type],
        );
        const stored = rows.find(({ content }) => content.shipped === version);
        if (stored && !isSame(stored.content, words))
          changed.push(`“${type}” has changed and is still version ${version}.`);
        if (stored) continue;
        const newest = rows.sort((a, b) => a.version - b.version).at(-1);
        const at = (newest?.version ?? 0) + 1;
        await insert(manager, type, at, { ...words, why: '', shipped: version }, null);
        if (newest?.author) await insert(manager, type, at + 1, { ...newest.content }, newest.author);
      }
      if (changed.length) throw new Error(`The rubrics cannot be loaded. ${changed.join(' ')}`);
    });
  }

  /** The rubric of a type, its newest version. */
  async current(type: InterviewType): Promise<RubricView> {
    const [row]: { version: number }[] = await this.dataSource.query(
      `select max(version) as version from prompts_rubric where type = $1`,
      [type],
    );
    return this.version(type, row?.version ?? 1);
  }

  /** A rubric as it was in one version. @throws ProblemError `not-found` */
  async version(type: InterviewType, version: number): Promise<RubricView> {
    const key = `${type}@${version}`;
    const known = this.versions.get(key);
    if (known) return known;
    const [row]: { content: Content }[] = await this.dataSource.query(
      `select content from prompts_rubric where type = $1 and version = $2`,
      [type, version],
    );
    if (!row) throw new ProblemError('not-found', 'There is no such version of this rubric.');
    const view = viewOf(type, version, row.content);
    if (this.versions.size >= MOST_KEPT) this.versions.delete(this.versions.keys().next().value ?? '');
    this.versions.set(key, view);
    return view;
  }

  /** Versions of a type, newest first. Who wrote them is told to accounts alone. */
  async list(
    type: InterviewType,
    cursor: string | undefined,
    reader: Person | undefined,
  ): Promise<RouteResult<typeof rubricRoutes.listRubricVersions>> {
    const before = cursor === undefined ? null : Number(cursor);
    if (before !== null && !(Number.isInteger(before) && before > 0 && before < 1e6))
      throw new ProblemError('bad-input', 'This page of the list cannot be read. Start from its beginning.');
    const rows: { version: number; author: string | null; at: Date; why: string }[] = await this.dataSource.query(
      `select version, author, at, content ->> 'why' as why from prompts_rubric
       where type = $1 and ($2::int is null or version < $2) order by version desc limit $3`,
      [type, before, PAGE + 1],
    );
    const page = rows.slice(0, PAGE);
    const names = await this.accounts.names(page.flatMap(({ author }) => author ?? []));
    return {
      versions: page.map(({ version, author, at, why }) => ({
        version,
        at: at.toISOString(),
        author: author && reader && !reader.isGuest ? (names.get(author)?.name ?? null) : null,
        isShipped: author === null,
        why,
      })),
      next: rows.length > PAGE ? String(page.at(-1)?.version) : null,
    };
  }

  /**
   * Makes the next version. Of two people who began with the same one, the first wins.
   * @throws ProblemError `bad-input` with the fields, `conflict`, `already-done` when nothing differs.
   */
  async save(
    person: Person,
    type: InterviewType,
    { basedOn, why, rubric }: RouteInput<typeof rubricRoutes.saveRubric>['body'],
  ): Promise<RubricView> {
    const words = tidyRubric(rubric);
    const reason = why.replace(/\s+/g, ' ').trim();
    const faults = rubricFaults(
      words,
      rubrics[type].dimensions.map(({ key }) => key),
    );
    const fields = Object.fromEntries(
      faults.map(({ field, sentence }) => [`body.rubric.${field}`, sentence]).reverse(),
    );
    if (!reason) fields['body.why'] = 'Say in a sentence why.';
    if (Object.keys(fields).length)
      throw new ProblemError('bad-input', faults[0]?.sentence ?? 'Say in a sentence why.', { fields });
    const current = await this.current(type);
    if (current.version === basedOn && isSame(wordsOf(current.dimensions, current.redFlags), words))
      throw new ProblemError('already-done', 'Nothing differs from the current version.');
    const saved: { version: number }[] = await this.dataSource.query(
      `insert into prompts_rubric (type, version, content, author)
       select $1, $2 + 1, $3, $4 where $2 = (select max(version) from prompts_rubric where type = $1)
       on conflict do nothing returning version`,
      [type, basedOn, JSON.stringify({ ...words, why: reason }), person.accountId],
    );
    const [row] = saved;
    if (!row)
      throw new ProblemError(
        'conflict',
        'Somebody has saved a newer version meanwhile. Yours is kept; compare the two.',
      );
    return this.version(type, row.version);
  }
}

const insert = (manager: EntityManager, type: string, version: number, content: Content, author: string | null) =>
  manager.query(`insert into prompts_rubric (type, version, content, author) values ($1, $2, $3, $4)`, [
    type,
    version,
    JSON.stringify(content),
    author,
  ]);

/** Which skill a dimension measures is the type's, not the version's. */
const viewOf = (type: InterviewType, version: number, { dimensions, redFlags }: Content): RubricView => ({
  type,
  version,
  dimensions: dimensions.map((each) => ({
    ...each,
    skill: rubrics[type].dimensions.find(({ key }) => key === each.key)?.skill ?? '',
  })),
  redFlags,
});
