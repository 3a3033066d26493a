import { routes, type Card, type RouteSpec } from '@debrief/contracts';
import { DraftSlot, type CardKeep, type KeptCard } from './draft-slot';
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
const slotOf = (call: Call, keep?: CardKeep) => new DraftSlot(call, { session: 's', round: '1' }, blank, keep);

const keepOf = () => {
  const slot = { kept: null as KeptCard | null };
  const keep: CardKeep = { read: () => Promise.resolve(slot.kept), write: (kept) => (slot.kept = kept) };
  return { keep, slot };
};

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
    const { keep, slot } = keepOf();
    const { state, call } = server();
    const before = slotOf(call, keep);
    await before.load();
    state.isDown = true;
    before.change(yes);
    before.close(false);
    state.isDown = false;
    const after = slotOf(call, keep);
    await after.load();
    expect(after.get().card).toEqual(yes);
    await jest.advanceTimersByTimeAsync(10);
    expect(state.card).toEqual(yes);
    expect(slot.kept).toBeNull();
  });

  it('shows both texts when the card was written elsewhere while this one was kept here', async () => {
    const { keep } = keepOf();
    const { state, call } = server();
    keep.write({ version: 0, card: yes });
    state.version = 4;
    state.card = no;
    const slot = slotOf(call, keep);
    await slot.load();
    expect(slot.get()).toMatchObject({ sync: 'conflict', card: yes, theirs: no });
    await jest.advanceTimersByTimeAsync(10_000);
    expect(state).toMatchObject({ card: no, puts: 0 });
    slot.resolve('mine');
    await jest.advanceTimersByTimeAsync(10);
    expect(state.card).toEqual(yes);
  });
});
