// Keeps the server of `npm start` running: started again when it crashes, given up in plain words when it cannot stay up.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** The server answers this when trying again would end the same way: a bad setting, a port that is taken. */
const EX_CONFIG = 78;
const GRACE_MS = 17_000;
/** A server that lived this long had started; what ended it came from outside or will not come at once again. */
const LONG_LIFE_MS = 3_000;
const MOST_SHORT_LIVES = 5;
const BACK_OFF_MS = 400;

/**
 * @typedef {object} Options
 * @property {string} entry the built server
 * @property {string} cwd where it runs
 * @property {NodeJS.ProcessEnv} env the same for every life, so the port and the database stay the same
 * @property {{ write(text: string): unknown }} log
 * @property {(text: string) => void} say
 * @property {(url: string) => void} onReady each time it listens
 * @property {(why: string) => void} onGivenUp it will not be started again
 * @property {number} [backOffMs] the first pause after a short life; it grows with each
 */

/** Runs the server, again and again when it crashes; gives up when it cannot stay up. @param {Options} options */
export function keepServing({ entry, cwd, env, log, say, onReady, onGivenUp, backOffMs = BACK_OFF_MS }) {
  /** @type {import('node:child_process').ChildProcess} */
  let child;
  let stopping = false;
  let shortLives = 0;
  let lives = 0;
  let exited = Promise.resolve();

  const launch = () => {
    let readyAt = 0;
    /** @type {string[]} */
    let faults = [];
    lives += 1;
    child = spawn(process.execPath, ['--enable-source-maps', entry], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        log.write(`${line}\n`);
        if (!faults.length) showWarning(line, say);
      });
    }
    child.on('message', (/** @type {{ type: string, url?: string, text?: string, faults?: string[] }} */ message) => {
      if (message.type === 'ready') {
        readyAt = performance.now();
        if (lives > 1) say('  The server is back.');
        onReady(message.url ?? '');
      } else if (message.type === 'say') say(`  ${message.text}`);
      else if (message.type === 'failed') faults = message.faults ?? [];
    });
    exited = new Promise((done) => {
      child.once('exit', (code, signal) => {
        done();
        if (stopping) return;
        if (code === EX_CONFIG) return onGivenUp(faults.join('\n'));
        const isLong = readyAt > 0 && performance.now() - readyAt > LONG_LIFE_MS;
        shortLives = isLong ? 0 : shortLives + 1;
        if (shortLives >= MOST_SHORT_LIVES)
          return onGivenUp(
            `The server does not stay up: ${faults.join(' ') || `it ended with ${signal ?? `exit code ${code}`}`}. It was started ${MOST_SHORT_LIVES} times in a row. Its log is in DATA_DIR/logs/api.log.`,
          );
        say(`  The server ended unexpectedly (${signal ?? `exit code ${code}`}). Starting it again.`);
        setTimeout(() => stopping || launch(), shortLives * backOffMs);
      });
    });
  };
  launch();
  return {
    get pid() {
      return child.pid ?? 0;
    },
    async stop() {
      stopping = true;
      child.kill('SIGTERM');
      await Promise.race([exited, sleep(GRACE_MS, undefined, { ref: false })]);
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** The server's log lines are JSON; what needs a person is shown, the rest is kept. @param {string} line @param {(text: string) => void} say */
function showWarning(line, say) {
  try {
    const { level, msg, err } = JSON.parse(line);
    if (level >= 40) say(`  ${msg ?? 'warning'}${err?.message ? `: ${err.message}` : ''}`);
  } catch {
    if (line.trim()) say(`  ${line}`);
  }
}
