// `npm run drill -- --schedules 20 --seed 1 --json`: real processes on a throwaway database, killed and cut at random,
// and a checker that compares what everybody was told with what the log holds. Odd seeds run on one node, even ones on
// two with a Redis between them, where redis-server is installed. `--plant <bug>` breaks the server on purpose,
// `--prove-plants` does so with each bug and demands that it is found. `--storm 1000` kills a server under so many
// sockets and prints how long they took to come back.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startPostgres } from './postgres.mjs';
import { build, checkNode, ensureInstalled, fail, workspace } from './steps.mjs';

async function main() {
  checkNode();
  await ensureInstalled();
  await build(['api', 'e2e']);
  const dataDir = mkdtempSync(join(tmpdir(), 'debrief-drill-db-'));
  // Killed with -9 it must keep what it has confirmed; only the disk itself need not be waited for.
  const flags = ['-c', 'synchronous_commit=on', '-c', 'full_page_writes=on', '-c', 'max_connections=200'];
  const postgres = await startPostgres({ dataDir, quick: true, flags });
  try {
    const child = spawn(
      process.execPath,
      ['--enable-source-maps', resolve(workspace, 'dist/apps/e2e/drill.js'), ...process.argv.slice(2)],
      {
        cwd: workspace,
        env: { ...process.env, DATABASE_URL: postgres.url, DRILL_POSTGRES_FOLDER: postgres.folder },
        stdio: 'inherit',
      },
    );
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill('SIGTERM'));
    process.exitCode = Number(await new Promise((done) => child.once('exit', (code) => done(code ?? 1))));
  } finally {
    await postgres.stop();
    rmSync(postgres.folder, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  }
}

main().then(() => process.exit(), fail);
