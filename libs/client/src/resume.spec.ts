import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import * as Y from 'yjs';
import { toBase64 } from './base64';
import { openKeepDb } from './keep-db';
import { createLive } from './live';
import { plainText } from './plain-text';
import { FakeRoom, FakeSocket, refusal } from './testing';

const SESSION = '00000000-0000-4000-8000-000000000001';
const pages: ReturnType<typeof createLive>[] = [];
/** A page of the one participant; the room outlives it. */
const load = (room: FakeRoom) => {
  const socket = new FakeSocket(room.answer);
  const live = createLive({ url: '', session: SESSION, socket });
  pages.push(live);
  return { socket, live };
};
/** However slow the machine is: only the test's own limit ends the waiting. */
const until = async (is: () => boolean | Promise<boolean>) => {
  while (!(await is())) await new Promise((later) => setTimeout(later, 5));
};
/** Rows in the storage of this browser. */
const stored = async () => {
  const db = await openKeepDb(() => undefined);
  const count = await db.count('rows');
  db.close();
  return count;
};
const write = (live: ReturnType<typeof createLive>, text: string) => {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(text)]);
  live.doc('r1.notes').get().doc.getXmlFragment('content').insert(0, [paragraph]);
};
const said = (room: FakeRoom) => room.log.flatMap((row) => (row.kind === 'chat-said' ? [row.payload.text] : []));

jest.setTimeout(60_000);
describe('a page after another', () => {
  beforeEach(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: new IDBFactory(), configurable: true, writable: true });
  });
  afterEach(() => {
    for (const page of pages.splice(0)) page.close();
  });

  /** One page goes without a network, is used, and ends. */
  const leave = async (room: FakeRoom) => {
    const { live, socket } = load(room);
    await until(() => live.get().status === 'live');
    live.doc('r1.notes');
    await until(() => live.doc('r1.notes').get().sync === 'saved');
    socket.cut();
    void live.send('chat.say', { text: 'said in the dark' });
    write(live, 'written in the dark');
    expect(live.get().unsent).toBe(2);
    return { live, socket };
  };

  it('sends what the first left, without being asked to open the document', async () => {
    const room = new FakeRoom();
    const { live } = await leave(room);
    live.close();
    await until(async () => (await stored()) === 2);
    const next = load(room);
    await until(() => said(room).length === 1 && room.pushes === 1 && next.live.get().unsent === 0);
    expect(said(room)).toEqual(['said in the dark']);
    expect(plainText('r1.notes', room.doc)).toBe('written in the dark');
    await until(async () => (await stored()) === 0);
    expect(room.ops).toHaveLength(1);
    expect(room.pushes).toBe(1);
  });

  it('sends it after the server has asked for a newer page, too', async () => {
    const room = new FakeRoom();
    const { live, socket } = await leave(room);
    socket.tell('refused', { code: 'old-contract' });
    expect(live.get()).toMatchObject({ status: 'closed', closed: 'old-contract', isKept: true });
    live.close();
    await until(async () => (await stored()) === 2);
    load(room);
    await until(() => said(room).length === 1 && room.pushes === 1);
    expect(plainText('r1.notes', room.doc)).toBe('written in the dark');
  });

  it('shows the words instead where there is no storage to keep them', async () => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true, writable: true });
    const { live, socket } = await leave(new FakeRoom());
    expect(live.get().isKept).toBe(false);
    socket.tell('refused', { code: 'old-contract' });
    expect(
      live
        .get()
        .unstored.map(({ text }) => text)
        .sort(),
    ).toEqual(['said in the dark', 'written in the dark']);
  });

  it('sends nothing for somebody who was removed', async () => {
    const room = new FakeRoom();
    const { live, socket } = await leave(room);
    await until(async () => (await stored()) === 2);
    socket.tell('closed', { code: 'kicked' });
    await until(async () => (await stored()) === 0);
    live.close();
    const next = load(room);
    await expect(next.live.send('chat.say', { text: 'back by mistake' })).resolves.toMatchObject({ ok: true });
    expect(said(room)).toEqual(['back by mistake']);
    expect(room.pushes).toBe(0);
  });

  it('shows refused words again until they are let go', async () => {
    const room = new FakeRoom();
    const { live } = await leave(room);
    live.close();
    await until(async () => (await stored()) === 2);
    room.fate = (kind) => (kind === 'doc.push' || kind === 'chat.say' ? refusal('ended', 'Over.') : undefined);
    const second = load(room);
    await until(async () => second.live.get().unstored.length === 2 && (await stored()) === 2);
    second.live.close();
    const third = load(room);
    await until(() => third.live.get().unstored.length === 2);
    for (const { id } of third.live.get().unstored) third.live.forgetUnstored(id);
    expect(third.live.get().unstored).toEqual([]);
    await until(async () => (await stored()) === 0);
  });

  it('sends what a page of the first contract kept in its own way, under the ids that made it', async () => {
    const room = new FakeRoom();
    const [host, guest] = [new Y.Doc(), new Y.Doc()];
    const line = (doc: Y.Doc, text: string) => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(text)]);
      doc.getXmlFragment('content').insert(doc.getXmlFragment('content').length, [paragraph]);
    };
    line(host, 'theirs');
    Y.applyUpdate(room.doc, Y.encodeStateAsUpdate(host));
    Y.applyUpdate(guest, Y.encodeStateAsUpdate(host));
    line(guest, 'mine, unsent');
    const kept = new Map([
      [
        `debrief:outbox:${SESSION}:${room.participant}`,
        JSON.stringify([{ op: room.participant, kind: 'chat.say', input: { text: 'said before' } }]),
      ],
      [
        `debrief:doc:${SESSION}:r1.notes`,
        JSON.stringify({ clientIds: [guest.clientID], update: toBase64(Y.encodeStateAsUpdate(guest)) }),
      ],
      [`debrief:draft:${SESSION}:1`, JSON.stringify({ overall: 'yes' })],
      ['debrief:draft:another:1', '{}'],
      [`debrief:invite:${SESSION}`, 'not JSON, and not of this'],
    ]);
    Object.defineProperty(globalThis, 'sessionStorage', {
      configurable: true,
      value: {
        get length() {
          return kept.size;
        },
        key: (n: number) => [...kept.keys()][n] ?? null,
        getItem: (name: string) => kept.get(name) ?? null,
        removeItem: (name: string) => void kept.delete(name),
      },
    });
    const { live, socket } = load(room);
    await until(() => said(room).length === 1 && room.pushes === 1);
    expect(plainText('r1.notes', room.doc)).toBe('theirs\nmine, unsent');
    const push = socket.sent.find(({ kind }) => kind === 'doc.push')?.body as { update: string };
    const authors = Y.decodeUpdate(Buffer.from(push.update, 'base64')).structs.map(({ id }) => id.client);
    expect(new Set(authors)).toEqual(new Set([guest.clientID]));
    expect(await live.keptCard(1).read()).toMatchObject({ card: { overall: 'yes' } });
    expect([...kept.keys()]).toEqual(['debrief:draft:another:1', `debrief:invite:${SESSION}`]);
    Reflect.deleteProperty(globalThis, 'sessionStorage');
  });
});
