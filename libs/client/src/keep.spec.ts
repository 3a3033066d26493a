import 'fake-indexeddb/auto';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { Keep } from './keep';
import { forgetUnsent, openKeepDb } from './keep-db';

/** The locks of one browser; a tab that crashes loses its own. */
const browser = () => {
  const held = new Set<string>();
  const locks = {
    request: (name: string, work: () => Promise<void>) => {
      held.add(name);
      return work().finally(() => held.delete(name));
    },
    query: () => Promise.resolve({ held: [...held].map((name) => ({ name })) }),
  };
  return { locks, crash: (tab: string) => held.delete(`debrief:tab:${tab}`) };
};
const keeps: Keep[] = [];
const tabOf = (tab: string, session = 's', participant = 'ana') => {
  const said: boolean[] = [];
  const keep = new Keep(session, tab, (isKept) => said.push(isKept));
  keep.open(participant);
  keeps.push(keep);
  return { keep, said, body: async () => (await keep.takeOver()).map((row) => row.body) };
};

describe('Keep', () => {
  let machine: ReturnType<typeof browser>;
  beforeEach(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: new IDBFactory(), configurable: true, writable: true });
    machine = browser();
    Object.defineProperty(globalThis, 'navigator', { value: { locks: machine.locks }, configurable: true });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await Promise.all(keeps.splice(0).map((keep) => keep.close()));
  });

  it('gives a closed tab’s leftovers to the next, in order, and to one tab only', async () => {
    const first = tabOf('one');
    for (const text of ['a', 'b', 'c']) first.keep.add('command', '', text);
    first.keep.add('edit', 'r1.notes', new Uint8Array([1, 2]));
    await first.keep.close();
    const [second, third] = [tabOf('two'), tabOf('three')];
    const got = await Promise.all([second.body(), third.body()]);
    expect(got.flat()).toEqual(expect.arrayContaining(['a', 'b', 'c', new Uint8Array([1, 2])]));
    expect(got.map((each) => each.length).sort()).toEqual([0, 4]);
    const commands = got.flat().filter((body) => typeof body === 'string');
    expect(commands).toEqual(['a', 'b', 'c']);
    expect(await second.body()).toEqual([]);
  });

  it('leaves alone what an open tab has on the way, until that tab crashes', async () => {
    const first = tabOf('one');
    await first.keep.add('command', '', 'mine').written;
    const second = tabOf('two');
    expect(await second.body()).toEqual([]);
    machine.crash('one');
    expect(await second.body()).toEqual(['mine']);
  });

  it('takes everything over where the browser has no locks', async () => {
    Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
    await tabOf('one').keep.add('command', '', 'twice under one op').written;
    expect(await tabOf('two').body()).toEqual(['twice under one op']);
  });

  it('keeps participants and sessions apart', async () => {
    await tabOf('one', 's', 'ana').keep.add('command', '', 'hers').written;
    await tabOf('two', 's2', 'ana').keep.add('command', '', 'elsewhere').written;
    machine.crash('one');
    machine.crash('two');
    expect(await tabOf('three', 's', 'tom').body()).toEqual([]);
    expect(await tabOf('four', 's', 'ana').body()).toEqual(['hers']);
  });

  it('drops what was handed over', async () => {
    const first = tabOf('one');
    const { id } = first.keep.add('command', '', 'sent');
    first.keep.add('command', '', 'waits');
    first.keep.remove([id]);
    await first.keep.close();
    const second = tabOf('two');
    const left = await second.keep.takeOver();
    expect(left.map(({ body }) => body)).toEqual(['waits']);
    second.keep.remove(left.map((row) => row.id));
    await second.keep.close();
    expect(await tabOf('three').body()).toEqual([]);
  });

  it('holds one card per round for all tabs', async () => {
    const [first, second] = [tabOf('one'), tabOf('two')];
    first.keep.keepCard(1, 'draft');
    first.keep.keepCard(2, 'other round');
    await first.keep.add('command', '', 'x').written;
    expect(await second.keep.card(1)).toBe('draft');
    second.keep.keepCard(1, null);
    await second.keep.close();
    expect(await tabOf('three').keep.card(1)).toBeNull();
    expect(await tabOf('four').keep.card(2)).toBe('other round');
  });

  it('says that a full storage keeps nothing, goes on, and writes all of it once there is room', async () => {
    const { keep, said } = tabOf('one');
    await keep.add('command', '', 'before').written;
    expect(said.at(-1)).toBe(true);
    const full = jest.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('No room.', 'QuotaExceededError');
    });
    await keep.add('edit', 'r1.notes', 'one').written;
    await keep.add('edit', 'r1.notes', 'two').written;
    expect(said.at(-1)).toBe(false);
    full.mockRestore();
    await keep.add('edit', 'r1.notes', 'three').written;
    expect(said.at(-1)).toBe(true);
    await keep.close();
    expect(await tabOf('two').body()).toEqual(['before', 'one', 'two', 'three']);
  });

  it('works from memory where there is no storage, and says so only while something waits', async () => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true, writable: true });
    const { keep, said, body } = tabOf('one');
    const { id } = keep.add('command', '', 'only here');
    expect(said.at(-1)).toBe(false);
    keep.keepCard(1, 'draft');
    expect(await keep.card(1)).toBe('draft');
    expect(await body()).toEqual([]);
    keep.remove([id]);
    keep.keepCard(1, null);
    expect(said.at(-1)).toBe(true);
  });

  it('does not keep anybody waiting when the storage never answers', async () => {
    jest.spyOn(indexedDB, 'open').mockReturnValue(new IDBOpenDBRequest());
    jest.useFakeTimers();
    const taken = tabOf('one').keep.takeOver();
    await jest.advanceTimersByTimeAsync(3_000);
    jest.useRealTimers();
    expect(await taken).toEqual([]);
    keeps.length = 0;
  });

  it('writes again what the browser took away', async () => {
    const used = jest.spyOn(IDBDatabase.prototype, 'transaction');
    const { keep } = tabOf('one');
    await keep.add('command', '', 'still unsent').written;
    // Site data is cleared: the connection ends, and what was in it is gone.
    Object.defineProperty(globalThis, 'indexedDB', { value: new IDBFactory(), configurable: true, writable: true });
    forceCloseDatabase(used.mock.contexts[0]);
    await new Promise((later) => setTimeout(later, 50));
    machine.crash('one');
    expect(await tabOf('two').body()).toEqual(['still unsent']);
  });

  it('forgets all of it at a sign-out, and open tabs stop keeping', async () => {
    const { keep } = tabOf('one');
    await keep.add('edit', 'r1.private.ana', 'private').written;
    await forgetUnsent();
    await keep.add('edit', 'r1.private.ana', 'typed after').written;
    machine.crash('one');
    expect(await tabOf('two').body()).toEqual([]);
  });

  it('forgets one participant who was sent away', async () => {
    const { keep } = tabOf('one');
    await keep.add('command', '', 'mine').written;
    const other = tabOf('two', 's', 'tom');
    await other.keep.add('command', '', 'his').written;
    await keep.wipe();
    await other.keep.close();
    expect(await tabOf('three', 's', 'ana').body()).toEqual([]);
    expect(await tabOf('four', 's', 'tom').body()).toEqual(['his']);
  });

  it('drops what nobody could send any more', async () => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 8 * 24 * 3_600_000);
    await tabOf('one').keep.add('command', '', 'old').written;
    now.mockRestore();
    machine.crash('one');
    const db = await openKeepDb(() => undefined);
    expect(await db.count('rows')).toBe(0);
    db.close();
  });
});
