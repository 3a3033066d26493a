import { testDataSource } from '@debrief/server/platform/testing';
import type { CalibrationService } from './calibration.service';
import { RaterService } from './rater.service';
import { replayAll } from './replay-all';
import { replayInThread } from './replay-thread';

let database: Awaited<ReturnType<typeof testDataSource>>;
beforeAll(async () => {
  database = await testDataSource([]);
  await fill();
});
afterAll(() => database.close());

/** Forty sessions of one round: person n is judged by one to three others, six levels each. */
const fill = async (): Promise<void> => {
  const made = `(select n, md5('session ' || n)::uuid as session, timestamptz '2026-01-01' + n * interval '1 day' as at, 1 + n % 3 as raters
    from generate_series(1, 40) as n) made`;
  const seat = (place: string) => `md5('seat ' || n || ' ' || ${place})::uuid`;
  for (const statement of [
    `insert into live_session (id, format, type, length, mode, status, created_at)
     select session, 'panel', 'product-sense', 'long', 'stress', 'ended', at from ${made}`,
    `insert into live_participant (id, session, account_id, name, joined_at)
     select ${seat('place')}, session, 'person-' || (n * (place + 2)) % 11, 'Somebody', at
     from ${made}, generate_series(0, raters) as place`,
    `insert into live_round (session, round, candidate, stage, prompt, opened_at, appeared_at, created_at)
     select session, 1, ${seat('0')}, 'debrief', 'prompt-' || n % 5, at, at, at from ${made}`,
    `insert into progress_round (session, round, at, type, candidate, prompt, phases)
     select session, 1, at, 'product-sense', ${seat('0')}, 'prompt-' || n % 5, '[]' from ${made}`,
    `insert into progress_rating (session, round, rater, dimension, level, skill, place, locked_at)
     select session, 1, ${seat('place')}, 'dimension-' || d, 1 + (n * 7 + place * 3 + d * 5) % 4,
       (array['FRAME', 'USER', 'INSIGHT', 'SOLVE', 'MEASURE', 'COMM'])[d + 1], d, at + place * interval '20 s'
     from ${made}, generate_series(1, raters) as place, generate_series(0, 5) as d`,
  ])
    await database.dataSource.query(statement);
};

const left = async (): Promise<Record<string, unknown[]>> => {
  const found: Record<string, unknown[]> = {};
  for (const table of ['progress_skill', 'progress_point', 'progress_rater', 'progress_difficulty'])
    found[table] = await database.dataSource.query(`select t::text as row from ${table} t order by 1`);
  return found;
};

test('the thread with its own connection leaves the same bits as the process itself', async () => {
  await database.dataSource.transaction((manager) => replayAll(manager));
  const here = await left();
  expect(Object.values(here).every((rows) => rows.length > 4)).toBe(true);
  await database.dataSource.query(`delete from progress_skill`);
  await database.dataSource.query(`update progress_replay set wanted = 7`);
  await replayInThread(database.url);
  expect(await left()).toEqual(here);
  expect(await database.dataSource.query(`select wanted, done from progress_replay`)).toEqual([{ wanted: 7, done: 7 }]);
});

test('what is deleted asks for a replay, and one that finds nothing to delete does not', async () => {
  const wanted = async () =>
    (await database.dataSource.query(`select wanted from progress_replay`))[0].wanted as number;
  const before = await wanted();
  const session = `md5('session 40')::uuid`;
  await database.dataSource.query(`delete from live_session where id = ${session}`);
  expect(await wanted()).toBe(before + 1);
  await database.dataSource.query(`delete from live_session where id = ${session}`);
  await database.dataSource.query(`delete from progress_rating where level = 9`);
  expect(await wanted()).toBe(before + 1);
});

test('whoever rates people nobody else has rated is told no severity, only why', async () => {
  const rater = new RaterService(database.dataSource, {
    mine: () => Promise.resolve({ state: { state: 'none' } }),
  } as unknown as CalibrationService);
  await database.dataSource.transaction((manager) => replayAll(manager));
  const [{ who }] = await database.dataSource.query<[{ who: string }]>(
    `select who from progress_rater where ratings >= 10 and candidates >= 3 and comparable > 1 order by who limit 1`,
  );
  expect(await rater.of(who)).toMatchObject({ severity: { measurable: true } });
  await database.dataSource.query(`update progress_rater set comparable = 1 where who = $1`, [who]);
  expect(await rater.of(who)).toMatchObject({
    severity: { measurable: false, why: 'apart' },
    halo: { measurable: true },
  });
});

test('a replay that fails leaves everything as it was, and says so', async () => {
  const before = await left();
  await database.dataSource.query(`alter table progress_difficulty add constraint never check (ratings < 0) not valid`);
  await expect(replayInThread(database.url)).rejects.toThrow();
  expect(await left()).toEqual(before);
  await database.dataSource.query(`alter table progress_difficulty drop constraint never`);
});
