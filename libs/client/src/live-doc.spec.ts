import { MAX_UPDATE } from '@debrief/contracts';
import * as Y from 'yjs';
import { toBase64 } from './base64';
import { DocLink, type LiveDoc } from './live-doc';
import { DOC_ROOT, plainText } from './plain-text';
import { type Kept } from './keep';
import { FakeRoom, FakeSocket, refusal } from './testing';
import { type Unstored } from './unstored';

const write = (doc: LiveDoc, text: string) => {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(text)]);
  const root = doc.get().doc.getXmlFragment(DOC_ROOT);
  root.insert(root.length, [paragraph]);
};
const wiringOf = (socket: FakeSocket, mayWrite = true) => {
  const unstored: Omit<Unstored, 'id'>[] = [];
  const kept = new Map<string, unknown>();
  const keep = {
    add: (kind: string, name: string, body: unknown) => {
      const id = `${kind}|${name}|${kept.size}`;
      kept.set(id, body);
      return { id, written: Promise.resolve() };
    },
    remove: (ids: readonly string[]) => ids.forEach((id) => kept.delete(id)),
  };
  return {
    wiring: {
      socket,
      keep,
      now: () => 1,
      mayWrite: () => mayWrite,
      mayRead: () => true,
      onUnstored: (one: Omit<Unstored, 'id'>) => unstored.push(one),
    },
    unstored,
    kept,
  };
};
/** What a page that was closed has left in the storage. */
const leftIn = (kept: Map<string, unknown>): Kept[] =>
  [...kept].map(([id, body]) => ({ id, kind: 'edit', name: 'r1.notes', at: 0, body }));
const begin = async (mayWrite = true) => {
  const room = new FakeRoom();
  const socket = new FakeSocket(room.answer);
  const { wiring, unstored } = wiringOf(socket, mayWrite);
  const doc = new DocLink('r1.notes', { ...wiring, now: () => 42 });
  socket.on('log', ({ events }) => events.forEach((event) => event.kind === 'doc' && doc.applyRow(event.data)));
  await doc.open();
  return { room, socket, doc, unstored };
};
const serverText = (room: FakeRoom) => plainText('r1.notes', room.doc);

describe('DocLink', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('sends the first edit at once with what comes in the same moment, and the next ones together 50 ms later', async () => {
    const { room, doc } = await begin();
    write(doc, 'one');
    write(doc, 'two');
    expect(doc.get().sync).toBe('saving');
    await jest.advanceTimersByTimeAsync(1);
    expect(room.pushes).toBe(1);
    expect(serverText(room)).toBe('one\ntwo');
    expect(doc.get()).toMatchObject({ sync: 'saved', savedAt: 42 });
    write(doc, 'three');
    await jest.advanceTimersByTimeAsync(20);
    write(doc, 'four');
    await jest.advanceTimersByTimeAsync(20);
    expect(room.pushes).toBe(1);
    await jest.advanceTimersByTimeAsync(20);
    expect(room.pushes).toBe(2);
    expect(serverText(room)).toBe('one\ntwo\nthree\nfour');
    expect(doc.get().sync).toBe('saved');
  });

  it('sends what was written while a push was on its way 50 ms after that one, however long its answer takes', async () => {
    const { room, socket, doc } = await begin();
    const answers: (() => void)[] = [];
    const { request } = socket;
    socket.request = (kind, body, within) =>
      kind === 'doc.push'
        ? new Promise((resolve) => answers.push(() => void request.call(socket, kind, body, within).then(resolve)))
        : request.call(socket, kind, body, within);
    write(doc, 'one');
    await jest.advanceTimersByTimeAsync(1);
    write(doc, 'two');
    await jest.advanceTimersByTimeAsync(200);
    expect(answers).toHaveLength(1);
    answers[0]?.();
    await jest.advanceTimersByTimeAsync(1);
    expect(answers).toHaveLength(2);
    answers[1]?.();
    await jest.advanceTimersByTimeAsync(1);
    expect(serverText(room)).toBe('one\ntwo');
    expect(doc.get().sync).toBe('saved');
  });

  it('puts what is written without a connection into the storage at most every 50 ms', async () => {
    const room = new FakeRoom();
    const { wiring, kept } = wiringOf(new FakeSocket(room.answer));
    const doc = new DocLink('r1.notes', wiring);
    for (let n = 0; n < 50; n++) {
      write(doc, `${n}`);
      await jest.advanceTimersByTimeAsync(10);
    }
    expect(kept.size).toBeGreaterThan(2);
    expect(kept.size).toBeLessThanOrEqual(11);
  });

  it('sends one difference after a join, edits made without a connection included', async () => {
    const { room, socket, doc } = await begin();
    write(doc, 'before');
    await jest.advanceTimersByTimeAsync(50);
    socket.cut();
    doc.down();
    write(doc, 'in the dark');
    write(doc, 'still dark');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(doc.get().sync).toBe('offline');
    socket.mend();
    doc.joined(room.docAnswer(doc.claim().stateVector), doc.claim().clientIds);
    await jest.advanceTimersByTimeAsync(100);
    expect(room.pushes).toBe(2);
    expect(serverText(room)).toBe('before\nin the dark\nstill dark');
    expect(doc.get().sync).toBe('saved');
  });

  it('owes only its own changes, also when a row of somebody else overtook the answer to the join', async () => {
    const { room, socket, doc } = await begin();
    socket.cut();
    doc.down();
    write(doc, 'mine');
    socket.mend();
    const answer = room.docAnswer(doc.claim().stateVector);
    const other = new Y.Doc();
    other.getXmlFragment(DOC_ROOT).insert(0, [new Y.XmlElement('paragraph')]);
    doc.applyRow(toBase64(Y.encodeStateAsUpdate(other)));
    doc.joined(answer, doc.claim().clientIds);
    await jest.advanceTimersByTimeAsync(100);
    const { update } = socket.sent.at(-1)?.body as { update: string };
    const authors = Y.decodeUpdate(Buffer.from(update, 'base64')).structs.map(({ id }) => id.client);
    expect(new Set(authors)).toEqual(new Set([doc.get().doc.clientID]));
  });

  it('names its client id before it writes, where a join answered for a document it had not named', async () => {
    const room = new FakeRoom();
    const socket = new FakeSocket(room.answer);
    const doc = new DocLink('r1.notes', wiringOf(socket).wiring);
    doc.joined(room.docAnswer(''), []);
    write(doc, 'first');
    await jest.advanceTimersByTimeAsync(200);
    expect(socket.sent.map(({ kind }) => kind)).toEqual(['doc.open', 'doc.push']);
    expect(serverText(room)).toBe('first');
  });

  it('sends a push again, as a difference, when its answer was lost', async () => {
    const { room, socket, doc } = await begin();
    let lose = true;
    room.fate = (kind) => (kind === 'doc.push' && lose ? 'silence' : undefined);
    write(doc, 'once');
    await jest.advanceTimersByTimeAsync(60);
    write(doc, 'twice');
    lose = false;
    socket.cut();
    doc.down();
    socket.mend();
    await jest.advanceTimersByTimeAsync(0);
    doc.joined(room.docAnswer(doc.claim().stateVector), doc.claim().clientIds);
    await jest.advanceTimersByTimeAsync(200);
    expect(serverText(room)).toBe('once\ntwice');
    expect(doc.get().sync).toBe('saved');
  });

  it('carries edits over a reload without a connection, under the client ids that made them', async () => {
    const room = new FakeRoom();
    const socket = new FakeSocket(room.answer);
    const { wiring, kept } = wiringOf(socket);
    const before = new DocLink('r1.notes', wiring);
    await before.open();
    write(before, 'confirmed');
    await jest.advanceTimersByTimeAsync(100);
    expect(kept.size).toBe(0);
    socket.cut();
    before.down();
    write(before, 'in the dark');
    await jest.advanceTimersByTimeAsync(100);
    write(before, 'the last word');
    const [author] = before.claim().clientIds;
    before.destroy();
    socket.mend();
    const after = new DocLink('r1.notes', wiring);
    after.adopt(leftIn(kept));
    expect(after.claim().clientIds).toContain(author);
    await after.open();
    await jest.advanceTimersByTimeAsync(100);
    expect(serverText(room)).toBe('confirmed\nin the dark\nthe last word');
    expect(after.get().sync).toBe('saved');
    expect(kept.size).toBe(0);
  });

  it('takes over what another tab left while it writes itself, and nothing comes twice', async () => {
    const room = new FakeRoom();
    const gone = new FakeSocket(room.answer);
    const left = wiringOf(gone);
    const closed = new DocLink('r1.notes', left.wiring);
    await closed.open();
    room.fate = (kind) => (kind === 'doc.push' ? 'silence' : undefined);
    write(closed, 'stored, but the ack was lost');
    await jest.advanceTimersByTimeAsync(60);
    gone.cut();
    closed.down();
    write(closed, 'never sent');
    closed.destroy();
    room.fate = () => undefined;
    const socket = new FakeSocket(room.answer);
    const { wiring } = wiringOf(socket);
    const doc = new DocLink('r1.notes', wiring);
    await doc.open();
    write(doc, 'mine');
    doc.adopt(leftIn(left.kept));
    await jest.advanceTimersByTimeAsync(200);
    expect(serverText(room).split('\n').sort()).toEqual(['mine', 'never sent', 'stored, but the ack was lost']);
    expect(doc.isUnsent).toBe(false);
  });

  it('sends what outgrew one frame in pieces, in order', async () => {
    const { room, socket, doc } = await begin();
    socket.cut();
    doc.down();
    const line = 'x'.repeat(15_000);
    for (let n = 0; n < 12; n++) {
      write(doc, `${n} ${line}`);
      await jest.advanceTimersByTimeAsync(100);
    }
    socket.mend();
    doc.joined(room.docAnswer(doc.claim().stateVector), doc.claim().clientIds);
    await jest.advanceTimersByTimeAsync(500);
    const sizes = socket.sent.flatMap(({ kind, body }) =>
      kind === 'doc.push' ? [Buffer.from((body as { update: string }).update, 'base64').length] : [],
    );
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_UPDATE);
    expect(serverText(room)).toBe(plainText('r1.notes', doc.get().doc));
    expect(doc.get().sync).toBe('saved');
  });

  it('opens again when the rules have moved after a refusal', async () => {
    const room = new FakeRoom();
    room.fate = (kind) => (kind === 'doc.open' ? refusal('forbidden', 'Not yours.') : undefined);
    const doc = new DocLink('r1.notes', wiringOf(new FakeSocket(room.answer)).wiring);
    await doc.open();
    expect(doc.get().isWritable).toBe(false);
    room.fate = () => undefined;
    doc.refreshAccess();
    await jest.advanceTimersByTimeAsync(0);
    expect(doc.get().isWritable).toBe(true);
    doc.destroy();
  });

  it('shows the words that were left when the document is not to be read any more', async () => {
    const room = new FakeRoom();
    const socket = new FakeSocket(room.answer);
    const left = wiringOf(socket);
    const closed = new DocLink('r1.notes', left.wiring);
    await closed.open();
    socket.cut();
    closed.down();
    write(closed, 'what I wrote');
    closed.destroy();
    socket.mend();
    room.fate = (kind) => (kind === 'doc.open' ? refusal('forbidden', 'Not yours.') : undefined);
    const { wiring, unstored } = wiringOf(socket);
    const doc = new DocLink('r1.notes', wiring);
    doc.adopt(leftIn(left.kept));
    await doc.open();
    expect(unstored).toMatchObject([{ from: 'r1.notes', text: 'what I wrote', problem: { code: 'forbidden' } }]);
    expect(doc.isUnsent).toBe(false);
  });

  it('opens the document again when the server was too busy to answer', async () => {
    const room = new FakeRoom();
    const socket = new FakeSocket(room.answer);
    const fates = [refusal('unavailable')];
    room.fate = (kind) => (kind === 'doc.open' ? fates.shift() : undefined);
    const doc = new DocLink('r1.notes', wiringOf(socket).wiring);
    await doc.open();
    expect(doc.get().sync).toBe('opening');
    await jest.advanceTimersByTimeAsync(400);
    expect(doc.get()).toMatchObject({ sync: 'saved', isWritable: true });
  });

  it('keeps the words of a refused edit, and goes on with what the server has', async () => {
    const { room, doc, unstored } = await begin();
    write(doc, 'accepted');
    await jest.advanceTimersByTimeAsync(60);
    const before = doc.get().doc;
    room.fate = (kind) => (kind === 'doc.push' ? refusal('ended', 'Scoring has begun.') : undefined);
    write(doc, 'too late');
    await jest.advanceTimersByTimeAsync(60);
    expect(unstored).toMatchObject([{ from: 'r1.notes', text: 'accepted\ntoo late', problem: { code: 'ended' } }]);
    expect(doc.get().doc).not.toBe(before);
    expect(plainText('r1.notes', doc.get().doc)).toBe('accepted');
    expect(doc.isUnsent).toBe(false);
  });

  it('repairs a gap once by reading the document again', async () => {
    const { room, doc, unstored } = await begin();
    const fates = [refusal('gap')];
    room.fate = (kind) => (kind === 'doc.push' ? fates.shift() : undefined);
    write(doc, 'kept');
    await jest.advanceTimersByTimeAsync(500);
    expect(serverText(room)).toBe('kept');
    expect(doc.get().sync).toBe('saved');
    expect(unstored).toEqual([]);
  });

  it('is not writable when the rules say so', async () => {
    const { doc } = await begin(false);
    expect(doc.get().isWritable).toBe(false);
  });

  it('shows the caret of others under the participant the server names, and drops it with their connection', async () => {
    const { doc } = await begin();
    const forged = JSON.stringify({ user: { participant: 'somebody-else' }, cursor: 1 });
    doc.applyPresence({ participant: 'ana', clientId: 77, state: forged });
    expect(doc.get().awareness.getStates().get(77)).toMatchObject({ user: { participant: 'ana' }, cursor: 1 });
    doc.keepCarets(new Set(['tom']));
    expect(doc.get().awareness.getStates().has(77)).toBe(false);
  });

  it('moves its own caret at most ten times a second', async () => {
    const { socket, doc } = await begin();
    for (let n = 0; n < 50; n++) {
      doc.get().awareness.setLocalStateField('cursor', n);
      await jest.advanceTimersByTimeAsync(10);
    }
    expect(socket.relayed.length).toBeGreaterThan(2);
    expect(socket.relayed.length).toBeLessThanOrEqual(6);
  });

  it('applies rows of others', async () => {
    const { doc } = await begin();
    const other = new Y.Doc();
    other.getXmlFragment(DOC_ROOT).insert(0, [new Y.XmlElement('paragraph')]);
    doc.applyRow(toBase64(Y.encodeStateAsUpdate(other)));
    expect(doc.get().doc.getXmlFragment(DOC_ROOT).length).toBe(1);
    expect(doc.get().sync).toBe('saved');
  });
});
