import { ProblemError } from '@debrief/server/platform';
import type { EntityManager } from 'typeorm';

type Columns = Readonly<Record<string, unknown>>;
interface Write {
  /** Its rows count their versions in `version`. Names of columns are the caller's own, never a request's. */
  readonly table: string;
  /** Whose row it is. */
  readonly key: Columns;
  readonly words: Columns;
  /** What a new row holds besides, and an old one keeps. */
  readonly once?: Columns;
}

/**
 * Writes what was made from `version` of itself, 0 for nothing stored yet, and answers the new version. Where another tab
 * or device was faster nothing is written: the slower one is told, and nothing is lost.
 *
 * @throws ProblemError `conflict`
 */
export const onlyFrom = async (
  db: Pick<EntityManager, 'query'>,
  version: number,
  { table, key, words, once = {} }: Write,
): Promise<number> => {
  const values: unknown[] = [];
  const param = (value: unknown) => `$${values.push(value)}`;
  const set = (columns: Columns) => Object.entries(columns).map(([name, value]) => `${name} = ${param(value)}`);
  const row = { ...key, ...words, ...once };
  const text =
    version === 0
      ? `insert into ${table} (${Object.keys(row).join(', ')}, version)
         values (${Object.values(row).map(param).join(', ')}, 1) on conflict do nothing returning version`
      : `with changed as (
           update ${table} set ${set(words).join(', ')}, version = version + 1
           where ${set(key).join(' and ')} and version = ${param(version)} returning version
         ) select version from changed`;
  const [stored]: { version: number }[] = await db.query(text, values);
  if (!stored) throw new ProblemError('conflict', 'This was changed in another tab meanwhile. Both versions are kept.');
  return stored.version;
};
