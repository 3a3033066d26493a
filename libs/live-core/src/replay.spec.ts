import type { WireEvent } from '@debrief/contracts';
import { fold } from './apply/session';
import { decide } from './decide/decide';
import { emptySession } from './empty';
import { applyEvent } from './apply/session';
import { inOrder, momentsOf, stateAt } from './replay';
import type { Actor, Decidable, SessionState } from './state';

const ANA = '11111111-1111-4111-8111-111111111111';
const TOM = '22222222-2222-4222-8222-222222222222';
const version = { prompt: 'longer-loans', version: 1 };

/** A session whose log is kept as a client would receive it. */
const recorder = () => {
  let state: SessionState = emptySession();
  const events: WireEvent[] = [];
  const seqs = new Map<string, number>();
  const at: { state: SessionState; at: number }[] = [];
  const act = (command: Decidable, actor: Actor, now: number) => {
    const decision = decide(state, command, actor, now);
    if (!decision.ok) throw new Error(`${command.kind}: ${decision.message}`);
    for (const event of decision.events) {
      const seq = (seqs.get(event.stream) ?? 0) + 1;
      seqs.set(event.stream, seq);
      state = applyEvent(state, event);
      events.push({ ...event, seq, at: now, participant: actor === 'server' ? null : actor.participant });
    }
    at.push({ state, at: now });
  };
  return { act, events, at, get: () => state };
};

const played = () => {
  const session = recorder();
  const { act } = session;
  act(
    {
      kind: 'session.create',
      host: ANA,
      format: 'swap',
      type: 'product-sense',
      length: 'long',
      mode: 'stress',
      hostFirst: 'interviewer',
    },
    'server',
    1_000,
  );
  act({ kind: 'participant.enter', participant: TOM }, 'server', 2_000);
  act({ kind: 'brief.open', supply: { promptVersion: version } }, { participant: ANA }, 3_000);
  const phases = [
    { key: 'goal', name: 'Goal', minutes: 4 },
    { key: 'users', name: 'Users', minutes: 6 },
  ];
  act(
    {
      kind: 'round.start',
      round: 1,
      supply: {
        promptVersion: version,
        title: 'Longer loans',
        statement: 'A city…',
        phases,
        dimensions: ['framing'],
        rubric: 1,
        seen: false,
      },
    },
    { participant: ANA },
    10_000,
  );
  act(
    { kind: 'fact.give', round: 1, fact: 'usage', asked: true, supply: { label: 'Usage', answer: '9,000 a month' } },
    { participant: ANA },
    40_000,
  );
  act(
    {
      kind: 'mark.set',
      round: 1,
      mark: TOM,
      dimension: 'framing',
      markKind: 'strong',
      words: 'asked why',
      supply: { claimFloor: 0 },
    },
    { participant: ANA },
    60_000,
  );
  act(
    { kind: 'nudge.log', round: 1, phase: 'goal', supply: { text: 'Which one, and why?' } },
    { participant: ANA },
    70_000,
  );
  act({ kind: 'phase.next', round: 1, from: 0 }, { participant: ANA }, 250_000);
  return session;
};

it('stands at every moment where the live fold stood', () => {
  const { events, at } = played();
  const shuffled = inOrder([...events].reverse());
  for (const step of at) expect(stateAt(shuffled, step.at)).toEqual(step.state);
});

it('ends where the live screen ended', () => {
  const { events, get } = played();
  expect(stateAt(inOrder(events), Number.MAX_SAFE_INTEGER)).toEqual(get());
  expect(fold(events.filter((event) => event.kind !== 'doc'))).toEqual(get());
});

it('shows each reader the moments they may see', () => {
  const { events, get } = played();
  const kinds = (reader: string, state: SessionState) => {
    const round = state.room.rounds[0];
    return round ? momentsOf(state, round, reader).map(({ kind }) => kind) : [];
  };
  expect(kinds(ANA, get())).toEqual(['phase', 'fact', 'mark', 'hint', 'phase']);
  const own = events.filter(({ stream }) => stream === 'room' || stream === `self.${TOM}`);
  expect(kinds(TOM, stateAt(inOrder(own), Number.MAX_SAFE_INTEGER))).toEqual(['phase', 'fact', 'phase']);
});
