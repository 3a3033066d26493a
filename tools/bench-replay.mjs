// `npm run bench -- --replay`: how long the nightly replay takes with 100,000 ratings, in the thread and with the statements
// of the built server, on a throwaway Postgres; and that ratings which arrived in another order give the same bits.
// `--ratings N` for another size. Last line with `--json`: the figures.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { startPostgres } from './postgres.mjs';
import { say, step, Stop, workspace } from './steps.mjs';

const BAR_S = 60;
const CARD = 6;
const PEOPLE_PER_RATING = 1 / 40;
const TABLES = ['progress_skill', 'progress_point', 'progress_rater', 'progress_difficulty'];

/**
 * Rounds of one-way sessions: each with one candidate, one to three raters and six dimensions of six skills; stored in
 * an order that `salt` decides, as a table keeps rows in the order in which they came.
 * @param {import('pg').Client} db @param {number} ratings @param {string} salt
 */
async function fill(db, ratings, salt) {
  const rounds = Math.round(ratings / CARD / 2);
  const people = Math.max(12, Math.round(ratings * PEOPLE_PER_RATING));
  await db.query(`truncate live_session cascade`);
  await db.query(
    `create temp table made as
       select n, md5('session ' || n)::uuid as session, timestamptz '2025-01-01' + n * interval '7 minutes' as at,
         1 + (hashtext('raters ' || n) & 2147483647) % 3 as raters
       from generate_series(1, $1::int) as n`,
    [rounds],
  );
  await db.query(
    `insert into live_session (id, format, type, length, mode, status, created_at)
     select session, 'panel', 'product-sense', 'long', 'stress', 'ended', at from made order by md5($1 || n)`,
    [salt],
  );
  await db.query(
    `insert into live_participant (id, session, account_id, name, joined_at)
     select md5('seat ' || n || ' ' || seat)::uuid, session, 'person-' || (hashtext(n || ' sits ' || seat) & 2147483647) % $2::int, 'Somebody', at
     from made cross join generate_series(0, raters) as seat order by md5($1 || n || seat)`,
    [salt, people],
  );
  await db.query(
    `insert into live_round (session, round, candidate, stage, prompt, opened_at, appeared_at, created_at)
     select session, 1, md5('seat ' || n || ' 0')::uuid, 'debrief', 'prompt-' || n % 80, at, at, at from made order by md5($1 || n)`,
    [salt],
  );
  await db.query(
    `insert into progress_round (session, round, at, type, candidate, prompt, phases)
     select session, 1, at, 'product-sense', md5('seat ' || n || ' 0')::uuid, 'prompt-' || n % 80, '[]' from made order by md5($1 || n)`,
    [salt],
  );
  const { rowCount } = await db.query(
    `insert into progress_rating (session, round, rater, dimension, level, skill, place, locked_at)
     select session, 1, md5('seat ' || n || ' ' || seat)::uuid, 'dimension-' || d, 1 + (hashtext(n || ' gives ' || seat || ' ' || d) & 2147483647) % 4,
       (array['FRAME', 'USER', 'INSIGHT', 'SOLVE', 'MEASURE', 'COMM'])[d + 1], d, at + seat * interval '20 seconds'
     from made cross join lateral generate_series(1, raters) as seat cross join generate_series(0, $2::int - 1) as d
     order by md5($1 || n || seat || d)`,
    [salt, CARD],
  );
  await db.query('drop table made');
  await db.query('analyze');
  return rowCount ?? 0;
}

/** @param {string} file @param {string} databaseUrl @returns {Promise<number>} seconds, the thread's start included */
const replay = (file, databaseUrl) =>
  new Promise((done, failed) => {
    const began = performance.now();
    const worker = new Worker(file, { workerData: { databaseUrl } });
    worker.once('error', failed);
    worker.once('exit', (code) =>
      code === 0 ? done((performance.now() - began) / 1000) : failed(new Stop(`The replay ended with code ${code}.`)),
    );
  });

/** @param {import('pg').Client} db */
async function bits(db) {
  const hash = createHash('sha256');
  for (const table of TABLES) {
    const { rows } = await db.query(`select t::text as row from ${table} t order by 1`);
    for (const { row } of rows) hash.update(row);
  }
  return hash.digest('hex');
}

/** @param {{ folder: string, args: string[] }} options `folder`: the server's build */
export async function benchReplay({ folder: build, args }) {
  const wanted = Number(args[args.indexOf('--ratings') + 1]) || 100_000;
  const folder = mkdtempSync(join(tmpdir(), 'debrief-replay-'));
  // Root's Postgres runs as another user, who has to enter this folder.
  chmodSync(folder, 0o755);
  const { default: pg } = await import('pg');
  const postgres = await startPostgres({ dataDir: folder, quick: true });
  const db = new pg.Client({ connectionString: postgres.url });
  try {
    await migrate(build, postgres.url, join(folder, 'data'));
    await db.connect();
    const runs = [];
    let ratings = 0;
    for (const salt of ['as played', 'another order']) {
      ratings = await step(`Storing about ${wanted.toLocaleString('en')} ratings, ${salt}`, () =>
        fill(db, wanted, salt),
      );
      const seconds = await replay(join(build, 'replay-worker.js'), postgres.url);
      runs.push({ seconds, bits: await bits(db) });
    }
    const { rows } = await db.query(`select ratings from progress_replay`);
    const seconds = runs.map((run) => run.seconds);
    const isSame = runs.every((run) => run.bits === runs[0]?.bits);
    say(
      `${ratings.toLocaleString('en')} ratings replayed and stored in ${seconds.map((s) => s.toFixed(1)).join(' and ')} s (bar: ${BAR_S} s)`,
    );
    say(isSame ? 'The same bits in both orders.' : 'The orders differ.');
    if (args.includes('--json')) say(JSON.stringify({ ratings, counted: rows[0]?.ratings, seconds, isSame }));
    if (!isSame || Math.max(...seconds) > BAR_S) process.exitCode = 1;
  } finally {
    await db.end().catch(() => undefined);
    await postgres.stop();
    rmSync(postgres.folder, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} build @param {string} url @param {string} dataDir */
const migrate = (build, url, dataDir) =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(build, 'cli.js'), 'migrate'], {
      cwd: workspace,
      env: { ...process.env, DATABASE_URL: url, DATA_DIR: dataDir },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('exit', (code) => (code === 0 ? done(undefined) : failed(new Stop('The migration failed.'))));
  });
