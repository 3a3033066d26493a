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
import { keepServing } from './keep-serving.mjs';
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
        const api = keepServing({
          entry: server,
          cwd: workspace,
          env,
          log,
          say,
          onReady: ready,
          onGivenUp: (why) => giveUp(new Stop(why)),
        });
        undo.push(() => api.stop());
      }),
  );
  say(`Debrief is ready: ${url}`);
}

main().catch(giveUp);
