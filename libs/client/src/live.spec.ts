import { emptyRoom, emptySelf } from '@debrief/live-core';
import { createLive } from './live';
import { plainText } from './plain-text';
import { FakeRoom, FakeSocket, refusal } from './testing';
import * as Y from 'yjs';

const SESSION = '00000000-0000-4000-8000-000000000001';
const tick = () => jest.advanceTimersByTimeAsync(0);
const begin = async () => {
  const room = new FakeRoom();
  const socket = new FakeSocket(room.answer);
  const live = createLive({ url: '', session: SESSION, socket });
  await tick();
  return { room, socket, live };
};
const texts = (live: ReturnType<typeof createLive>) => live.get().room.chat.map(({ text }) => text);

describe('createLive', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('joins, folds the missing run and is live', async () => {
    const room = new FakeRoom();
    room.say('before');
    const live = createLive({ url: '', session: SESSION, socket: new FakeSocket(room.answer) });
    expect(live.get().status).toBe('connecting');
    await tick();
    expect(live.get()).toMatchObject({ status: 'live', admitted: true, participant: room.participant });
    expect(texts(live)).toEqual(['before']);
    live.close();
  });

  it('tells listeners what happens now, and nothing of the past that a join brings', async () => {
    const room = new FakeRoom();
    room.say('before');
    const socket = new FakeSocket(room.answer);
    const live = createLive({ url: '', session: SESSION, socket });
    const told: number[] = [];
    live.onEvent(({ seq }) => told.push(seq));
    await tick();
    expect(texts(live)).toEqual(['before']);
    socket.tell('log', { events: [room.say('now')] });
    expect(texts(live)).toEqual(['before', 'now']);
    expect(told).toEqual([2]);
    live.close();
  });

  it('folds its own commands from the log like everybody else’s, once', async () => {
    const { live } = await begin();
    await expect(live.send('chat.say', { text: 'mine' })).resolves.toMatchObject({ ok: true });
    expect(texts(live)).toEqual(['mine']);
    expect(live.get().pending).toEqual([]);
    live.close();
  });

  it('asks for what a lost frame held', async () => {
    const { room, socket, live } = await begin();
    room.say('lost');
    socket.tell('log', { events: [room.say('heard')] });
    expect(texts(live)).toEqual([]);
    await jest.advanceTimersByTimeAsync(150);
    expect(texts(live)).toEqual(['lost', 'heard']);
    live.close();
  });

  it('finds a lost last frame by the head', async () => {
    const { room, socket, live } = await begin();
    room.say('last');
    socket.tell('head', { stream: 'room', seq: 1 });
    await jest.advanceTimersByTimeAsync(150);
    expect(texts(live)).toEqual(['last']);
    live.close();
  });

  it('takes a snapshot in place of a run, and goes on from there', async () => {
    const { room, socket, live } = await begin();
    room.say('one');
    room.say('two');
    const chat = [{ participant: room.participant, text: 'from the snapshot', at: 0 }];
    const snapshot = { ...live.get().room, chat };
    socket.cut();
    const answer = room.answer;
    const withSnapshot = (kind: string, body: never, on: FakeSocket) =>
      kind === 'join'
        ? { ...(answer(kind, body, on) as object), streams: { room: { head: 2, snapshot } } }
        : answer(kind, body, on);
    Object.assign(socket, { answer: withSnapshot });
    socket.mend();
    await tick();
    expect(texts(live)).toEqual(['from the snapshot']);
    socket.tell('log', { events: [room.say('three')] });
    expect(texts(live)).toEqual(['from the snapshot', 'three']);
    live.close();
  });

  it('does not go back to a snapshot that a later row has overtaken', async () => {
    const room = new FakeRoom();
    const answer = room.answer;
    const socket: FakeSocket = new FakeSocket(async (kind, body, on) => {
      if (kind !== 'join') return answer(kind, body, on);
      const streams = {
        room: { head: 0, snapshot: emptyRoom() },
        [`self.${room.participant}`]: { head: 0, snapshot: emptySelf() },
      };
      // Written, and sent to whoever listens already, after the answer was made and before it arrives.
      socket.tell('log', { events: [room.say('overtook')] });
      return { ...(answer(kind, body, on) as object), streams };
    });
    const live = createLive({ url: '', session: SESSION, socket });
    await tick();
    expect(live.get().status).toBe('live');
    expect(texts(live)).toEqual(['overtook']);
    live.close();
  });

  it('asks again for a lost row when nobody answers', async () => {
    const { room, socket, live } = await begin();
    room.say('last');
    socket.muted = true;
    socket.tell('head', { stream: 'room', seq: 1 });
    await jest.advanceTimersByTimeAsync(5_000);
    socket.muted = false;
    await jest.advanceTimersByTimeAsync(6_000);
    expect(texts(live)).toEqual(['last']);
    live.close();
  });

  it('says what is pending while the connection is lost, and sends it with the same op when it is back', async () => {
    const { room, socket, live } = await begin();
    socket.cut();
    const sent = live.send('chat.say', { text: 'kept' });
    await tick();
    expect(live.get()).toMatchObject({
      status: 'reconnecting',
      pending: [{ kind: 'chat.say', input: { text: 'kept' } }],
    });
    const [op] = live.get().pending.map((pending) => pending.op);
    socket.mend();
    await expect(sent).resolves.toMatchObject({ ok: true });
    expect(room.ops).toEqual([op]);
    live.close();
  });

  it('calls a long absence offline', async () => {
    const { socket, live } = await begin();
    socket.cut();
    await jest.advanceTimersByTimeAsync(15_000);
    expect(live.get().status).toBe('offline');
    socket.mend();
    await tick();
    expect(live.get()).toMatchObject({ status: 'live', downSince: null });
    live.close();
  });

  it('is closed for good when the server says so', async () => {
    const { socket, live } = await begin();
    socket.muted = true;
    const sent = live.send('chat.say', { text: 'too late' });
    socket.tell('closed', { code: 'kicked' });
    expect(live.get()).toMatchObject({ status: 'closed', closed: 'kicked' });
    await expect(sent).resolves.toMatchObject({ ok: false });
    expect(socket.isClosed).toBe(true);
    await expect(live.send('chat.say', { text: 'later' })).resolves.toMatchObject({ ok: false });
  });

  it('shows why a join is refused', async () => {
    const room = new FakeRoom();
    room.fate = (kind) => (kind === 'join' ? refusal('forbidden', 'This session is not yours.') : undefined);
    const live = createLive({ url: '', session: SESSION, socket: new FakeSocket(room.answer) });
    await tick();
    expect(live.get()).toMatchObject({ status: 'closed', closed: { code: 'forbidden' } });
  });

  it('carries edits made in the dark over a new connection as one difference', async () => {
    const { room, socket, live } = await begin();
    const notes = live.doc('r1.notes');
    await tick();
    const root = notes.get().doc.getXmlFragment('content');
    socket.cut();
    root.insert(0, [new Y.XmlElement('paragraph')]);
    await jest.advanceTimersByTimeAsync(500);
    root.insert(1, [new Y.XmlElement('paragraph')]);
    socket.mend();
    await jest.advanceTimersByTimeAsync(200);
    expect(room.pushes).toBe(1);
    expect(room.doc.getXmlFragment('content').length).toBe(2);
    expect(plainText('r1.notes', room.doc)).toBe('\n');
    expect(notes.get().sync).toBe('saved');
    live.close();
  });

  it('shows at once what was held behind an own edit until its ack came', async () => {
    const room = new FakeRoom();
    const socket: FakeSocket = new FakeSocket((kind, body, on) => {
      if (kind !== 'doc.push') return room.answer(kind, body, on);
      // As the server does: the author of an edit is sent no frame of it, and a frame may overtake the ack.
      const frames = new FakeSocket(room.answer);
      const answer = room.answer(kind, body, frames);
      socket.tell('log', { events: [room.say('behind the edit')] });
      return answer;
    });
    const live = createLive({ url: '', session: SESSION, socket });
    await tick();
    const notes = live.doc('r1.notes');
    await tick();
    notes
      .get()
      .doc.getXmlFragment('content')
      .insert(0, [new Y.XmlElement('paragraph')]);
    for (let wait = 0; wait < 40 && room.pushes === 0; wait += 1) await jest.advanceTimersByTimeAsync(25);
    await tick();
    expect(room.pushes).toBe(1);
    expect(texts(live)).toEqual(['behind the edit']);
    live.close();
  });

  it('knocks again until the host has opened', async () => {
    const room = new FakeRoom();
    let admitted = false;
    const socket = new FakeSocket((kind, body, on) =>
      kind === 'join' && !admitted
        ? { ok: true, now: 0, participant: room.participant, admitted, people: [], streams: {}, docs: {} }
        : room.answer(kind, body, on),
    );
    const live = createLive({ url: '', session: SESSION, socket });
    await tick();
    expect(live.get()).toMatchObject({ status: 'live', admitted: false });
    admitted = true;
    await jest.advanceTimersByTimeAsync(4_100);
    expect(live.get().admitted).toBe(true);
    live.close();
  });

  it('leaves no timer behind', async () => {
    const { live } = await begin();
    live.doc('r1.notes');
    await jest.advanceTimersByTimeAsync(1_000);
    live.close();
    await tick();
    expect(jest.getTimerCount()).toBe(0);
  });
});
