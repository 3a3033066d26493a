import { testDataSource } from '@debrief/server/platform/testing';
import { randomUUID } from 'node:crypto';
import * as Y from 'yjs';
import { DOC_ROOT } from './room-doc';
import { Rooms } from './rooms';

const [ANA, TOM] = [randomUUID(), randomUUID()];
const STREAM = `self.${ANA}`;
const NOTES = `r1.private.${ANA}`;
let database: Awaited<ReturnType<typeof testDataSource>>;
beforeAll(async () => (database = await testDataSource([])));
afterAll(async () => {
  // Its rows have no digests, and what tests leave behind is verified.
  await database.dataSource.query(`delete from live_session`);
  await database.close();
});
afterEach(() => jest.useRealTimers());

/** A session whose log holds `words`, one row each, in Ana's private notes; the next row can be made with `write`. */
const sessionOf = async (words: string[]) => {
  const session = randomUUID();
  const typist = new Y.Doc();
  const updates: Uint8Array[] = [];
  typist.on('update', (update: Uint8Array) => updates.push(update));
  const write = (word: string): Buffer => {
    const text = typist.getText(DOC_ROOT);
    text.insert(text.length, word);
    return Buffer.from(updates.at(-1) ?? []);
  };
  const query = (sql: string, values: unknown[]) => database.dataSource.query(sql, values);
  await query(
    `insert into live_session (id, format, type, length, mode, status, created_at)
     values ($1, 'swap', 'product-sense', 'long', 'stress', 'live', now())`,
    [session],
  );
  const store = async (seq: number, data: Buffer) => {
    await query(
      `insert into live_log (session, stream, seq, at, kind, doc, epoch, data, digest)
       values ($1, $5, $2, now(), 'doc', $3, 0, $4, '')`,
      [session, seq, NOTES, data, STREAM],
    );
    await query(
      `insert into live_stream (session, stream, last_seq, last_at, chain) values ($1, $3, $2, now(), '')
       on conflict (session, stream) do update set last_seq = excluded.last_seq`,
      [session, seq, STREAM],
    );
  };
  for (const [at, word] of words.entries()) await store(at + 1, write(word));
  return { session, clientId: typist.clientID, write, store };
};
const textOf = (doc: { doc: Y.Doc }): string => doc.doc.getText(DOC_ROOT).toJSON();

test('a document that nobody writes leaves memory; whoever writes next finds all of it, and snapshots are counted on', async () => {
  const { session, clientId, write, store } = await sessionOf(['late', 'ness ', 'by ', 'weekday']);
  const rooms = new Rooms(database.dataSource);
  const room = await rooms.get(session);
  const doc = await rooms.doc(room, NOTES);
  await rooms.claimClients(room, NOTES, [clientId], ANA);
  expect([textOf(doc), doc.seq, doc.sinceSnapshot]).toEqual(['lateness by weekday', 4, 4]);
  jest.useFakeTimers({
    now: Date.now() + 29_000,
    doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval'],
  });
  rooms.putAway(room);
  expect(room.docs.has(NOTES)).toBe(true);
  // Being asked for is being used.
  await rooms.doc(room, NOTES);
  jest.setSystemTime(Date.now() + 29_000);
  rooms.putAway(room);
  expect(room.docs.has(NOTES)).toBe(true);
  jest.setSystemTime(Date.now() + 2_000);
  rooms.putAway(room);
  expect(room.docs.has(NOTES)).toBe(false);
  expect(room.written.has(NOTES)).toBe(true);

  const again = await rooms.doc(room, NOTES);
  expect(again).not.toBe(doc);
  expect([textOf(again), again.seq, again.sinceSnapshot]).toEqual(['lateness by weekday', 4, 4]);
  const more = write(', twice');
  expect(again.push(more, ANA)).toMatchObject({ ok: true, changed: true });
  expect(again.push(more, TOM)).toMatchObject({ ok: false, code: 'foreign-client' });
  await store(5, more);
  again.stored(5);
  await rooms.snapshot(room, 5);
  jest.setSystemTime(Date.now() + 31_000);
  rooms.putAway(room);
  const third = await rooms.doc(room, NOTES);
  expect([textOf(third), third.seq, third.sinceSnapshot]).toEqual(['lateness by weekday, twice', 5, 0]);
});
