import { routes, type Card, type RouteSpec } from '@debrief/contracts';
import { DraftSlot } from './draft-slot';
import { type Call } from './http';
import { localProblem, ProblemError } from './problem-error';

const blank: Card = { levels: [], overall: null, confidence: null, redFlags: [] };
const yes: Card = { ...blank, overall: 'yes' };
const no: Card = { ...blank, overall: 'no' };

const server = () => {
  const state = { version: 0, card: null as Card | null, isDown: false, puts: 0 };
  const call = ((route: RouteSpec, args: { body?: { version: number; card: Card } }) => {
    if (state.isDown) return Promise.reject(new ProblemError(localProblem('unavailable', 'No network.')));
    if (route === routes.getDraft)
      return Promise.resolve({ version: state.version, card: state.card, updatedAt: null });
    state.puts++;
    if (args.body?.version !== state.version)
      return Promise.reject(new ProblemError(localProblem('conflict', 'Faster.')));
    state.version++;
    state.card = args.body.card;
    return Promise.resolve({ version: state.version, updatedAt: '2026-11-24T18:30:00.000Z' });
  }) as Call;
  return { state, call };
};
const slotOf = (call: Call, storage?: Storage | Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) =>
  new DraftSlot(call, { session: 's', round: '1' }, blank, storage);

describe('DraftSlot', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('writes only the latest of many changes', async () => {
    const { state, call } = server();
    const slot = slotOf(call);
    await slot.load();
    slot.change(no);
    slot.change(yes);
    await jest.advanceTimersByTimeAsync(700);
    expect(state).toMatchObject({ puts: 1, card: yes, version: 1 });
    expect(slot.get().sync).toBe('saved');
  });

  it('keeps a change while the server is away and writes it when it is back', async () => {
    const { state, call } = server();
    const slot = slotOf(call);
    await slot.load();
    state.isDown = true;
    slot.change(yes);
    await jest.advanceTimersByTimeAsync(700);
    expect(slot.get()).toMatchObject({ sync: 'offline', card: yes });
    state.isDown = false;
    await jest.advanceTimersByTimeAsync(5_000);
    expect(state.card).toEqual(yes);
    expect(slot.get().sync).toBe('saved');
  });

  it('shows both texts when another tab was faster, and writes the chosen one', async () => {
    const { state, call } = server();
    const slot = slotOf(call);
    await slot.load();
    state.version = 7;
    state.card = no;
    slot.change(yes);
    await jest.advanceTimersByTimeAsync(700);
    expect(slot.get()).toMatchObject({ sync: 'conflict', card: yes, theirs: no });
    await jest.advanceTimersByTimeAsync(20_000);
    expect(state.card).toEqual(no);
    slot.resolve('mine');
    await jest.advanceTimersByTimeAsync(10);
    expect(state).toMatchObject({ card: yes, version: 8 });
    expect(slot.get()).toMatchObject({ sync: 'saved', theirs: null });
  });

  it('finds an unsent draft after a reload', async () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
    const { state, call } = server();
    const before = slotOf(call, storage);
    await before.load();
    state.isDown = true;
    before.change(yes);
    before.close(false);
    state.isDown = false;
    const after = slotOf(call, storage);
    await after.load();
    expect(after.get().card).toEqual(yes);
    await jest.advanceTimersByTimeAsync(10);
    expect(state.card).toEqual(yes);
    expect(kept.size).toBe(0);
  });
});
