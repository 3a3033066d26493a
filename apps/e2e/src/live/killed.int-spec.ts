import { testDatabase } from '@debrief/server/platform/testing';
import { eventually } from '@debrief/testing';
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { ApiProcess } from '../support/api-process';
import { closeClients } from '../support/clients';
import { freePort } from '../support/free-port';
import { liveOf } from '../support/live-of';
import { bringTo, meet } from '../support/meeting';

let database: Awaited<ReturnType<typeof testDatabase>>;
let api: ApiProcess;
let sql: Client;
beforeAll(async () => {
  const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', NODE_ENV: 'production' };
  execFileSync(process.execPath, ['node_modules/nx/dist/bin/nx.js', 'run', 'api:build'], { env, stdio: 'ignore' });
  database = await testDatabase();
  sql = new Client({ connectionString: database.url });
  await sql.connect();
  api = new ApiProcess({
    entry: 'dist/apps/api/main.js',
    databaseUrl: database.url,
    dataDir: mkdtempSync(join(tmpdir(), 'debrief-killed-')),
    port: await freePort(),
  });
  await api.start();
}, 120_000);
afterAll(async () => {
  closeClients();
  await api.stop();
  await sql.end();
  await database.close();
});

test('the server is killed in the middle: nothing acknowledged is lost, nothing is written twice, everybody goes on', async () => {
  const { session, ana, tom } = await meet(api.url);
  await bringTo({ ana, tom }, 'interview');
  const lives = [ana, tom].map(({ person }) => liveOf(person, session, { reconnectionDelayMax: 500 }));
  await eventually(() => expect(lives.map((live) => live.get().status)).toEqual(['live', 'live']), 10_000);
  const acks = Array.from({ length: 30 }, (_, at) => lives[at % 2]?.send('chat.say', { text: `line ${at}` }));
  await acks[4];
  await api.kill();
  // A minute and more without a server: nobody may be taken for absent because nobody was looking.
  await sql.query(`update live_participant set seen_at = seen_at - interval '2 minutes'`);
  await api.start();
  expect((await Promise.all(acks)).map((ack) => ack?.ok)).toEqual(acks.map(() => true));
  const { rows } = await sql.query<{ text: string; n: number }>(
    `select payload->>'text' as text, count(*)::int as n from live_log where session = $1 and kind = 'chat-said' group by 1`,
    [session],
  );
  expect(rows.map(({ text }) => text).sort()).toEqual(acks.map((_, at) => `line ${at}`).sort());
  expect(rows.every(({ n }) => n === 1)).toBe(true);
  await eventually(() => expect(lives[0]?.get().room).toEqual(lives[1]?.get().room), 8_000);
  const room = lives[0]?.get().room;
  expect(room?.rounds[0]?.stage).toBe('interview');
  expect(Object.values(room?.people ?? {}).map(({ presence }) => presence)).toEqual(['here', 'here']);
  expect(api.surprises).toEqual([]);
}, 60_000);
