// A server process of `npm run dev` that loads every package before it is needed: most of a start is reading packages,
// and they do not change with an edit. Told to go, it runs the newest build.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { workspace } from './steps.mjs';

const folder = join(workspace, 'dist/apps/api');
const packages = new Set(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/^import [^;]*?"([^".][^"]*)";/gm)])
    .map(([, name = '']) => name)
    .filter((name) => !name.startsWith('node:')),
);

const leave = () => process.exit(0);
process.once('disconnect', leave);
process.once('SIGTERM', leave);
const told = new Promise((go) => process.once('message', go));
// In this order and one by one: the metadata library has to be there before anything decorates.
await import('reflect-metadata');
for (const name of packages) await import(name).catch(() => undefined);
await told;
process.removeListener('disconnect', leave);
process.removeListener('SIGTERM', leave);
await import(pathToFileURL(join(folder, 'main.js')).href);
