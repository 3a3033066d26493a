import { replayRatings, type RatingGiven, type Replayed } from '@debrief/measure';
import { countedRatings, who } from './counted-ratings';
import { grouped } from './grouped';
import { raterFigures } from './rater-figures';

/** A connection inside a transaction, of whichever driver. */
export interface Queries {
  query<T>(sql: string, values?: unknown[]): Promise<T[]>;
}
/** A rating as the model reads it, and the round it was given in. */
export type Rating = RatingGiven & { readonly round: number };

const ROWS_AT_ONCE = 5_000;

/** Replays every rating that counts and replaces what the last replay has left. */
export async function replayAll(manager: Queries): Promise<void> {
  const began = performance.now();
  const [standing] = await manager.query<{ wanted: number }>(`select wanted from progress_replay`);
  const history = await ratings(manager);
  await store(manager, history, replayRatings(history));
  await manager.query(
    `update progress_replay set done = $1, ratings = $2, took_ms = $3, computed_at = clock_timestamp()`,
    [standing?.wanted ?? 0, history.length, Math.round(performance.now() - began)],
  );
}

/** Rounds that one candidate had in one session happened at one time for the model: one form, one point of the trend. */
const ratings = (manager: Queries): Promise<Rating[]> =>
  manager.query(
    countedRatings(
      `g.session, g.round, g.place as "order", g.level, g.skill,
       ${who('candidate')} as candidate, ${who('giver')} as rater, coalesce(r.prompt, '') as prompt,
       coalesce(p.difficulty, 'medium') as difficulty,
       (extract(epoch from min(r.at) over (partition by r.session, ${who('candidate')})) * 1000)::float8 as at,
       (extract(epoch from g.locked_at) * 1000)::float8 as "lockedAt"`,
      { join: 'left join prompts_prompt p on p.id = r.prompt' },
    ),
  );

const store = async (manager: Queries, history: readonly Rating[], replayed: Replayed): Promise<void> => {
  const bySkill = grouped(history, ({ candidate, skill }) => `${candidate}\n${skill}`);
  const skills: unknown[] = [];
  const points: unknown[] = [];
  for (const { candidate: who, skill, mean, variance, points: trend } of replayed.skills) {
    const own = bySkill.get(`${who}\n${skill}`) ?? [];
    const bySession = grouped(own, ({ session }) => session);
    const raters = new Set(own.map(({ rater }) => rater)).size;
    const at = trend.at(-1)?.at;
    skills.push({ who, skill, mean, variance, at, ...summed(own), sessions: bySession.size, raters });
    for (const point of trend) points.push({ who, skill, ...point, ...summed(bySession.get(point.session) ?? []) });
  }
  await replace(manager, 'progress_skill', skills, {
    who: 'text',
    skill: 'text',
    mean: 'float8',
    variance: 'float8',
    at: 'ms',
    ratings: 'int',
    level_sum: 'int',
    sessions: 'int',
    raters: 'int',
  });
  await replace(manager, 'progress_point', points, {
    who: 'text',
    skill: 'text',
    session: 'uuid',
    at: 'ms',
    mean: 'float8',
    variance: 'float8',
    ratings: 'int',
    level_sum: 'int',
  });
  await replace(manager, 'progress_rater', raterFigures(history, replayed), {
    who: 'text',
    mean: 'float8',
    variance: 'float8',
    ratings: 'int',
    rounds: 'int',
    candidates: 'int',
    comparable: 'int',
    halo: 'float8',
    centrality: 'float8',
    fit: 'float8',
    intervals: 'jsonb',
  });
  await replace(manager, 'progress_difficulty', replayed.prompts, {
    prompt: 'text',
    mean: 'float8',
    variance: 'float8',
    ratings: 'int',
  });
};

const summed = (own: readonly Rating[]) => ({
  ratings: own.length,
  level_sum: own.reduce((sum, { level }) => sum + level, 0),
});

/** Empties a table and fills it anew; whoever reads meanwhile sees the old rows until the transaction ends. */
const replace = async (
  manager: Queries,
  table: string,
  rows: readonly unknown[],
  columns: Record<string, 'text' | 'uuid' | 'float8' | 'int' | 'ms' | 'jsonb'>,
): Promise<void> => {
  const names = Object.keys(columns).join(', ');
  const values = Object.entries(columns).map(([name, type]) => (type === 'ms' ? `to_timestamp(${name} / 1000)` : name));
  const shape = Object.entries(columns).map(([name, type]) => `${name} ${type === 'ms' ? 'float8' : type}`);
  await manager.query(`delete from ${table}`);
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await manager.query(
      `insert into ${table} (${names}) select ${values.join(', ')} from jsonb_to_recordset($1::jsonb) as t(${shape.join(', ')})`,
      [JSON.stringify(rows.slice(from, from + ROWS_AT_ONCE))],
    );
};
