// How much JavaScript two pages make a browser load, gzipped, and whether that is within bounds. Reads dist/apps/web.
// Ends with exit code 1 when a page is too large or carries the editor.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fail, say, Stop, workspace } from './steps.mjs';

const dist = join(workspace, 'dist/apps/web');
const KB = 1000;
/** A page is the entry, the module of its route, and everything both import statically. */
const pages = [
  { name: 'public page (/)', route: 'src/features/home/welcome.tsx', limit: 160 * KB },
  { name: 'signed-in shell (/home)', route: 'src/features/home/home.tsx', limit: 225 * KB },
];
/** Says that ProseMirror, and with it Tiptap, is in a chunk: its class names survive minification. */
const EDITOR = /ProseMirror/;

/** @typedef {{ file: string, imports?: string[] }} Chunk */
/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));

/** @param {string} key @param {Map<string, Chunk>} found @returns {Map<string, Chunk>} */
function withImports(key, found = new Map()) {
  const chunk = manifest[key];
  if (!chunk) throw new Stop(`The built site has no ${key}. Did the route move? Its path stands in tools/budget.mjs.`);
  if (!found.has(key)) {
    found.set(key, chunk);
    for (const next of chunk.imports ?? []) withImports(next, found);
  }
  return found;
}

try {
  /** @type {string[]} */
  const faults = [];
  for (const { name, route, limit } of pages) {
    const files = [...withImports(route, withImports('index.html')).values()].map(({ file }) => file);
    const contents = files.filter((file) => file.endsWith('.js')).map((file) => readFileSync(join(dist, file)));
    const size = contents.reduce((sum, content) => sum + gzipSync(content).length, 0);
    say(`${name}: ${(size / KB).toFixed(1)} kB of ${limit / KB} kB, ${contents.length} files`);
    if (size > limit) faults.push(`${name} is ${((size - limit) / KB).toFixed(1)} kB too large.`);
    if (contents.some((content) => EDITOR.test(content.toString()))) faults.push(`${name} loads the notes editor.`);
  }
  if (faults.length) throw new Stop(faults.join('\n'));
} catch (error) {
  fail(error);
}
