import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import type { PackOutcome } from '@debrief/contracts';
import type { Pack, Prompt } from '@debrief/prompt-bank';
import type { EntityManager } from 'typeorm';
import { PUBLIC } from '../shelf';
import { wordingOf } from '../wording';

interface Row {
  id: string;
  origin: string | null;
  isMine: boolean;
  isPublic: boolean;
  /** Mine, and neither offered to others nor waiting to be: a version may come by import. */
  takesVersions: boolean;
  newest: number | null;
  content: Prompt | null;
}

const licenceOf = (pack: Pack, id: string): string =>
  pack.sources.find(({ prompt }) => prompt === id)?.licence ?? pack.licence;

/** A name that this account's copy of this wording always gets, so that what the dry run shows is what is stored. */
const copyId = (account: string, id: string, wording: string): string =>
  `${id.slice(0, 47).replace(/-+$/, '')}-${createHash('sha256').update(`${account}\n${id}\n${wording}`).digest('hex').slice(0, 12)}`;

/**
 * What importing a pack does here and now, prompt by prompt. Prompts of others that the importer cannot see are only
 * ever a taken id.
 */
export async function planOf(
  manager: Pick<EntityManager, 'query'>,
  account: string,
  pack: Pack,
  wordings: readonly string[],
): Promise<PackOutcome[]> {
  const rows: Row[] = await manager.query(
    `select p.id, p.source ->> 'id' as origin, coalesce(p.owner = $1, false) as "isMine", (${PUBLIC}) as "isPublic",
       coalesce(p.owner = $1, false) and p.visibility = 'private' and p.review_version is null and p.status <> 'retired' as "takesVersions",
       v.version as newest, case when p.owner = $1 or (${PUBLIC}) then v.content end as content
     from prompts_prompt p left join lateral (select version, content from prompts_version where prompt_id = p.id
       order by (version = p.version and p.owner is distinct from $1) desc, version desc limit 1) v on true
     where p.id = any($2) or (p.owner = $1 and p.source ->> 'id' = any($2))`,
    [account, pack.prompts.map(({ id }) => id)],
  );
  const known = new Map<Row, string | null>();
  for (const row of rows) {
    // Canonical forms of two hundred prompts are a tenth of a second: others get their turn in between.
    known.set(row, row.content && wordingOf(row.content));
    await breathe();
  }
  return pack.prompts.map((prompt, index) => {
    const { id, title, type } = prompt;
    const wording = wordings[index] ?? '';
    const base = { prompt: id, title, type, licence: licenceOf(pack, id) };
    const holder = rows.find((row) => row.id === id);
    if (!holder && !rows.some((row) => row.origin === id))
      return { ...base, id, version: prompt.version, outcome: 'new' };
    const mine = rows.filter((row) => row.isMine && (row.id === id || row.origin === id));
    const readable = [...mine, ...(holder?.isPublic ? [holder] : [])];
    const same = readable.find((row) => known.get(row) === wording);
    if (same) return { ...base, id: same.id, version: same.newest ?? prompt.version, outcome: 'same' };
    const older = mine.find((row) => row.takesVersions && prompt.version > (row.newest ?? 0));
    if (older) return { ...base, id: older.id, version: prompt.version, outcome: 'newer' };
    return { ...base, id: copyId(account, id, wording), version: prompt.version, outcome: 'copy' };
  });
}
