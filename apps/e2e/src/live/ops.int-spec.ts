import { newId } from '@debrief/client';
import type { TestApp } from '@debrief/server/platform/testing';
import { bringTo, meet, type Meeting } from '../support/meeting';
import { bootServer } from '../support/server';

let server: TestApp;
let meeting: Meeting;
beforeAll(async () => {
  server = await bootServer();
  meeting = await meet(server.url);
  await bringTo(meeting, 'interview');
});
afterAll(() => server.close());

test('a repeated op gets its first answer and is written once', async () => {
  const { ana, tom, session } = meeting;
  const op = newId();
  const first = await tom.socket.command('chat.say', { text: 'once' }, op);
  expect(first).toMatchObject({ ok: true, seq: expect.any(Number) });
  expect(await tom.socket.command('chat.say', { text: 'once' }, op)).toEqual(first);
  await tom.rejoin();
  expect(await tom.socket.command('chat.say', { text: 'once' }, op)).toEqual(first);
  const twice = [1, 2].map(() =>
    tom.socket.command('chat.say', { text: 'at once' }, '22222222-0000-4000-8000-000000000001'),
  );
  const [one, two] = await Promise.all(twice);
  expect(one).toEqual(two);
  // Ops belong to a participant: another person's is another op.
  expect(await ana.socket.command('chat.say', { text: 'mine' }, op)).toMatchObject({ ok: true });
  const rows: { text: string; n: number }[] = await server.dataSource.query(
    `select payload->>'text' as text, count(*)::int as n from live_log where session = $1 and kind = 'chat-said' group by 1 order by 1`,
    [session],
  );
  expect(rows).toEqual([
    { text: 'at once', n: 1 },
    { text: 'mine', n: 1 },
    { text: 'once', n: 1 },
  ]);
});

test('an op with another body is refused, and the first stays', async () => {
  const { tom } = meeting;
  const op = newId();
  await tom.socket.command('chat.say', { text: 'first' }, op);
  expect(await tom.socket.command('chat.say', { text: 'second' }, op)).toMatchObject({ ok: false, code: 'op-reused' });
  expect(await tom.socket.command('hand.raise', { raised: true }, op)).toMatchObject({ ok: false, code: 'op-reused' });
  expect(await tom.socket.command('chat.say', { text: 'first' }, op)).toMatchObject({ ok: true });
});

test('a repeat is answered even where what it looked up has changed since', async () => {
  const { ana } = meeting;
  const op = newId();
  const { dimensions } = ana.socket.events.flatMap((event) =>
    event.kind === 'interview-started' ? [event.payload] : [],
  )[0] ?? {
    dimensions: [],
  };
  const mark = { round: 1, mark: newId(), dimension: dimensions[0] ?? '', markKind: 'strong' as const };
  const first = await ana.socket.command('mark.set', mark, op);
  expect(first.ok).toBe(true);
  await ana.act('mark.undo', { round: 1, mark: mark.mark });
  expect(await ana.socket.command('mark.set', mark, op)).toEqual(first);
});

test('a client that comes back gets the missing run, and a repeated join the same', async () => {
  const { ana, tom } = meeting;
  const head = (answer: typeof tom.joined) => answer.streams['room']?.head ?? 0;
  await tom.rejoin();
  const before = head(tom.joined);
  tom.socket.close();
  await ana.act('chat.say', { text: 'while you were out' });
  await ana.act('chat.say', { text: 'and again' });
  await tom.rejoin({ last: { room: before } });
  const part = tom.joined.streams['room'];
  const run = part && 'run' in part ? part.run : [];
  expect(run.map(({ seq }) => seq)).toEqual(run.map((_, index) => before + 1 + index));
  expect(JSON.stringify(run)).toContain('while you were out');
  expect(run.at(-1)?.seq).toBe(head(tom.joined));
  // A client that claims to know more than there is gets a snapshot, not silence.
  await tom.rejoin({ last: { room: head(tom.joined) + 1_000 } });
  expect(tom.joined.streams['room']).toHaveProperty('snapshot');
});
