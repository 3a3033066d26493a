// `npm start`: installs, builds, starts the database and the server, and keeps both running until it is stopped.
import { spawn } from 'node:child_process';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLine, isAlive, startPostgres } from './postgres.mjs';
import {
  build,
  checkNode,
  ensureInstalled,
  explain,
  isPortFree,
  say,
  step,
  Stop,
  stopWithNpm,
  workspace,
} from './steps.mjs';

const server = join(workspace, 'dist/apps/api/main.js');
/** The server answers this when trying again would end the same way. */
const EX_CONFIG = 78;
const GRACE_MS = 17_000;
const LOG_LIMIT = 20 * 1024 * 1024;

/** @typedef {{ port: number, appUrl: string, dataDir: string }} Checked */

/** All settings, judged by the server's own rules before anything runs. @returns {Promise<Checked>} */
async function checkedSettings() {
  const script = join(workspace, 'dist/apps/api/check-settings.js');
  const output = await new Promise((done, failed) => {
    let text = '';
    const child = spawn(process.execPath, [script], { cwd: workspace, stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.on('data', (chunk) => (text += chunk));
    child.once('error', failed).once('close', () => done(text));
  });
  const result = JSON.parse(String(output) || '{"faults":["The settings could not be read."]}');
  if (result.faults)
    throw new Stop(
      `These settings have to change first:\n${result.faults.map((/** @type {string} */ fault) => `  ${fault}`).join('\n')}`,
    );
  return result;
}

/** One Debrief per data folder. @param {string} dataDir @returns {() => void} gives it free again */
function claim(dataDir) {
  const file = join(dataDir, 'debrief.pid');
  if (existsSync(file)) {
    const pid = Number(readFileSync(file, 'utf8'));
    if (pid !== process.pid && pid > 0 && isAlive(pid) && /(start|dev|run-cli)\.mjs/.test(commandLine(pid))) {
      throw new Stop(
        `Debrief already runs with the data in ${dataDir} (process ${pid}). Stop it first, or set another DATA_DIR.`,
      );
    }
  }
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

/** @param {string} dataDir */
function openLog(dataDir) {
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  const file = join(dataDir, 'logs/api.log');
  if (existsSync(file) && statSync(file).size > LOG_LIMIT) renameSync(file, `${file}.1`);
  return createWriteStream(file, { flags: 'a', mode: 0o600 });
}

/** The server's log lines are JSON; what needs a person is shown, the rest is kept. @param {string} line */
function showWarning(line) {
  try {
    const { level, msg, err } = JSON.parse(line);
    if (level >= 40) say(`  ${msg ?? 'warning'}${err?.message ? `: ${err.message}` : ''}`);
  } catch {
    if (line.trim()) say(`  ${line}`);
  }
}

/**
 * Runs the server, again and again when it crashes; gives up when it cannot stay up.
 * @param {{ env: NodeJS.ProcessEnv, log: import('node:fs').WriteStream, onReady: (url: string) => void, onGivenUp: (why: string) => void }} options
 */
function keepServing({ env, log, onReady, onGivenUp }) {
  /** @type {import('node:child_process').ChildProcess} */
  let child;
  let stopping = false;
  let shortLives = 0;
  let exited = Promise.resolve();

  const launch = () => {
    let readyAt = 0;
    /** @type {string[]} */
    let faults = [];
    child = spawn(process.execPath, ['--enable-source-maps', server], {
      cwd: workspace,
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        log.write(`${line}\n`);
        if (!faults.length) showWarning(line);
      });
    }
    child.on('message', (/** @type {{ type: string, url?: string, text?: string, faults?: string[] }} */ message) => {
      if (message.type === 'ready') {
        readyAt = performance.now();
        onReady(message.url ?? '');
      } else if (message.type === 'say') say(`  ${message.text}`);
      else if (message.type === 'failed') faults = message.faults ?? [];
    });
    exited = new Promise((done) => {
      child.once('exit', (code, signal) => {
        done();
        if (stopping) return;
        if (code === EX_CONFIG) return onGivenUp(faults.join('\n'));
        shortLives = readyAt && performance.now() - readyAt > 3_000 ? 0 : shortLives + 1;
        if (shortLives >= 5)
          return onGivenUp(
            `The server does not stay up: ${faults.join(' ') || `it ended with ${signal ?? code}`}. Its log is in DATA_DIR/logs/api.log.`,
          );
        say(`  The server ended unexpectedly (${signal ?? `exit code ${code}`}). Starting it again.`);
        setTimeout(() => stopping || launch(), shortLives * 400);
      });
    });
  };
  launch();
  return {
    async stop() {
      stopping = true;
      child.kill('SIGTERM');
      await Promise.race([exited, sleep(GRACE_MS)]);
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** @type {(() => unknown)[]} what has to be undone, last first */
const undo = [];
let stopping = false;

/** @param {number} code */
async function stop(code) {
  if (stopping) return;
  stopping = true;
  if (code === 0) say('Stopping.');
  for (const step of undo.reverse()) await step();
  process.exit(code);
}

/** @param {unknown} error */
function giveUp(error) {
  if (!stopping) explain(error);
  void stop(1);
}

async function main() {
  checkNode();
  say('Debrief is starting.');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => void stop(Number(process.exitCode ?? 0)));
  stopWithNpm(() => void stop(0));

  await ensureInstalled();
  await build(['api', 'web']);
  const settings = await step('Checking the settings', checkedSettings);
  undo.push(claim(settings.dataDir));
  if (!(await isPortFree(settings.port))) {
    throw new Stop(
      `Port ${settings.port} is in use by another program. Stop that program, or choose another port: PORT=${settings.port + 1} npm start`,
    );
  }
  let databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl) {
    const postgres = await step('Starting the database', () =>
      startPostgres({ dataDir: settings.dataDir, say: (text) => say(`  ${text}.`) }),
    );
    undo.push(() => postgres.stop());
    databaseUrl = postgres.url;
  }
  if (stopping) return;
  const log = openLog(settings.dataDir);
  const { port, dataDir } = settings;
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    DATA_DIR: dataDir,
  };
  const url = await step(
    'Starting the server',
    () =>
      new Promise((ready) => {
        const api = keepServing({ env, log, onReady: ready, onGivenUp: (why) => giveUp(new Stop(why)) });
        undo.push(() => api.stop());
      }),
  );
  say(`Debrief is ready: ${url}`);
}

main().catch(giveUp);
