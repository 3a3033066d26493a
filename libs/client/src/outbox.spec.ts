import { type Ack } from '@debrief/contracts';
import { type Kept, type Kind } from './keep';
import { Outbox } from './outbox';
import { FakeRoom, FakeSocket, refusal } from './testing';
import { type Unstored } from './unstored';

const OP = '00000000-0000-4000-8000-00000000000b';

const settle = () => jest.advanceTimersByTimeAsync(0);
const begin = () => {
  const room = new FakeRoom();
  const socket = new FakeSocket(room.answer);
  const kept = new Map<string, Kept>();
  const keep = {
    add: (kind: Kind, name: string, body: unknown) => {
      const id = String(kept.size);
      kept.set(id, { id, kind, name, at: Date.now(), body });
      return { id, written: Promise.resolve() };
    },
    remove: (ids: readonly string[]) => ids.forEach((id) => kept.delete(id)),
  };
  const unstored: Omit<Unstored, 'id'>[] = [];
  const outbox = new Outbox(
    socket,
    keep,
    () => undefined,
    (one) => unstored.push(one),
  );
  return { room, socket, outbox, kept, keep, unstored };
};

describe('Outbox', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('sends in the order given, one at a time', async () => {
    const { room, outbox } = begin();
    outbox.start();
    const acks: Ack[] = [];
    for (const text of ['a', 'b', 'c']) void outbox.add('chat.say', { text }).then((ack) => acks.push(ack));
    await settle();
    expect(room.log.map((row) => row.kind === 'chat-said' && row.payload.text)).toEqual(['a', 'b', 'c']);
    expect(acks).toHaveLength(3);
  });

  it('sends the same op again after five silent seconds', async () => {
    const { room, outbox } = begin();
    outbox.start();
    let silent = true;
    room.fate = (kind) => (kind === 'chat.say' && silent ? 'silence' : undefined);
    const done = outbox.add('chat.say', { text: 'once' });
    await settle();
    silent = false;
    await jest.advanceTimersByTimeAsync(5_000);
    await expect(done).resolves.toMatchObject({ ok: true });
    expect(room.ops).toHaveLength(2);
    expect(new Set(room.ops).size).toBe(1);
    expect(room.log).toHaveLength(1);
  });

  it('keeps what waits through a cut and sends it with the same op', async () => {
    const { room, socket, outbox } = begin();
    outbox.start();
    room.fate = (kind) => (kind === 'chat.say' ? 'silence' : undefined);
    const first = outbox.add('chat.say', { text: 'one' });
    const second = outbox.add('chat.say', { text: 'two' });
    await settle();
    socket.cut();
    outbox.pause();
    await settle();
    room.fate = () => undefined;
    socket.mend();
    outbox.start();
    await settle();
    await expect(Promise.all([first, second])).resolves.toMatchObject([{ ok: true }, { ok: true }]);
    expect(new Set(room.ops).size).toBe(2);
    expect(room.log).toHaveLength(2);
  });

  it('waits out a refusal that may pass and gives a final one back', async () => {
    const { room, outbox } = begin();
    outbox.start();
    const fates = [refusal('too-many'), refusal('too-many'), undefined, refusal('not-now', 'Later.')];
    room.fate = () => fates.shift();
    const first = outbox.add('chat.say', { text: 'one' });
    const second = outbox.add('chat.say', { text: 'two' });
    await jest.advanceTimersByTimeAsync(2_000);
    await expect(first).resolves.toMatchObject({ ok: true });
    await expect(second).resolves.toMatchObject({ ok: false, code: 'not-now', message: 'Later.' });
  });

  it('sends what a reload left behind, first, and forgets it then', async () => {
    const before = begin();
    before.outbox.start();
    before.socket.muted = true;
    void before.outbox.add('chat.say', { text: 'before' });
    await settle();
    before.outbox.stop();
    const after = begin();
    for (const [id, row] of before.kept) after.kept.set(`left ${id}`, { ...row, id: `left ${id}` });
    const left = [...after.kept.values()];
    void after.outbox.add('chat.say', { text: 'after' });
    after.outbox.adopt(left);
    after.outbox.start();
    await settle();
    expect(after.room.log.map((row) => row.kind === 'chat-said' && row.payload.text)).toEqual(['before', 'after']);
    expect(after.kept.size).toBe(0);
  });

  it('is on the disk before it is on the wire, and does not wait for a disk that hangs', async () => {
    const { room, outbox, keep } = begin();
    let written = () => undefined as void;
    keep.add = () => ({ id: 'slow', written: new Promise((resolve) => (written = resolve)) });
    outbox.start();
    const first = outbox.add('chat.say', { text: 'slow disk' });
    await jest.advanceTimersByTimeAsync(50);
    expect(room.ops).toEqual([]);
    written();
    await expect(first).resolves.toMatchObject({ ok: true });
    const second = outbox.add('chat.say', { text: 'dead disk' });
    await jest.advanceTimersByTimeAsync(100);
    await expect(second).resolves.toMatchObject({ ok: true });
  });

  it('keeps the rows of a connection that is closed, for the page after it', async () => {
    const { outbox, kept } = begin();
    const sent = outbox.add('chat.say', { text: 'later' });
    outbox.close(refusal('unavailable'));
    await expect(sent).resolves.toMatchObject({ ok: false });
    expect(kept.size).toBe(1);
  });

  it('hands over the words of what was left behind and refused', async () => {
    const { room, outbox, unstored, kept } = begin();
    room.fate = () => refusal('ended', 'The session has ended.');
    outbox.adopt([
      { id: 'a', kind: 'command', name: '', at: Date.now(), body: { op: OP, kind: 'chat.say', input: { text: 'so' } } },
    ]);
    outbox.start();
    await settle();
    expect(unstored).toMatchObject([{ from: 'chat.say', text: 'so', problem: { code: 'ended' } }]);
    expect(kept.size).toBe(0);
  });

  it('hands over the words of a command that this version does not know', async () => {
    const { room, outbox, unstored } = begin();
    outbox.start();
    outbox.adopt([
      { id: 'a', kind: 'command', name: '', at: 0, body: { op: OP, kind: 'note.whisper', input: { text: 'psst' } } },
      { id: 'b', kind: 'command', name: '', at: 0, body: { op: OP, kind: 'chat.say', input: { text: 'so', loud: 1 } } },
    ]);
    await settle();
    expect(unstored.map(({ text }) => text)).toEqual(['psst', 'so']);
    expect(room.ops).toEqual([]);
  });

  it('does not steer the room with a press that waited a minute for a connection, but says what was said', async () => {
    const { room, outbox } = begin();
    const pause = outbox.add('clock.pause', { round: 1 });
    const said = outbox.add('chat.say', { text: 'still true' });
    await jest.advanceTimersByTimeAsync(61_000);
    outbox.start();
    await settle();
    await expect(pause).resolves.toMatchObject({ ok: false, code: 'time-out' });
    await expect(said).resolves.toMatchObject({ ok: true });
    expect(room.log.map((row) => row.kind === 'chat-said' && row.payload.text)).toEqual(['still true']);
  });
});
