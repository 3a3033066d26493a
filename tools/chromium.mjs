// The browser for the journeys: CHROMIUM_PATH, else one on this machine, else the one npm ships for Linux x64.
// `node tools/chromium.mjs` prints what was found as JSON.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { Stop } from './steps.mjs';

/** No sandbox: CI runs as root. Loopback candidates: a machine without a network has no others. The rest keeps Chromium from calling home. */
export const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--allow-loopback-in-peer-connection',
];

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const macs = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const onPath = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(existsSync);

/** @param {string} executable @param {Record<string, string>} env */
function version(executable, env) {
  try {
    return execFileSync(executable, ['--version', '--no-sandbox'], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
      timeout: 60_000,
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  } catch {
    return undefined;
  }
}

/** @typedef {{ executablePath: string, env: Record<string, string>, flags: string[], version: string }} Browser */

/** @param {string} executablePath @param {Record<string, string>} [env] @returns {Browser | undefined} */
function usable(executablePath, env = {}) {
  const found = version(executablePath, env);
  return found ? { executablePath, env, flags, version: found } : undefined;
}

/** @returns {Promise<Browser>} */
export async function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    const browser = usable(given);
    if (!browser) throw new Stop(`CHROMIUM_PATH is ${given}, and that does not start.`);
    return browser;
  }
  for (const candidate of [onPath(), ...macs.filter(existsSync)]) {
    const browser = candidate && usable(candidate);
    if (browser) return browser;
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    const browser = await shipped();
    if (browser) return browser;
  }
  throw new Stop('No Chromium or Chrome was found for the browser tests. Install one, or set CHROMIUM_PATH to it.');
}

/** The npm package unpacks itself; the libraries a bare server lacks lie in an archive beside it. */
async function shipped() {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@sparticuz/chromium');
  const { default: chromium } = await import(pathToFileURL(entry).href);
  const executable = await chromium.executablePath();
  const archive = join(packageFolder(entry), 'bin/al2023.tar.br');
  const libraries = join(tmpdir(), `debrief-chromium-libraries-${process.getuid?.() ?? 0}`);
  if (!existsSync(join(libraries, 'lib'))) {
    const partial = `${libraries}.${process.pid}`;
    untar(brotliDecompressSync(readFileSync(archive)), partial);
    try {
      renameSync(partial, libraries);
    } catch {
      rmSync(partial, { recursive: true, force: true });
    }
  }
  return usable(executable, {
    LD_LIBRARY_PATH: [join(libraries, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
  });
}

/** @param {string} entry */
function packageFolder(entry) {
  let folder = dirname(entry);
  while (!existsSync(join(folder, 'bin')) || !readdirSync(folder).includes('package.json')) {
    const parent = dirname(folder);
    if (parent === folder) throw new Stop('The package @sparticuz/chromium looks different than expected.');
    folder = parent;
  }
  return folder;
}

/** Enough of tar for an archive of plain files: 512-byte headers, names at 0, octal sizes at 124, types at 156. @param {Buffer} tar @param {string} target */
function untar(tar, target) {
  for (let at = 0; at + 512 <= tar.length;) {
    const field = (/** @type {number} */ from, /** @type {number} */ length) =>
      tar
        .subarray(at + from, at + from + length)
        .toString()
        .replace(/\0.*$/s, '')
        .trim();
    const name = join('/', field(0, 100));
    const size = parseInt(field(124, 12) || '0', 8);
    const type = field(156, 1);
    if (name !== '/' && (type === '0' || type === '')) {
      mkdirSync(join(target, dirname(name)), { recursive: true });
      writeFileSync(join(target, name), tar.subarray(at + 512, at + 512 + size), { mode: 0o755 });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.log(JSON.stringify(await findChromium(), null, 2));
