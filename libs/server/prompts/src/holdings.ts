import { ProblemError } from '@debrief/server/platform';
import type { EntityManager } from 'typeorm';

/** More than anybody writes; keeps a script from filling the disk. */
const MOST_PROMPTS = 500;

type Db = Pick<EntityManager, 'query'>;

/** Until the caller's transaction ends nothing else is added to what this account holds. */
export const lockHoldings = (manager: Db, account: string): Promise<unknown> =>
  manager.query(`select pg_advisory_xact_lock(hashtextextended($1, 8))`, [account]);

/**
 * Makes room for `more` prompts of one's own, in the caller's transaction.
 * @throws ProblemError `not-now` when the account would hold too many
 */
export async function claimRoom(manager: Db, account: string, more: number): Promise<void> {
  await lockHoldings(manager, account);
  const [row]: { count: number }[] = await manager.query(
    `select count(*)::int as count from prompts_prompt where owner = $1`,
    [account],
  );
  if ((row?.count ?? 0) + more > MOST_PROMPTS)
    throw new ProblemError('not-now', `One account holds at most ${MOST_PROMPTS} prompts, and this would be more.`);
}

/** A title as part of an id or a file name: small Latin letters, digits and single hyphens. */
export const slugOf = (title: string, most: number, otherwise: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, most) || otherwise;
