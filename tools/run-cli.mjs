// Runs a command of the server's build, such as `npm run verify -- --all`, against the database in use: DATABASE_URL,
// else the one that a running Debrief has, else the embedded one, started for this command only.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runningPostgres, startPostgres } from './postgres.mjs';
import { build, checkNode, ensureInstalled, fail, say, Stop, workspace } from './steps.mjs';

async function main() {
  checkNode();
  await ensureInstalled();
  await build(['api']);
  const dataDir = resolve(process.env.DATA_DIR || join(workspace, 'data'));
  let url = process.env.DATABASE_URL || runningPostgres(dataDir);
  /** @type {import('./postgres.mjs').Running | undefined} */
  let own;
  if (!url) {
    if (!existsSync(dataDir))
      throw new Stop(`There is no data in ${dataDir}. Start Debrief once, or set DATA_DIR or DATABASE_URL.`);
    own = await startPostgres({ dataDir, say: (text) => say(`  ${text}.`) });
    url = own.url;
  }
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', join(workspace, 'dist/apps/api/cli.js'), ...process.argv.slice(2)],
    {
      cwd: workspace,
      env: { ...process.env, DATABASE_URL: url, DATA_DIR: dataDir },
      stdio: 'inherit',
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill('SIGTERM'));
  const code = await new Promise((done) => child.once('exit', (status) => done(status ?? 1)));
  await own?.stop();
  process.exit(Number(code));
}

main().catch(fail);
