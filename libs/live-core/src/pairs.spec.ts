import { commandKinds, type CommandKind } from '@debrief/contracts';
import { decide, fold, isSealed, nextDue, viewRound } from './index';
import { type Act, type BuiltRoom, fullCard, idOf, MINUTE, PROMPT, room, START, supplied } from './testing';

/** One sensible command of each kind, for round 1. A new kind does not compile without one. */
const samples: { [K in CommandKind]: Extract<Act, { kind: K }> } = {
  'participant.ready': { kind: 'participant.ready', ready: true },
  'participant.admit': { kind: 'participant.admit', participant: idOf('new'), as: 'observer' },
  'admission.agree': { kind: 'admission.agree', participant: idOf('new') },
  'participant.kick': { kind: 'participant.kick', participant: idOf('eve') },
  'participant.turn-away': { kind: 'participant.turn-away', participant: idOf('door') },
  'participant.leave': { kind: 'participant.leave' },
  'room.lock': { kind: 'room.lock', locked: true },
  'plan.change': { kind: 'plan.change', candidate: idOf('ana') },
  'brief.open': { kind: 'brief.open' },
  'prompt.replace': { kind: 'prompt.replace', round: 1, supply: { promptVersion: PROMPT } },
  'round.start': { kind: 'round.start', round: 1 },
  'phase.next': { kind: 'phase.next', round: 1, from: 0 },
  'phase.done': { kind: 'phase.done', round: 1, index: 0 },
  'clock.pause': { kind: 'clock.pause', round: 1 },
  'clock.resume': { kind: 'clock.resume', round: 1 },
  'clock.add': { kind: 'clock.add', round: 1, minutes: 2 },
  'fact.give': { kind: 'fact.give', round: 1, fact: 'returns', asked: false },
  'hint.file': { kind: 'hint.file', round: 1, fact: 'returns', dimension: 'goal' },
  'twist.give': { kind: 'twist.give', round: 1, twist: 'no-fee' },
  'nudge.log': { kind: 'nudge.log', round: 1, phase: 'clarify' },
  'probe.ask': { kind: 'probe.ask', round: 1, probe: 'why-now' },
  'duty.set': { kind: 'duty.set', round: 1, dimension: 'goal', participant: idOf('ana') },
  'scorer.assign': { kind: 'scorer.assign', round: 1, participant: idOf('ana'), dimensions: ['goal'] },
  'mark.set': { kind: 'mark.set', round: 1, mark: idOf('mark'), dimension: 'goal', markKind: 'strong' },
  'mark.change': { kind: 'mark.change', round: 1, mark: idOf('mark'), markKind: 'missed' },
  'mark.undo': { kind: 'mark.undo', round: 1, mark: idOf('mark') },
  'mark.share': { kind: 'mark.share', round: 1, mark: idOf('mark') },
  'note.share': { kind: 'note.share', round: 1, text: 'a note' },
  'chat.say': { kind: 'chat.say', text: 'hello' },
  'talk.report': { kind: 'talk.report', round: 1, from: START, to: START + 2_000_000 },
  'consent.give': { kind: 'consent.give', artefact: 'recording', granted: true },
  'recording.start': { kind: 'recording.start', recording: idOf('recording') },
  'recording.stop': { kind: 'recording.stop', recording: idOf('recording') },
  'hand.raise': { kind: 'hand.raise', raised: true },
  'lead.take': { kind: 'lead.take', round: 1 },
  'timekeeper.set': { kind: 'timekeeper.set', round: 1, participant: idOf('eve') },
  'scoring.start': { kind: 'scoring.start', round: 1 },
  'scoring.extend': { kind: 'scoring.extend', round: 1, minutes: 10 },
  'card.lock': { kind: 'card.lock', round: 1, card: fullCard() },
  'swap.propose': { kind: 'swap.propose' },
  'swap.agree': { kind: 'swap.agree' },
  'swap.decline': { kind: 'swap.decline' },
  'end.propose': { kind: 'end.propose' },
  'end.agree': { kind: 'end.agree' },
  'end.cancel': { kind: 'end.cancel' },
};

const begun = () => room().with('ana', 'tom', 'eve').briefed('ana');
const running = () => begun().started().later(MINUTE);
/** Every standing of a round, and of the session around it. */
const stages: Record<string, () => BuiltRoom> = {
  lobby: () => room().with('ana', 'tom', 'eve'),
  brief: begun,
  interview: running,
  paused: () => running().act('ana', samples['clock.pause']).later(MINUTE),
  scoring: () => running().scoring(),
  'one has locked': () => running().scoring().locked('tom'),
  'waits for a card': () =>
    running()
      .scoring()
      .later(5 * MINUTE),
  debrief: () => running().scoring().locked('ana', 'tom'),
  'swap proposed': () => running().scoring().locked('ana', 'tom').act('ana', samples['swap.propose']),
  'end proposed': () => running().act('ana', samples['end.propose']),
  ended: () =>
    running().scoring().locked('ana', 'tom').act('ana', samples['end.propose']).act('tom', samples['end.agree']),
};
/** What may follow the opening of a round's cards, or the end. */
const LATE: ReadonlySet<CommandKind> = new Set(['card.lock', 'mark.set', 'mark.change', 'mark.undo']);

const problems = (built: BuiltRoom, acts: readonly (readonly [string, Act])[]): string[] => {
  let { session } = built;
  const said: string[] = [];
  const now = built.now + 1_000;
  for (const [name, act] of acts) {
    const { status, rounds } = session.room;
    const [round] = rounds;
    const decision = decide(session, supplied(act), { participant: idOf(name) }, now);
    if (!decision.ok) continue;
    const what = `${act.kind} by ${name}`;
    if (act.kind === 'card.lock' && (!round?.scoring || round.openedAt !== null || round.locked.includes(idOf(name))))
      said.push(`${what}: out of its time, or twice`);
    if (status === 'ended' && decision.events.length > 0 && !LATE.has(act.kind)) said.push(`${what}: after the end`);
    session = fold(decision.events, session);
  }
  const opened = session.room.rounds.filter(({ openedAt }) => openedAt !== null);
  for (const { cards, locked } of opened)
    if (cards?.length !== locked.length) said.push('an opening without every card');
  if (session.room.rounds.length > built.session.room.rounds.length + 1) said.push('two rounds at once');
  const view = viewRound(session.room, 1, now);
  const times = view
    ? [view.elapsedMs, view.scoringLeftMs, view.limitLeftMs, view.phase?.leftMs, view.pauseLeftMs]
    : [];
  if (times.some((time) => typeof time === 'number' && time < 0)) said.push('a clock below zero');
  // Time that goes on ends what is left: nothing is due for ever.
  for (let tick = 0, due = nextDue(session); due !== null; tick += 1, due = nextDue(session)) {
    const later = decide(session, { kind: 'clock.tick' }, 'server', Math.max(now, due));
    if (!later.ok || later.events.length === 0 || tick > 50) return [...said, 'time does not end it'];
    session = fold(later.events, session);
  }
  if (session.room.status === 'ended' && !isSealed(session)) said.push('ended, and never sealed');
  return said;
};

describe('row 25: every pair of commands in every standing of a round', () => {
  it.each(Object.keys(stages))('R5, R29, R47, R65: %s', (stage) => {
    const built = stages[stage]?.() ?? room();
    const found: string[] = [];
    for (const one of commandKinds)
      for (const other of commandKinds)
        for (const [first, second] of [
          ['ana', 'ana'],
          ['ana', 'tom'],
          ['tom', 'ana'],
          ['tom', 'tom'],
        ] as const)
          for (const problem of problems(built, [
            [first, samples[one]],
            [second, samples[other]],
          ]))
            found.push(`${one} by ${first}, ${other} by ${second}: ${problem}`);
    expect(found.slice(0, 10)).toEqual([]);
  });

  it('R29, R47, R58, R60: score before the end, edit after it, swap twice', () => {
    expect(running().answer('ana', samples['card.lock'])).toBe('not-now');
    expect(stages['ended']?.().answer('ana', samples['card.lock'])).toBe('already-done');
    expect(stages['debrief']?.().answer('ana', samples['scoring.extend'])).toBe('not-now');
    const swapped = stages['swap proposed']?.().act('tom', samples['swap.agree']);
    expect(swapped?.answer('tom', samples['swap.agree'])).toBe('not-now');
    expect(swapped?.session.room.rounds).toHaveLength(2);
  });
});
