import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/free-port';
import { onDatabase } from './on-database';

const workspace = join(__dirname, '../../../../..');

/** The built server as a process of its own, on a fresh database, as a stranger would run it. */
const serverUp = async (): Promise<(() => Promise<void>) | undefined> => {
  // Somebody who works on a screen runs the journey against the server they have open.
  if (process.env.JOURNEY_URL) return undefined;
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('Set TEST_DATABASE_URL to a Postgres where databases may be created; npm test does.');
  const name = `journeys_${Date.now().toString(36)}`;
  await onDatabase(server, `create database ${name}`);
  const databaseUrl = new URL(server);
  databaseUrl.pathname = `/${name}`;
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), 'debrief-journeys-'));
  const child = spawn(process.execPath, [join(workspace, 'dist/apps/api/main.js')], {
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: databaseUrl.toString(),
      DATA_DIR: dataDir,
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await ready(child);
  process.env.JOURNEY_URL = `http://localhost:${port}`;
  return async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    rmSync(dataDir, { recursive: true, force: true });
    if (!process.env.KEEP_TEST_DATABASES) await onDatabase(server, `drop database ${name} with (force)`);
  };
};
// Playwright takes the set-up from the default export.
export default serverUp;

const ready = (child: ChildProcess): Promise<void> =>
  new Promise((done, failed) => {
    child.on('message', (message: { type?: string }) => {
      if (message.type === 'ready') done();
      if (message.type === 'failed') failed(new Error(JSON.stringify(message)));
    });
    child.once('exit', (code) => failed(new Error(`The server ended with code ${code} before it was ready.`)));
  });
