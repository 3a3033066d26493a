import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import * as z from 'zod/mini';
import { errorCodes, route, text, type RouteInput } from '@debrief/contracts';
import { Clock, Input, ProblemError, Route } from './index';
import { bootApp, type TestApp } from './testing';

const strict = {
  echo: route({
    method: 'POST',
    path: '/api/echo/:id',
    access: 'public',
    summary: 'Echo.',
    params: z.strictObject({ id: text(40, 1) }),
    query: z.strictObject({ loud: z.optional(z.literal('yes')) }),
    body: z.strictObject({ words: text(20), n: z.optional(z.int()) }),
    response: z.object({ words: z.string() }),
  }),
  quiet: route({ method: 'DELETE', path: '/api/quiet', access: 'public', summary: 'Nothing.' }),
  bytes: route({
    method: 'PUT',
    path: '/api/bytes',
    access: 'public',
    summary: 'Takes bytes.',
    bytes: 1024,
    response: z.object({ got: z.int() }),
  }),
  slow: route({
    method: 'GET',
    path: '/api/rare',
    access: 'public',
    summary: 'Rarely.',
    perMinute: 2,
    response: z.object({ ok: z.boolean() }),
  }),
  broken: route({
    method: 'GET',
    path: '/api/broken/:how',
    access: 'public',
    summary: 'Fails.',
    params: z.strictObject({ how: text(20) }),
  }),
};

@Controller()
class EchoController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Route(strict.echo)
  echo(@Input() { body }: RouteInput<typeof strict.echo>) {
    return { words: body.words, secret: 'a column added later' };
  }

  @Route(strict.quiet)
  quiet(): void {
    this.clock.now();
  }

  @Route(strict.bytes)
  bytes(@Input() { body }: RouteInput<typeof strict.bytes>) {
    return { got: body.length };
  }

  @Route(strict.slow)
  rare() {
    return { ok: true };
  }

  @Route(strict.broken)
  async broken(@Input() { params }: RouteInput<typeof strict.broken>): Promise<void> {
    if (params.how === 'uuid') await this.dataSource.query(`select 'abc'::uuid`);
    if (params.how === 'number') await this.dataSource.query('select 99999999999::int');
    if (params.how === 'nul') await this.dataSource.query('select $1::text', ['a\u0000b']);
    if (params.how === 'sql') await this.dataSource.query('select secret_column from nowhere');
    if (params.how === 'late') await this.dataSource.query(`set local statement_timeout = 20; select pg_sleep(1)`);
    if (params.how === 'killed') await this.dataSource.query('select pg_terminate_backend(pg_backend_pid())');
    if (params.how === 'refused') throw new ProblemError('guide-seen', 'You have seen this guide.');
    throw new TypeError('the canary 7f3a must not leave');
  }
}

let server: TestApp;
beforeAll(async () => {
  server = await bootApp({ imports: [], controllers: [EchoController] });
});
afterAll(() => server.close());

const expectProblem = (
  answer: { status: number; body: unknown; headers: Headers },
  code: keyof typeof errorCodes,
): void => {
  expect(answer.body).toMatchObject({
    ok: false,
    code,
    message: expect.stringMatching(/^[A-Z].+\.$/),
    requestId: answer.headers.get('x-request-id'),
  });
  expect(answer.status).toBe(errorCodes[code].status);
};

test('a good request gets exactly what the contract names, with every header', async () => {
  const answer = await server.call('POST', '/api/echo/1', { body: { words: 'hello' } });
  expect([answer.status, answer.body]).toEqual([200, { words: 'hello' }]);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(answer.headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
  expect(answer.headers.get('permissions-policy')).toContain('camera=(self)');
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('strict-transport-security')).toBeNull();
  expect((await server.call('DELETE', '/api/quiet')).status).toBe(204);
});

test.each<[string, string, unknown, Record<string, string>, keyof typeof errorCodes]>([
  ['bad JSON', '/api/echo/1', '{"words":', {}, 'bad-input'],
  ['empty JSON', '/api/echo/1', '', {}, 'bad-input'],
  ['wrong type', '/api/echo/1', { words: 4 }, {}, 'bad-input'],
  ['missing field', '/api/echo/1', {}, {}, 'bad-input'],
  ['unknown key', '/api/echo/1', { words: 'a', isAdmin: true }, {}, 'bad-input'],
  ['NUL', '/api/echo/1', { words: 'a\u0000' }, {}, 'bad-input'],
  ['NUL in the path', '/api/echo/%00', { words: 'a' }, {}, 'bad-input'],
  ['lone surrogate', '/api/echo/1', '{"words":"\\ud800"}', {}, 'bad-input'],
  ['unknown query', '/api/echo/1?x=1', { words: 'a' }, {}, 'bad-input'],
  ['repeated query', '/api/echo/1?loud=yes&loud=yes', { words: 'a' }, {}, 'bad-input'],
  ['prototype key', '/api/echo/1', '{"words":"a","__proto__":{"isAdmin":true}}', {}, 'bad-input'],
  ['constructor key', '/api/echo/1', '{"words":"a","constructor":{"prototype":{}}}', {}, 'bad-input'],
  ['60,000 levels', '/api/echo/1', '['.repeat(60_000) + ']'.repeat(60_000), {}, 'bad-input'],
  ['infinite number', '/api/echo/1', '{"words":"a","n":1e309}', {}, 'bad-input'],
  ['huge body', '/api/echo/1', { words: 'x'.repeat(200_000) }, {}, 'too-large'],
  ['form', '/api/echo/1', 'words=a', { 'content-type': 'application/x-www-form-urlencoded' }, 'unsupported-media'],
  ['plain text', '/api/echo/1', '{"words":"a"}', { 'content-type': 'text/plain' }, 'unsupported-media'],
  ['multipart', '/api/echo/1', 'x', { 'content-type': 'multipart/form-data; boundary=x' }, 'unsupported-media'],
  ['broken escape in the path', '/api/echo/%FF', { words: 'a' }, {}, 'bad-input'],
  ['unknown route', '/api/nothing', { words: 'a' }, {}, 'not-found'],
  ['endless parameter', `/api/echo/${'a'.repeat(5000)}`, { words: 'a' }, {}, 'not-found'],
  ['method of another route', '/api/quiet', { words: 'a' }, {}, 'method-not-allowed'],
])('%s is refused with a code, a sentence and the request id', async (_, path, body, headers, code) => {
  expectProblem(await server.call('POST', path, { body, headers }), code);
});

test('faults are named field by field', async () => {
  const { body } = await server.call('POST', '/api/echo/1', { body: { words: 4, extra: 1 } });
  expect(body).toMatchObject({
    fields: { body: expect.stringContaining('extra'), 'body.words': expect.stringContaining('expected string') },
  });
});

test.each<[string, keyof typeof errorCodes]>([
  ['uuid', 'bad-input'],
  ['number', 'bad-input'],
  ['nul', 'bad-input'],
  ['late', 'time-out'],
  ['killed', 'unavailable'],
  ['refused', 'guide-seen'],
  ['sql', 'internal'],
  ['other', 'internal'],
])('a failure inside (%s) answers %s and tells nothing', async (how, code) => {
  const answer = await server.call('GET', `/api/broken/${how}`);
  expectProblem(answer, code);
  expect(JSON.stringify(answer.body)).not.toMatch(/canary|secret_column|nowhere|\bat\b .*\.ts/);
});

test('the process and the pool survive a killed backend', async () => {
  for (let turn = 0; turn < 3; turn += 1) await server.call('GET', '/api/broken/killed');
  expect((await server.call('GET', '/health/ready')).status).toBe(200);
});

test.each([
  ['no origin and no fetch metadata', null, {}, 403],
  ['same-origin by fetch metadata', null, { 'sec-fetch-site': 'same-origin' }, 204],
  ['cross-site by fetch metadata', null, { 'sec-fetch-site': 'cross-site' }, 403],
  ['evil', 'https://evil.example', {}, 403],
  ['null', 'null', {}, 403],
  ['good', undefined, {}, 204],
])('unsafe method, %s', async (_, origin, headers, status) => {
  const answer = await server.call('DELETE', '/api/quiet', { ...(origin === undefined ? {} : { origin }), headers });
  expect(answer.status).toBe(status);
  if (status === 403) {
    expectProblem(answer, 'wrong-origin');
    expect(JSON.stringify(answer.body)).toContain('APP_URL');
  }
});

test('a route has its own rate, and a forged address does not widen it', async () => {
  const statuses: number[] = [];
  for (let turn = 1; turn <= 3; turn += 1)
    statuses.push((await server.call('GET', '/api/rare', { headers: { 'x-forwarded-for': `10.0.0.${turn}` } })).status);
  expect(statuses).toEqual([200, 200, 429]);
});

test('behind one trusted proxy, the address that it saw counts, not the ones that the stranger wrote', async () => {
  const behind = await bootApp({
    imports: [],
    controllers: [EchoController],
    settings: { trustProxy: 1, appUrl: 'https://debrief.example' },
  });
  const from = async (addresses: string): Promise<number> =>
    (await behind.call('GET', '/api/rare', { headers: { 'x-forwarded-for': addresses } })).status;
  expect([await from('1.1.1.1, 10.0.0.1'), await from('2.2.2.2, 10.0.0.1')]).toEqual([200, 200]);
  expect([await from('3.3.3.3, 10.0.0.1'), await from('1.1.1.1, 10.0.0.2')]).toEqual([429, 200]);
  const { headers } = await behind.call('GET', '/health/live');
  expect(headers.get('strict-transport-security')).toContain('max-age=');
  await behind.close();
});

test('the documents name every route', async () => {
  const { body } = await server.call('GET', '/api/openapi.json');
  expect(body).toMatchObject({
    openapi: '3.1.0',
    paths: {
      '/api/echo/{id}': {
        post: {
          requestBody: { required: true },
          parameters: [{ name: 'id', in: 'path', required: true }, { name: 'loud' }],
        },
      },
      '/api/quiet': { delete: { responses: { 204: {} } } },
    },
  });
  expect((await server.call('GET', '/api/asyncapi.json')).body).toMatchObject({
    asyncapi: '3.0.0',
    channels: { live: { messages: { 'mark.set': { payload: { type: 'object' } } } } },
  });
});

test('a handler outside the contract, or one whose route is not in order, stops the start', async () => {
  @Controller('api/loose')
  class Loose {
    @Get()
    loose(): string {
      return 'nobody described this';
    }

    @Route(route({ method: 'GET', path: '/elsewhere/:id', access: 'public', summary: 'Wrong.' }))
    wrong(): void {
      return undefined;
    }
  }
  const boot = bootApp({ imports: [], controllers: [EchoController, Loose] });
  await expect(boot).rejects.toThrow('Loose.loose answers HTTP without a route of the contract');
  await expect(boot).rejects.toThrow('does not start with /api/');
});

test('the clock is the database clock', async () => {
  const clock = server.app.get(Clock);
  const [row]: { ms: string }[] = await server.dataSource.query(
    'select extract(epoch from clock_timestamp()) * 1000 as ms',
  );
  expect(Math.abs(clock.now().getTime() - Number(row?.ms))).toBeLessThan(100);
});

describe('a route that takes bytes', () => {
  const send = (path: string, body: Uint8Array, type = 'application/octet-stream') =>
    fetch(server.url + path, {
      method: 'PUT',
      headers: { origin: server.url, 'content-type': type },
      body: new Uint8Array(body),
    });

  it('takes them up to its own limit, and nothing else', async () => {
    expect(await (await send('/api/bytes', Buffer.alloc(1024))).json()).toEqual({ got: 1024 });
    expect((await send('/api/bytes', Buffer.alloc(1025))).status).toBe(413);
    expect((await send('/api/bytes', Buffer.alloc(3 * 1024 * 1024))).status).toBe(413);
    expect((await send('/api/bytes', Buffer.from('{}'), 'application/json')).status).toBe(415);
  });

  it('is the only kind that does', async () => {
    const answer = await fetch(`${server.url}/api/echo/a`, {
      method: 'POST',
      headers: { origin: server.url, 'content-type': 'application/octet-stream' },
      body: new Uint8Array([1]),
    });
    expect(answer.status).toBe(415);
  });
});
