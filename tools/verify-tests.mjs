// Runs `verify --all` on every database that `npm test` left in a data folder (TEST_DATA_DIR), and counts the databases.
import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './postgres.mjs';
import { build, fail, say, workspace } from './steps.mjs';

async function main() {
  const [dataDir = ''] = process.argv.slice(2);
  const { default: pg } = await import('pg');
  await build(['api']);
  const postgres = await startPostgres({ dataDir, quick: true });
  let passed = 0;
  let failed = 0;
  let empty = 0;
  try {
    /** @param {string} database @param {string} sql */
    const ask = async (database, sql) => {
      const client = new pg.Client({ connectionString: postgres.url.replace(/\/postgres$/, `/${database}`) });
      await client.connect();
      try {
        return (await client.query(sql)).rows;
      } finally {
        await client.end();
      }
    };
    const databases = await ask(
      'postgres',
      `select datname as name from pg_database where datname not in ('postgres', 'template0', 'template1', 'tpl') order by 1`,
    );
    /** @param {string} name */
    const verify = async (name) => {
      const [{ has }] = await ask(name, `select to_regclass('live_session') is not null as has`);
      const [{ sessions }] = has
        ? await ask(name, 'select count(*)::int as sessions from live_session')
        : [{ sessions: 0 }];
      if (!sessions) return void (empty += 1);
      const { isRight, output } = await verifyAll(postgres.url.replace(/\/postgres$/, `/${name}`), dataDir);
      if (isRight) return void (passed += 1);
      failed += 1;
      say(`✗ ${name} (${sessions} sessions)\n${output}`);
    };
    const waiting = databases.map(({ name }) => name);
    const worker = async () => {
      for (let name = waiting.shift(); name; name = waiting.shift()) await verify(name);
    };
    await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, worker));
  } finally {
    await postgres.stop();
  }
  say(`${empty} databases without a session`);
  say(`${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}

/** @param {string} url @param {string} dataDir @returns {Promise<{ isRight: boolean, output: string }>} */
const verifyAll = (url, dataDir) =>
  new Promise((done) =>
    execFile(
      process.execPath,
      [join(workspace, 'dist/apps/api/cli.js'), 'verify', '--all'],
      { cwd: workspace, encoding: 'utf8', env: { ...process.env, DATABASE_URL: url, DATA_DIR: dataDir } },
      (error, stdout, stderr) => done({ isRight: error === null, output: stdout + stderr }),
    ),
  );

main().catch(fail);
