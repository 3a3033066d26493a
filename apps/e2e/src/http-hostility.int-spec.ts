import { errorCodes, MAX_BODY, routes, type RouteName } from '@debrief/contracts';
import { newId } from '@debrief/client';
import type { TestApp } from '@debrief/server/platform/testing';
import { bringTo, meet, type Meeting } from './support/meeting';
import { newAccount, type Person, type Reply } from './support/person';
import { bootServer } from './support/server';

let server: TestApp;
let meeting: Meeting;
let stranger: Person;
beforeAll(async () => {
  server = await bootServer();
  meeting = await meet(server.url);
  await bringTo(meeting, 'interview');
  stranger = await newAccount(server.url, 'Mallory');
});
afterAll(() => server.close());

/** A refusal that helps: a 4xx with its code, a sentence and the request id, and nothing from inside. */
const expectRefused = (what: string, { status, headers, body, text }: Reply): void => {
  expect({ what, status: status >= 400 && status < 500, body }).toEqual({
    what,
    status: true,
    body: expect.objectContaining({
      ok: false,
      code: expect.stringMatching(new RegExp(`^(${Object.keys(errorCodes).join('|')})$`)),
      message: expect.stringMatching(/^[A-Z“].+\.$/s),
      requestId: headers.get('x-request-id'),
    }),
  });
  expect(text).not.toMatch(/\bat .+\.[tj]s:|node_modules|select .* from|QueryFailed/);
};

const names = Object.keys(routes) as RouteName[];
const fill = (name: RouteName, make: (key: string) => string): string =>
  routes[name].path.replace(/:([a-z]+)/g, (_, key: string) => make(key));
const good = (key: string): string =>
  key === 'session'
    ? meeting.session
    : key === 'round'
      ? '1'
      : key === 'type'
        ? 'metrics'
        : key === 'prompt'
          ? 'cargo-bikes'
          : newId();
const ids = [
  '%00',
  '%FF',
  '..',
  '%2e%2e%2f',
  'abc',
  '9223372036854775808',
  '-1',
  'null',
  '%F0%9F%92%A9',
  'a'.repeat(3_000),
  "' or 1=1--",
  newId(),
];
const bodies: [string, unknown][] = [
  ['no body', undefined],
  ['bad JSON', '{"a":'],
  ['null', 'null'],
  ['a list', []],
  ['a number', '1e999'],
  ['a string', '"x"'],
  ['wrong types', { name: 1, email: [], body: {}, card: 'x', version: '1', code: 5, text: {}, keep: null, type: 7 }],
  ['extra keys', { isAdmin: true, role: 'host', account: newId(), participant: newId(), seq: 1 }],
  ['prototype keys', '{"__proto__":{"isAdmin":true}}'],
  ['NUL', { name: 'a\u0000', text: '\u0000', email: 'a\u0000@example.org', password: '\u0000'.repeat(12) }],
  ['lone surrogate', '{"name":"\\ud800","text":"\\udfff","code":"\\ud800"}'],
  ['deep', '['.repeat(50_000) + ']'.repeat(50_000)],
  ['huge', { text: 'x'.repeat(MAX_BODY + 10) }],
];

test.each(names.filter((name) => routes[name].path.includes(':')).map((name) => [name]))(
  '%s with hostile ids',
  async (name) => {
    for (const hostile of ids) {
      const path = fill(name, () => hostile.replaceAll(' ', '%20'));
      const reply = await stranger.request(routes[name].method, path, { ...('body' in routes[name] && { body: {} }) });
      // Two dots never arrive: the client has walked up the path with them, here and there to another route.
      const isElsewhere =
        hostile === '..' && names.some((other) => routes[other].path === new URL(path, 'http://x').pathname);
      if (isElsewhere) continue;
      expectRefused(`${name} ${hostile.slice(0, 20)}`, reply);
    }
  },
);

test.each(names.filter((name) => 'body' in routes[name]).map((name) => [name]))(
  '%s with hostile bodies',
  async (name) => {
    for (const [what, body] of bodies) {
      const reply = await meeting.ana.person.request(
        routes[name].method,
        fill(name, good),
        body === undefined ? {} : { body },
      );
      if (name === 'updateMe' && what === 'no body') continue;
      if (reply.status === 429) continue;
      expectRefused(`${name} ${what}`, reply);
    }
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expectRefused(
        `${name} ${type}`,
        await meeting.ana.person.request(routes[name].method, fill(name, good), {
          body: 'a=b',
          headers: { 'content-type': type },
        }),
      );
  },
);

test.each(names.filter((name) => routes[name].method !== 'GET').map((name) => [name]))(
  '%s from another site',
  async (name) => {
    for (const origin of ['https://evil.example', 'null', `${server.url}.evil.example`, null]) {
      const reply = await meeting.ana.person.request(routes[name].method, fill(name, good), { body: {}, origin });
      expectRefused(`${name} from ${origin}`, reply);
      expect(reply.body).toMatchObject({ code: 'wrong-origin' });
    }
  },
);

test.each([
  ['GET', '/api/nothing'],
  ['POST', '/api/sessions/../../etc/passwd'],
  ['DELETE', '/api/me'],
  ['PATCH', '/api/sessions'],
  ['PUT', '/api/auth/sign-in/email'],
  ['POST', '/api/auth/sign-up/email'],
  ['GET', '/api/auth/get-session'],
  ['GET', '/api/prompts/../../../package.json'],
  ['GET', `/api/rounds?cursor=${'x'.repeat(500)}`],
  ['GET', '/api/rounds?role=admin'],
  ['GET', '/api/rounds?cursor=!!!'],
  ['GET', '/api/prompts?text=%00'],
  ['GET', '/api/prompts?sort=;drop'],
  ['GET', '/api/prompts?type=a&type=b'],
])('%s %s is refused', async (method, path) => {
  expectRefused(
    `${method} ${path}`,
    await meeting.ana.person.request(method, path, method === 'GET' ? {} : { body: {} }),
  );
});

test('after all of it the session goes on and nobody became anything', async () => {
  expect(await meeting.tom.answer('chat.say', { text: 'still here' })).toBe('ok');
  const { me } = await stranger.http(routes.getMe, {});
  expect(me).toMatchObject({ isAdmin: false, name: 'Mallory' });
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});
