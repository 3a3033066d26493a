import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import { serveClient } from './client-files';
import { toProblem } from './problem';

let folder: string;
let server: FastifyInstance;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'debrief-client-'));
  const root = join(folder, 'web');
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(join(root, '.vite'));
  writeFileSync(join(root, 'index.html'), '<div id="root"></div>');
  writeFileSync(join(root, 'icon.svg'), '<svg/>');
  writeFileSync(join(root, '.vite/manifest.json'), '{}');
  writeFileSync(join(root, 'assets/app-1.js'), 'run()');
  writeFileSync(join(root, 'assets/app-1.js.gz'), gzipSync('run()'));
  writeFileSync(join(folder, 'secret.key'), 'canary');
  server = fastify();
  server.setErrorHandler((error, _request, reply) => reply.code(404).send(toProblem(error, 'id')));
  await serveClient(server, root);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (url: string, headers: Record<string, string> = {}) => server.inject({ method: 'GET', url, headers });

test.each(['/', '/index.html', '/prompts/longer-loans', '/join', '/?x=1', '/.vite/manifest.json', '/apiary'])(
  '%s is a page',
  async (url) => {
    const answer = await get(url);
    expect(answer).toMatchObject({ statusCode: 200, body: '<div id="root"></div>' });
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-type': 'text/html; charset=utf-8' });
  },
);

test('a hashed file is kept for ever, and comes compressed to whoever takes it', async () => {
  const plain = await get('/assets/app-1.js');
  expect(plain).toMatchObject({ statusCode: 200, body: 'run()' });
  expect(plain.headers['cache-control']).toContain('immutable');
  const packed = await get('/assets/app-1.js', { 'accept-encoding': 'gzip' });
  expect(packed.headers).toMatchObject({
    'content-encoding': 'gzip',
    'content-type': expect.stringContaining('javascript'),
  });
  expect(gunzipSync(packed.rawPayload).toString()).toBe('run()');
  expect((await get('/icon.svg')).headers['cache-control']).toBe('no-cache');
});

test.each([
  '/assets/gone-2.js',
  '/api',
  '/api/nothing',
  '/socket.io/?EIO=4',
  '/health/other',
  '/assets/..%2f..%2fsecret.key',
  '/assets/..%5c..%5csecret.key',
])('%s is not found, and is no page', async (url) => {
  const answer = await get(url);
  expect([answer.statusCode, answer.body.includes('canary'), answer.body.includes('root')]).toEqual([
    404,
    false,
    false,
  ]);
});

test('without a built client there is nothing to serve', async () => {
  const bare = fastify();
  await serveClient(bare, join(folder, 'nowhere'));
  expect((await bare.inject('/')).statusCode).not.toBe(200);
  await bare.close();
});
