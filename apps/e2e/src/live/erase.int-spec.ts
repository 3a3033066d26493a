import { notesDoc } from '@debrief/contracts';
import { DOC_ROOT, newId } from '@debrief/client';
import { eraseWords, verifySession } from '@debrief/server/live';
import type { TestApp } from '@debrief/server/platform/testing';
import * as Y from 'yjs';
import { lockable, meet } from '../support/meeting';
import { bootServer } from '../support/server';

let server: TestApp;
beforeAll(async () => {
  server = await bootServer();
});
afterAll(() => server.close());

const bodies = async (session: string): Promise<string> => {
  const rows: { payload: unknown; data: Buffer | null }[] = await server.dataSource.query(
    `select payload, data from live_log where session = $1`,
    [session],
  );
  return rows.map(({ payload, data }) => JSON.stringify(payload) + (data?.toString('latin1') ?? '')).join('\n');
};

test('erasing a person blanks their words and nobody else’s, and the rest stays provable', async () => {
  const { session, ana, tom } = await meet(server.url);
  await ana.act('brief.open', {});
  await ana.act('round.start', { round: 1 });
  await tom.act('chat.say', { text: 'tom-says-this' });
  await ana.act('chat.say', { text: 'ana-says-this' });
  await ana
    .act('mark.set', { round: 1, mark: newId(), dimension: 'scope', markKind: 'strong', words: 'ana-marks-this' })
    .catch(() => undefined);
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  text.insert(0, 'tom-types-this');
  paragraph.insert(0, [text]);
  doc.getXmlFragment(DOC_ROOT).insert(0, [paragraph]);
  const name = notesDoc(1);
  await tom.socket.ask('doc.open', [{ doc: name, stateVector: '', clientIds: [doc.clientID] }]);
  const pushed = await tom.socket.ask('doc.push', [
    { doc: name, update: Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64') },
  ]);
  expect(pushed).toMatchObject({ ok: true });
  await ana.act('scoring.start', { round: 1 });
  await ana.act('card.lock', { round: 1, card: lockable('estimation', 'ana-judges-this-way') });
  await tom.act('card.lock', { round: 1, card: lockable('estimation', 'tom-judges-this-way') });

  const before = await bodies(session);
  for (const words of [
    'tom-says-this',
    'ana-says-this',
    'tom-types-this',
    'tom-judges-this-way',
    'ana-judges-this-way',
  ])
    expect(before).toContain(words);
  expect(await eraseWords(server.dataSource, session, tom.participant)).toBeGreaterThan(3);
  const after = await bodies(session);
  for (const words of ['tom-says-this', 'tom-types-this', 'tom-judges-this-way']) expect(after).not.toContain(words);
  for (const words of ['ana-says-this', 'ana-judges-this-way']) expect(after).toContain(words);

  const verdict = await verifySession(server.dataSource, session);
  expect(verdict.faults).toEqual([]);
  expect(verdict.rewritten).toEqual(
    expect.arrayContaining([expect.stringMatching(/^room \d+$/), expect.stringMatching(/^self\./)]),
  );

  // The document keeps its shape: every state vector a client holds still fits.
  const rows: { data: Buffer }[] = await server.dataSource.query(
    `select data from live_log where session = $1 and doc = $2 order by seq`,
    [session, name],
  );
  const replayed = new Y.Doc();
  for (const { data } of rows) Y.applyUpdate(replayed, data);
  expect(Y.encodeStateVector(replayed)).toEqual(Y.encodeStateVector(doc));

  await server.dataSource.query(
    `update live_log set payload = jsonb_set(payload, '{text}', '"put in later"') where session = $1 and kind = 'chat-said' and participant = $2`,
    [session, ana.participant],
  );
  expect((await verifySession(server.dataSource, session)).faults).toEqual([
    expect.stringContaining('the body is not the one that was written'),
  ]);
  await server.dataSource.query(`delete from live_session where id = $1`, [session]);
});
