import { type Ack } from '@debrief/contracts';
import { Outbox } from './outbox';
import { FakeRoom, FakeSocket, refusal } from './testing';

const settle = () => jest.advanceTimersByTimeAsync(0);
const begin = (storage?: Map<string, string>) => {
  const room = new FakeRoom();
  const socket = new FakeSocket(room.answer);
  const keep = storage && {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
    removeItem: (key: string) => void storage.delete(key),
  };
  const outbox = new Outbox(socket, keep, () => undefined);
  return { room, socket, outbox };
};

describe('Outbox', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('sends in the order given, one at a time', async () => {
    const { room, outbox } = begin();
    outbox.start('s', 'p');
    const acks: Ack[] = [];
    for (const text of ['a', 'b', 'c']) void outbox.add('chat.say', { text }).then((ack) => acks.push(ack));
    await settle();
    expect(room.log.map((row) => row.kind === 'chat-said' && row.payload.text)).toEqual(['a', 'b', 'c']);
    expect(acks).toHaveLength(3);
  });

  it('sends the same op again after five silent seconds', async () => {
    const { room, outbox } = begin();
    outbox.start('s', 'p');
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
    outbox.start('s', 'p');
    room.fate = (kind) => (kind === 'chat.say' ? 'silence' : undefined);
    const first = outbox.add('chat.say', { text: 'one' });
    const second = outbox.add('chat.say', { text: 'two' });
    await settle();
    socket.cut();
    outbox.pause();
    await settle();
    room.fate = () => undefined;
    socket.mend();
    outbox.start('s', 'p');
    await settle();
    await expect(Promise.all([first, second])).resolves.toMatchObject([{ ok: true }, { ok: true }]);
    expect(new Set(room.ops).size).toBe(2);
    expect(room.log).toHaveLength(2);
  });

  it('waits out a refusal that may pass and gives a final one back', async () => {
    const { room, outbox } = begin();
    outbox.start('s', 'p');
    const fates = [refusal('too-many'), refusal('too-many'), undefined, refusal('not-now', 'Later.')];
    room.fate = () => fates.shift();
    const first = outbox.add('chat.say', { text: 'one' });
    const second = outbox.add('chat.say', { text: 'two' });
    await jest.advanceTimersByTimeAsync(2_000);
    await expect(first).resolves.toMatchObject({ ok: true });
    await expect(second).resolves.toMatchObject({ ok: false, code: 'not-now', message: 'Later.' });
  });

  it('sends what a reload left behind, first', async () => {
    const storage = new Map<string, string>();
    const before = begin(storage);
    before.outbox.start('s', 'p');
    before.socket.muted = true;
    void before.outbox.add('chat.say', { text: 'before' });
    await settle();
    before.outbox.stop();
    const after = begin(storage);
    void after.outbox.add('chat.say', { text: 'after' });
    after.outbox.start('s', 'p');
    await settle();
    expect(after.room.log.map((row) => row.kind === 'chat-said' && row.payload.text)).toEqual(['before', 'after']);
    expect(storage.size).toBe(0);
  });
});
