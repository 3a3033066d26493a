// What start, test and dev do alike before there is anything to run. Node built-ins only.
import { spawn } from 'node:child_process';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const workspace = dirname(dirname(fileURLToPath(import.meta.url)));
/** Nx without its daemon, terminal interface and cloud: plain, and twice as fast for a few cached tasks. */
export const nxEnvironment = {
  NX_DAEMON: 'false',
  NX_ISOLATE_PLUGINS: 'false',
  NX_TUI: 'false',
  NX_NO_CLOUD: 'true',
  FORCE_COLOR: '0',
};
const WORTH_SAYING_MS = 500;

/** @param {string} text */
export const say = (text) => console.log(text);
/** @param {number} since */
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * Runs one step and says so once it lasts longer than half a second.
 * @template T @param {string} doing @param {() => T | Promise<T>} work @returns {Promise<T>}
 */
export async function step(doing, work) {
  const since = performance.now();
  let said = false;
  const timer = setTimeout(() => {
    said = true;
    say(`  ${doing} …`);
  }, WORTH_SAYING_MS);
  try {
    const result = await work();
    if (said || performance.now() - since > WORTH_SAYING_MS) say(`  ${doing}: done in ${seconds(since)}`);
    return result;
  } finally {
    clearTimeout(timer);
  }
}

/** Something the operator can act on; printed without a stack. */
export class Stop extends Error {}

/** Prints what went wrong, without a stack where a person can act on the words alone. @param {unknown} error */
export function explain(error) {
  const known = error instanceof Stop || (error instanceof Error && error.name === 'PostgresError');
  console.error(known ? `\n${error.message}` : error);
}

/** @param {unknown} error */
export function fail(error) {
  explain(error);
  process.exit(1);
}

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Stop(
    `Debrief needs Node 20.19 or newer; this is ${process.versions.node}. Install a current Node from https://nodejs.org and try again.`,
  );
}

/**
 * Runs a command to its end, collecting what it prints; a failure shows that output.
 * @param {string} command @param {string[]} args @param {{ env?: Record<string, string>, what: string }} options
 */
export function execute(command, args, { env = {}, what }) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, {
      cwd: workspace,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command === 'npm',
    });
    let output = '';
    const collect = (/** @type {Buffer} */ chunk) => (output += chunk);
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => failed(new Stop(`${what} failed: ${error.message}`)));
    child.once('close', (code, signal) =>
      code === 0
        ? done(output)
        : failed(new Stop(`${output.trim().slice(-6000)}\n\n${what} failed (${signal ?? `exit code ${code}`}).`)),
    );
  });
}

/** Does node_modules hold exactly what the lock file says? npm keeps its own record of what it installed. */
export function isInstalled() {
  const record = join(workspace, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(workspace, 'package-lock.json'), 'utf8')).packages;
  const have = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, integrity, optional, devOptional }]) => {
    if (path === '') return true;
    if (!have[path]) return optional || devOptional;
    return have[path].version === version && have[path].integrity === integrity;
  });
}

/** Installs the locked packages if anything differs. @returns {Promise<boolean>} whether it had to */
export async function ensureInstalled() {
  if (isInstalled()) return false;
  const folder = join(workspace, 'node_modules');
  // npm would empty the folder behind the link, which another checkout runs on.
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new Stop(
      'node_modules is a link, and what it leads to differs from package-lock.json. Run npm ci over there.',
    );
  await step('Installing packages (one or two minutes, only now and then)', () =>
    execute('npm', ['ci', '--no-audit', '--no-fund', '--include=dev'], {
      what: 'npm ci',
      env: { npm_config_loglevel: 'warn' },
    }),
  );
  return true;
}

/** Builds what changed. @param {string[]} projects */
export const build = (projects) =>
  step('Building', () =>
    execute(
      process.execPath,
      [join(workspace, 'node_modules/nx/dist/bin/nx.js'), 'run-many', '-t', 'build', '-p', projects.join(',')],
      { env: nxEnvironment, what: 'The build' },
    ),
  );

/** Can we listen on this port on every interface? @param {number} port @returns {Promise<boolean>} */
export const isPortFree = (port) =>
  new Promise((done) => {
    const attempt = (/** @type {string} */ host, /** @type {() => void} */ otherwise) => {
      const probe = createServer();
      probe.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
        error.code === 'EAFNOSUPPORT' || error.code === 'EADDRNOTAVAIL' ? otherwise() : done(false),
      );
      probe.listen({ port, host }, () => probe.close(() => done(true)));
    };
    attempt('::', () => attempt('0.0.0.0', () => done(true)));
  });

/** Parent and grandparent of this process: the shell npm runs us in, and npm. Only Linux tells the second cheaply. */
function ancestors() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`;
  } catch {
    return String(process.ppid);
  }
}

/** npm and the shell between us may die of a signal without passing it on; then nobody would ever stop us. @param {() => void} stop */
export function stopWithNpm(stop) {
  if (!process.env.npm_lifecycle_event) return;
  const born = ancestors();
  setInterval(() => ancestors() !== born && stop(), 300).unref();
}
