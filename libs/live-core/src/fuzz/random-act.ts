import type { Card, MarkKind, ParticipantId } from '@debrief/contracts';
import { lastRound } from '../roles';
import type { ServerCommand, SessionState } from '../state';
import { type Act, DIMENSIONS, fullCard, idOf, PROMPT, START, SUPPLY } from '../testing';

/** A seeded source of numbers in [0, 1): mulberry32. */
export const seeded = (seed: number) => {
  let state = seed >>> 0;
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
export type Random = ReturnType<typeof seeded>;
export const pick = <T>(random: Random, ...from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
const under = (random: Random, limit: number): number => Math.floor(random() * limit);

export const PEOPLE = ['ana', 'tom', 'eve', 'kim', 'max', 'joe'].map(idOf);

export type Move = { by: ParticipantId; act: Act } | { by: 'server'; command: ServerCommand };

/** Something somebody might do now: mostly sensible, sometimes by the wrong person, for the wrong round, or too late. */
export const randomMove = (session: SessionState, random: Random, step: number): Move => {
  const { room } = session;
  const last = lastRound(room);
  const anybody = pick(random, ...PEOPLE);
  const somebody = pick(random, ...PEOPLE);
  const sensibly = (who: ParticipantId | null | undefined) => (who && random() < 0.9 ? who : anybody);
  const lead = sensibly(last?.lead ?? room.host);
  const candidate = sensibly(last?.candidate ?? room.nextCandidate);
  const interviewer = sensibly(last && pick(random, ...last.interviewers));
  const round = last && random() < 0.95 ? last.round : under(random, 3) + 1;
  const index = last?.runs.at(-1)?.index ?? 0;
  const mark = idOf(`mark-${under(random, 12)}`);
  const markKind = pick<MarkKind>(random, 'strong', 'unclear', 'missed', 'quote');
  const dimension = pick(random, ...DIMENSIONS);
  const minutes = under(random, 10) + 1;
  const words = `words ${step}`;
  const by = (who: ParticipantId, act: Act): Move => ({ by: who, act });
  const server = (command: ServerCommand): Move => ({ by: 'server', command });

  const always: (() => Move)[] = [
    () => server({ kind: 'participant.enter', participant: anybody }),
    () => server({ kind: 'presence.away', participant: anybody }),
    () => server({ kind: 'presence.back', participant: anybody }),
    () => server({ kind: 'presence.back', participant: somebody }),
    () => by(anybody, { kind: 'participant.ready', ready: random() < 0.5 }),
    () => by(anybody, { kind: 'hand.raise', raised: random() < 0.5 }),
    () => by(anybody, { kind: 'chat.say', text: words }),
    () => server({ kind: 'call.microphone', participant: anybody, has: random() < 0.7 }),
    () => by(anybody, { kind: 'consent.give', artefact: 'recording', granted: random() < 0.8 }),
    () => by(lead, { kind: 'recording.start', recording: idOf(`recording-${under(random, 40)}`) }),
    () => by(anybody, { kind: 'recording.stop', recording: room.recordings.at(-1)?.recording ?? idOf('none') }),
    () =>
      server({
        kind: 'recording.delete',
        recording: pick(random, idOf('none'), ...room.recordings.map(({ recording }) => recording)),
        by: anybody,
      }),
    () => by(sensibly(room.host), { kind: 'room.lock', locked: random() < 0.2 }),
    () =>
      by(random() < 0.5 ? lead : sensibly(room.host), {
        kind: 'participant.admit',
        participant: somebody,
        as: pick(random, 'seat', 'interviewer', 'observer'),
        scorer: random() < 0.5,
      }),
    () =>
      by(anybody, { kind: 'admission.agree', participant: pick(random, ...Object.keys(room.admissions), somebody) }),
    () => by(anybody, { kind: 'end.cancel' }),
  ];
  const rarely: (() => Move)[] = [
    () => by(anybody, { kind: 'participant.leave' }),
    () => by(sensibly(room.host), { kind: 'participant.kick', participant: somebody }),
    () => by(sensibly(room.host), { kind: 'participant.turn-away', participant: somebody }),
    () => by(anybody, { kind: 'end.propose' }),
    () => by(anybody, { kind: 'end.agree' }),
  ];
  const chosen = session.panels[round]?.promptVersion ?? PROMPT;
  const lobby: (() => Move)[] = [
    () => by(lead, { kind: 'brief.open' }),
    () => by(sensibly(room.host), { kind: 'plan.change', candidate: somebody }),
  ];
  const brief: (() => Move)[] = [
    () => by(lead, { kind: 'round.start', round, supply: { promptVersion: chosen, seen: random() < 0.1 } }),
    () => by(lead, { kind: 'round.start', round, supply: { promptVersion: chosen } }),
    () => by(lead, { kind: 'prompt.replace', round, supply: random() < 0.5 ? { promptVersion: PROMPT } : {} }),
    () => by(interviewer, { kind: 'duty.set', round, dimension, participant: pick(random, interviewer, null) }),
    () => by(lead, { kind: 'timekeeper.set', round, participant: pick(random, somebody, null) }),
    () => assign(),
  ];
  const script = (): Move =>
    server({
      kind: 'script.play',
      round,
      entries: [
        { kind: 'fact', id: 'fact-1', minute: 1, label: 'Returns by week', answer: 'Half.' },
        { kind: 'twist', id: 'twist-1', minute: 2, text: 'The fee was dropped.' },
      ],
    });
  const marking: (() => Move)[] = [
    () => by(anybody, { kind: 'mark.set', round, mark, dimension, markKind, words }),
    () =>
      by(interviewer, {
        kind: 'mark.set',
        round,
        mark,
        dimension,
        markKind,
        claimedAt: (last?.startedAt ?? 0) + under(random, 2_000_000),
        supply: { claimFloor: (last?.startedAt ?? 0) + under(random, 60_000) },
      }),
    () => by(interviewer, { kind: 'mark.change', round, mark, markKind, ...(random() < 0.5 && { words }) }),
    () => by(interviewer, { kind: 'mark.undo', round, mark }),
  ];
  const file = (): Move =>
    by(interviewer, {
      kind: 'hint.file',
      round,
      fact: `fact-${under(random, 5)}`,
      dimension: pick(random, dimension, null),
    });
  const assign = (): Move =>
    by(lead, {
      kind: 'scorer.assign',
      round,
      participant: sensibly(last && pick(random, ...last.scorers)),
      dimensions: pick(random, null, [dimension], DIMENSIONS.slice(0, 2), DIMENSIONS),
    });
  const interview: (() => Move)[] = [
    assign,
    ...marking,
    script,
    () => by(lead, { kind: 'phase.next', round, from: index }),
    () => by(candidate, { kind: 'phase.done', round, index }),
    () =>
      by(anybody, {
        kind: 'talk.report',
        round,
        from: (last?.startedAt ?? 0) + step * 500,
        to: (last?.startedAt ?? 0) + step * 900,
      }),
    () => by(lead, { kind: 'clock.pause', round }),
    () => by(pick(random, lead, sensibly(last?.timekeeper)), { kind: 'clock.resume', round }),
    () => by(lead, { kind: 'clock.add', round, minutes }),
    () => by(interviewer, { kind: 'fact.give', round, fact: `fact-${under(random, 5)}`, asked: random() < 0.5 }),
    () => by(interviewer, { kind: 'fact.give', round, fact: `fact-${under(random, 5)}`, asked: false, dimension }),
    file,
    () => by(interviewer, { kind: 'twist.give', round, twist: `twist-${under(random, 2)}` }),
    () => by(interviewer, { kind: 'nudge.log', round, phase: 'clarify' }),
    () =>
      by(interviewer, { kind: 'probe.ask', round, probe: `probe-${under(random, 4)}`, supply: SUPPLY['probe.ask'] }),
    () => by(interviewer, { kind: 'duty.set', round, dimension, participant: pick(random, interviewer, null) }),
    () => by(interviewer, { kind: 'lead.take', round }),
    () => by(anybody, { kind: 'note.share', round, text: words }),
    () => by(random() < 0.7 ? lead : candidate, { kind: 'scoring.start', round }),
  ];
  const level = pick(random, 0, 1, 2, 3, 4);
  const scorer = sensibly(last && pick(random, last.candidate, ...last.scorers));
  const own = session.selves[scorer]?.assigned[round];
  const cardOf = (card: Card): Card => ({
    ...card,
    levels: card.levels.filter(({ dimension: key }) => !own || own.includes(key)),
  });
  const beforeHints = last?.startedAt ?? START;
  /** Evidence may lie after a hint. */
  const inHindsight = last?.scoring?.startedAt ?? START;
  const scoring: (() => Move)[] = [
    ...marking,
    () => by(scorer, { kind: 'card.lock', round, card: cardOf(fullCard(level, {}, beforeHints)) }),
    () => by(scorer, { kind: 'card.lock', round, card: cardOf(fullCard(level, {}, beforeHints)) }),
    () => by(scorer, { kind: 'card.lock', round, card: cardOf(fullCard(level, {}, inHindsight)) }),
    file,
    () => by(scorer, { kind: 'card.lock', round, card: fullCard(level, { overall: null }, beforeHints) }),
    () => by(lead, { kind: 'scoring.extend', round, minutes }),
  ];
  const debrief: (() => Move)[] = [
    () => by(lead, { kind: 'plan.change', candidate: somebody }),
    () => by(interviewer, { kind: 'mark.share', round, mark }),
    () => by(random() < 0.5 ? lead : candidate, { kind: 'swap.propose' }),
    () => by(random() < 0.5 ? lead : candidate, { kind: 'swap.agree' }),
    () => by(candidate, { kind: 'swap.agree', supply: { promptVersion: random() < 0.5 ? PROMPT : null } }),
    () => by(candidate, { kind: 'swap.decline' }),
  ];
  const waits = last?.scoring?.over === true && random() < 0.5;
  const byStage = { brief, interview, scoring: waits ? [...scoring, ...debrief] : scoring, debrief };
  const now = last ? byStage[last.stage] : lobby;
  const chance = random();
  const from = chance < 0.03 ? rarely : chance < 0.3 ? always : chance < 0.96 ? now : Object.values(byStage).flat();
  return pick(random, ...from)();
};

/** How far time moves between two moves, in ms: mostly seconds, sometimes minutes, rarely a day. */
export const randomWait = (random: Random): number => {
  const chance = random();
  if (chance < 0.7) return under(random, 3_000);
  if (chance < 0.97) return under(random, 90_000);
  return chance < 0.985 ? under(random, 20 * 60_000) : under(random, 25 * 3_600_000);
};
