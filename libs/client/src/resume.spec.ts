import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import * as Y from 'yjs';
import { createLive } from './live';
import { plainText } from './live-doc';
import { FakeRoom, FakeSocket } from './testing';

const SESSION = '00000000-0000-4000-8000-000000000001';
const pages: ReturnType<typeof createLive>[] = [];
/** A page of the one participant; the room outlives it. */
const load = (room: FakeRoom) => {
  const socket = new FakeSocket(room.answer);
  const live = createLive({ url: '', session: SESSION, socket });
  pages.push(live);
  return { socket, live };
};
const until = async (is: () => boolean) => {
  for (let n = 0; n < 200 && !is(); n++) await new Promise((later) => setTimeout(later, 5));
  expect(is()).toBe(true);
};
const write = (live: ReturnType<typeof createLive>, text: string) => {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(text)]);
  live.doc('r1.notes').get().doc.getXmlFragment('content').insert(0, [paragraph]);
};
const said = (room: FakeRoom) => room.log.flatMap((row) => (row.kind === 'chat-said' ? [row.payload.text] : []));

describe('a page after another', () => {
  beforeEach(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: new IDBFactory(), configurable: true, writable: true });
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) page.close();
    await new Promise((later) => setTimeout(later, 20));
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
    await new Promise((later) => setTimeout(later, 20));
    const next = load(room);
    await until(() => said(room).length === 1 && room.pushes === 1 && next.live.get().unsent === 0);
    expect(said(room)).toEqual(['said in the dark']);
    expect(plainText('r1.notes', room.doc)).toBe('written in the dark');
    next.live.close();
    await new Promise((later) => setTimeout(later, 20));
    const third = load(room);
    await until(() => third.live.get().status === 'live');
    await new Promise((later) => setTimeout(later, 50));
    expect(room.ops).toHaveLength(1);
    expect(room.pushes).toBe(1);
  });

  it('sends it after the server has asked for a newer page, too', async () => {
    const room = new FakeRoom();
    const { live, socket } = await leave(room);
    await new Promise((later) => setTimeout(later, 80));
    socket.tell('refused', { code: 'old-contract' });
    expect(live.get()).toMatchObject({ status: 'closed', closed: 'old-contract', isKept: true });
    live.close();
    await new Promise((later) => setTimeout(later, 20));
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
    await new Promise((later) => setTimeout(later, 80));
    socket.tell('closed', { code: 'kicked' });
    await new Promise((later) => setTimeout(later, 20));
    live.close();
    const next = load(room);
    await until(() => next.live.get().status === 'live');
    await new Promise((later) => setTimeout(later, 50));
    expect(room.ops).toEqual([]);
    expect(room.pushes).toBe(0);
  });

  it('shows refused words again until they are let go', async () => {
    const room = new FakeRoom();
    const { live } = await leave(room);
    live.close();
    await new Promise((later) => setTimeout(later, 20));
    room.fate = (kind) =>
      kind === 'doc.push' || kind === 'chat.say'
        ? { ok: false, code: 'ended', message: 'Over.', requestId: '', retryable: false }
        : undefined;
    const second = load(room);
    await until(() => second.live.get().unstored.length === 2);
    second.live.close();
    await new Promise((later) => setTimeout(later, 20));
    const third = load(room);
    await until(() => third.live.get().unstored.length === 2);
    for (const { id } of third.live.get().unstored) third.live.forgetUnstored(id);
    third.live.close();
    await new Promise((later) => setTimeout(later, 20));
    const fourth = load(room);
    await until(() => fourth.live.get().status === 'live');
    await new Promise((later) => setTimeout(later, 50));
    expect(fourth.live.get().unstored).toEqual([]);
  });
});
