// `npm run dev`: rebuilds the server on every edit and starts it again; Vite serves the client and passes the rest on.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePort, startPostgres } from './postgres.mjs';
import { checkNode, ensureInstalled, explain, isPortFree, say, step, Stop, stopWithNpm, workspace } from './steps.mjs';

const host = join(workspace, 'tools/dev-host.mjs');
const { PORT = '3000' } = process.env;

/** @type {(() => unknown)[]} */
const undo = [];
let stopping = false;

/** @param {number} code */
async function stop(code) {
  if (stopping) return;
  stopping = true;
  for (const step of undo.reverse()) await step();
  process.exit(code);
}

/** @param {unknown} error */
function giveUp(error) {
  explain(error);
  void stop(1);
}

/**
 * The server, and beside it the next one, which has loaded its packages and waits for a build. `restart()` ends the old
 * one (its sockets reconnect) and lets the next one go.
 * @param {NodeJS.ProcessEnv} env
 */
function restartable(env) {
  /** @typedef {import('node:child_process').ChildProcess} Child */
  /** @type {Child | undefined} */
  let serving;
  /** @type {Child | undefined} */
  let waiting;
  let turn = Promise.resolve();
  const prepare = () =>
    spawn(process.execPath, ['--enable-source-maps', host], {
      cwd: workspace,
      env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
  const isUp = (/** @type {Child | undefined} */ child) =>
    child?.connected && child.exitCode === null && child.signalCode === null;
  const end = async (/** @type {Child | undefined} */ child) => {
    if (!child || !isUp(child)) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), 1_000);
    await gone;
    clearTimeout(patience);
  };
  return {
    /** @param {number} since when the edit was noticed */
    restart: (since) => {
      turn = turn.then(async () => {
        await end(serving);
        if (stopping) return;
        const next = waiting && isUp(waiting) ? waiting : prepare();
        serving = next;
        waiting = undefined;
        next.on('message', (/** @type {{ type: string, text?: string }} */ message) => {
          if (message.type === 'say') say(message.text ?? '');
          if (message.type !== 'ready') return;
          say(`Server is listening (${((performance.now() - since) / 1000).toFixed(1)} s after the change).`);
          if (!stopping) waiting ??= prepare();
        });
        next.send({ type: 'go' });
      });
      return turn;
    },
    stop: () => turn.then(() => Promise.all([end(serving), end(waiting)])),
  };
}

/** @param {{ restart: (since: number) => Promise<void> }} api */
async function watchServer(api) {
  const { build } = await import('vite');
  const watcher = await build({
    configFile: join(workspace, 'apps/api/vite.config.mts'),
    build: { watch: { buildDelay: 20 } },
  });
  if (!('on' in watcher)) throw new Stop('Vite did not start watching.');
  let since = performance.now();
  watcher.on('event', (/** @type {{ code: string, error?: Error, result?: { close(): Promise<void> } }} */ event) => {
    if (event.code === 'START') since = performance.now();
    if (event.code === 'ERROR') say(`The server does not build: ${event.error?.message}`);
    if (event.code === 'BUNDLE_END') {
      void event.result?.close();
      void api.restart(since);
    }
  });
  undo.push(() => watcher.close());
}

/** @param {string} target @param {number} port */
async function serveClient(target, port) {
  const config = join(workspace, 'apps/web/vite.config.mts');
  if (!existsSync(config)) return;
  const { createServer } = await import('vite');
  const pass = { target, ws: false, changeOrigin: false };
  const site = await createServer({
    configFile: config,
    server: {
      port,
      strictPort: true,
      host: 'localhost',
      proxy: { '/api': pass, '/health': pass, '/socket.io': { ...pass, ws: true } },
    },
  });
  await site.listen();
  undo.push(() => site.close());
}

async function main() {
  checkNode();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));
  stopWithNpm(() => void stop(0));
  await ensureInstalled();
  const port = Number(PORT);
  if (!(await isPortFree(port)))
    throw new Stop(`Port ${port} is in use by another program. Choose another: PORT=${port + 1} npm run dev`);
  const dataDir = resolve(process.env.DATA_DIR || join(workspace, 'data'));
  mkdirSync(dataDir, { recursive: true });
  let databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl) {
    const postgres = await step('Starting the database', () =>
      startPostgres({ dataDir, say: (text) => say(`  ${text}.`) }),
    );
    undo.push(() => postgres.stop());
    databaseUrl = postgres.url;
  }
  // The page comes from PORT, so that is the origin the server has to expect; it listens beside it.
  const behind = await freePort();
  const api = restartable({
    ...process.env,
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    PORT: String(behind),
    APP_URL: process.env.APP_URL ?? `http://localhost:${port}`,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  });
  undo.push(() => api.stop());
  await watchServer(api);
  await serveClient(`http://127.0.0.1:${behind}`, port);
  say(`Debrief is being served with live reload: http://localhost:${port}`);
}

main().catch(giveUp);
