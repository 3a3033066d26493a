import { commandKinds, requestKinds, serverFrameKinds, MAX_FRAME } from '@debrief/contracts';
import { newId } from '@debrief/client';
import { eventually } from '@debrief/testing';
import { verifySession } from '@debrief/server/live';
import type { TestApp } from '@debrief/server/platform/testing';
import { bringTo, meet, type Meeting } from '../support/meeting';
import { newAccount, Person } from '../support/person';
import { RawSocket } from '../support/raw-socket';
import { bootServer } from '../support/server';

let server: TestApp;
let meeting: Meeting;
beforeAll(async () => {
  server = await bootServer();
  meeting = await meet(server.url);
  await bringTo(meeting, 'interview');
});
afterAll(() => server.close());

const op = () => newId();
const manyKeys = () => Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, 1]));
const deep = (levels: number) => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
};
const garbage: [string, () => unknown[]][] = [
  ['nothing', () => []],
  ['undefined', () => [undefined]],
  ['null', () => [null]],
  ['a number', () => [9e99]],
  ['minus zero and more', () => [-0, Infinity, NaN]],
  ['a string', () => ['x'.repeat(50_000)]],
  ['a boolean', () => [true]],
  ['a list', () => [[1, 2, 3]]],
  ['NUL', () => [{ op: op(), round: 1, text: 'a\u0000b', session: 'a\u0000b', doc: '\u0000' }]],
  ['a lone surrogate', () => [{ op: op(), round: 1, text: 'a\ud800b', words: '\udfff', mark: op() }]],
  ['__proto__', () => [JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}}}')]],
  ['10,000 keys', () => [manyKeys()]],
  ['deep nesting', () => [{ op: op(), round: deep(2_000), card: deep(2_000) }]],
  ['huge numbers', () => [{ op: op(), round: 2 ** 63, index: -1, minutes: 1e309, from: 2 ** 53 }]],
  ['other people’s fields', () => [{ op: op(), participant: newId(), seq: 1, at: 1, userId: 'x', isHost: true }]],
  ['bytes', () => [Buffer.from([0, 1, 2, 255])]],
  ['many arguments', () => Array.from({ length: 50 }, () => ({}))],
];
const names = [
  ...commandKinds,
  ...requestKinds,
  'presence',
  ...serverFrameKinds,
  'no.such.event',
  'constructor',
  '__proto__',
  'toString',
  'x'.repeat(5_000),
];

const rows = async (): Promise<number> => {
  const [row]: { n: number }[] = await server.dataSource.query(`select count(*)::int as n from live_log`);
  return row?.n ?? -1;
};

test.each(names.map((name) => [name.slice(0, 40), name]))(
  '%s: every garbage is answered within a second',
  async (_, name) => {
    // A socket each: a flood is refused politely too, and would hide how the contract answers.
    const person = await newAccount(server.url);
    const { code } = meeting;
    await person.request('POST', '/api/invites/accept', { body: { code } });
    const stranger = await RawSocket.open(person);
    const before = await rows();
    for (const [what, make] of garbage) {
      const answer = await stranger.ask(name, make(), 1_000).catch((error: unknown) => `${what}: ${String(error)}`);
      if (name !== 'presence')
        expect(answer).toMatchObject({ ok: false, code: expect.any(String), requestId: expect.any(String) });
      else expect(answer).toMatchObject({ ok: expect.any(Boolean) });
      if (answer && typeof answer === 'object' && 'code' in answer) {
        expect(['bad-input', 'not-found', 'not-now', 'too-large']).toContain(answer.code);
        expect(JSON.stringify(answer)).not.toMatch(/\bat .*\.[tj]s|select |isAdmin/);
      }
    }
    expect(await rows()).toBe(before);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    expect(await stranger.ask('clock', [{ sentAt: 1 }], 1_000)).toMatchObject({ ok: true });
    stranger.close();
  },
);

test('an event without an ack, and one whose ack is no function, harm nobody', async () => {
  const { tom } = meeting;
  for (const name of ['chat.say', 'join', 'no.such.event']) tom.socket.socket.emit(name, { op: op() });
  tom.socket.socket.emit('chat.say', { op: op(), text: 'sent blind' }, 'not a function');
  expect(await tom.answer('chat.say', { text: 'still here' })).toBe('ok');
});

test('a frame beyond the limit closes that socket and no other; one below it is refused with an answer', async () => {
  const { ana, tom } = meeting;
  expect(await tom.socket.ask('chat.say', [{ op: op(), text: 'x'.repeat(MAX_FRAME - 1_000) }], 1_000)).toMatchObject({
    ok: false,
    code: 'too-large',
  });
  void tom.socket.ask('chat.say', [{ op: op(), text: 'x'.repeat(MAX_FRAME + 1_000) }], 1_000).catch(() => undefined);
  await eventually(() => expect(tom.socket.closedBy).not.toBeNull());
  expect(await ana.answer('chat.say', { text: 'I was not disturbed' })).toBe('ok');
  await tom.rejoin();
  expect(await tom.answer('chat.say', { text: 'back again' })).toBe('ok');
});

test.each<[string, string]>([
  ['60,000 levels', `2/rt,7["chat.say",${'['.repeat(50_000)}${']'.repeat(50_000)}]`],
  ['attachments that never come', '59-/rt,["chat.say",{"_placeholder":true,"num":0}]'],
  ['a sparse attachment', '51-/rt,7["chat.say",{"_placeholder":true,"num":999999}]'],
  ['no event', '2/rt,7[]'],
  ['an event that is no text', '2/rt,7[{"a":1}]'],
  ['a reserved event', '2/rt,7["disconnect"]'],
  ['an answer to nothing', '3/rt,999[{"ok":true}]'],
  ['no packet', '{"a":'],
  ['an unknown packet', '9/rt,'],
  ['another namespace', '2/admin,7["chat.say",{}]'],
])('raw bytes, %s: at most that socket is closed', async (_, packet) => {
  const { ana, tom } = meeting;
  tom.socket.socket.io.engine.write(packet);
  await ana.act('hand.raise', { raised: true });
  await ana.act('hand.raise', { raised: false });
  await tom.rejoin();
  expect(await tom.answer('chat.say', { text: 'still here' })).toBe('ok');
});

test('a flood is refused with an answer, and the others do not notice', async () => {
  const { ana, tom } = meeting;
  const answers = await Promise.all(
    Array.from({ length: 200 }, () => tom.socket.ask('hand.raise', [{ op: op(), raised: true }], 5_000)),
  );
  expect(answers.filter((answer) => (answer as { code?: string }).code === 'too-many').length).toBeGreaterThan(100);
  const since = performance.now();
  await ana.act('chat.say', { text: 'quick' });
  expect(performance.now() - since).toBeLessThan(500);
});

const port = () => new URL(server.url).port;
test.each<[string, () => string | null, boolean]>([
  ['good', () => server.url, true],
  ['evil', () => 'https://evil.example', false],
  ['suffix trick', () => `${server.url}.evil.example`, false],
  ['null', () => 'null', false],
  ['absent', () => null, false],
  ['other port', () => `http://127.0.0.1:${Number(port()) + 1}`, false],
  ['other scheme', () => `https://127.0.0.1:${port()}`, false],
])('the origin %s', async (_, origin, isGood) => {
  const opening = RawSocket.open(meeting.ana.person, { headers: { origin: origin() } });
  if (!isGood) return expect(opening).rejects.toThrow();
  (await opening).close();
});

test('without a cookie, with a wrong one, or with another contract nobody comes in', async () => {
  const { ana } = meeting;
  const nobody = new Person(server.url, 'Nobody');
  await expect(RawSocket.open(nobody)).rejects.toThrow('not-signed-in');
  await expect(RawSocket.open(nobody, { headers: { cookie: `${ana.person.cookie}x` } })).rejects.toThrow(
    'not-signed-in',
  );
  await expect(RawSocket.open(ana.person, { contract: 0 })).rejects.toThrow('old-contract');
  await expect(RawSocket.open(ana.person, { contract: undefined })).rejects.toThrow('old-contract');
});

test.each(['/', '/admin', '/rt/x', `/rt-${'x'.repeat(50)}`])('the namespace %s refuses', async (namespace) => {
  await expect(RawSocket.open(meeting.ana.person, { namespace })).rejects.toThrow();
});

test('a sign-in that ends closes its sockets within a second', async () => {
  const person = await newAccount(server.url);
  await person.request('POST', '/api/invites/accept', { body: { code: meeting.code } });
  const socket = await RawSocket.open(person);
  await person.request('POST', '/api/sign-out');
  await eventually(() => expect(socket.closedBy).not.toBeNull(), 1_000);
  expect(socket.frames).toContainEqual({ kind: 'closed', body: { code: 'signed-out' } });
});

test('nothing of this was lost or broken: the log of every session verifies', async () => {
  expect(await verifySession(server.dataSource, meeting.session)).toMatchObject({ faults: [] });
});
