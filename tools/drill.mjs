// `npm run drill -- --schedules 20 --seed 1 --json`: real processes on a throwaway database, killed and cut at random,
// and a checker that compares what everybody was told with what the log holds. `--plant <bug>` breaks the server on
// purpose, `--prove-plants` does so with each bug and demands that it is found.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort, startPostgres } from './postgres.mjs';
import { build, checkNode, ensureInstalled, fail, workspace } from './steps.mjs';

async function main() {
  checkNode();
  await ensureInstalled();
  await build(['api', 'e2e']);
  const dataDir = mkdtempSync(join(tmpdir(), 'debrief-drill-db-'));
  const postgres = await startPostgres({ dataDir, quick: true });
  try {
    const child = spawn(
      process.execPath,
      ['--enable-source-maps', resolve(workspace, 'dist/apps/e2e/drill.js'), ...process.argv.slice(2)],
      {
        cwd: workspace,
        env: { ...process.env, DATABASE_URL: postgres.url, DRILL_PORT: String(await freePort()) },
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
