// `npm run bench -- --json`: the built server under load beside small peers, each on a Postgres of its own that lies on
// a RAM disk where every flush takes 2 ms. It builds into a folder of its own, so a server that runs here is not disturbed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startPostgres } from './postgres.mjs';
import { checkNode, ensureInstalled, execute, fail, step, Stop, workspace } from './steps.mjs';

const output = join(workspace, 'tmp/bench');
const RAM = '/dev/shm';
/** A lone commit waits too: without `commit_siblings=0` the delay would apply under load only. */
const disk = ['-c', 'commit_delay=2000', '-c', 'commit_siblings=0'];

/** @param {string} app @param {string} folder */
const build = (app, folder) =>
  execute(
    process.execPath,
    [
      join(workspace, 'node_modules/vite/bin/vite.js'),
      'build',
      '-c',
      `apps/${app}/vite.config.mts`,
      '--outDir',
      join(output, folder),
      '--emptyOutDir',
    ],
    { what: `The build of ${app}` },
  );

/** A name for what was built, so that rounds of different builds are never mixed. @param {string} folder */
function fingerprint(folder) {
  const hash = createHash('sha256');
  const names = readdirSync(folder, { recursive: true }).map(String).sort();
  for (const name of names) if (name.endsWith('.js')) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

async function main() {
  const args = process.argv.slice(2);
  checkNode();
  if (process.platform !== 'linux') throw new Stop('The bench reads /proc, so it runs on Linux only.');
  await ensureInstalled();
  mkdirSync(output, { recursive: true });
  const quietly = args.includes('--help') || args.includes('--json');
  const compile = async () => {
    await build('api', 'api');
    await build('e2e', 'e2e');
  };
  await (quietly ? compile() : step('Building', compile));
  if (args.includes('--search')) {
    const { benchSearch } = await import('./bench-search.mjs');
    return benchSearch({ main: join(output, 'api/main.js'), args });
  }
  if (args.includes('--replay')) {
    const { benchReplay } = await import('./bench-replay.mjs');
    return benchReplay({ folder: join(output, 'api'), args });
  }
  const main = join(output, 'e2e/bench.js');
  const isRamDisk = existsSync(RAM);
  const folder = mkdtempSync(join(isRamDisk ? RAM : tmpdir(), 'debrief-bench-'));
  // Root's Postgres runs as another user, who has to enter this folder.
  chmodSync(folder, 0o755);
  /** @type {import('./postgres.mjs').Running[]} */
  const clusters = [];
  try {
    if (!args.includes('--help'))
      for (const name of ['product', 'peers'])
        clusters.push(await startPostgres({ dataDir: join(folder, name), flags: disk }));
    const [product, peers] = clusters.map(({ url, pid }) => ({ url, pid }));
    const ports = {};
    for (const kind of ['relay', 'insert', 'product', 'hocuspocus', 'faulty', 'inspector'])
      ports[kind] = await freePort();
    const child = spawn(process.execPath, ['--enable-source-maps', main, ...args], {
      cwd: workspace,
      env: {
        ...process.env,
        BENCH_BUILD: fingerprint(join(output, 'api')),
        BENCH_GROUND: JSON.stringify({ clusters: { product, peers }, folder, results: output, ports, isRamDisk }),
      },
      stdio: 'inherit',
    });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill('SIGTERM'));
    process.exitCode = Number(await new Promise((done) => child.once('exit', (code) => done(code ?? 1))));
  } finally {
    for (const postgres of clusters) {
      await postgres.stop();
      rmSync(postgres.folder, { recursive: true, force: true });
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

main().then(() => process.exit(), fail);
