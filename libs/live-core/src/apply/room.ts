import type { EventPayload, LiveEvent, ParticipantId } from '@debrief/contracts';
import type { PersonState, RecordingState, RoomState, RoundState } from '../state';

const without = <V>(record: Record<string, V>, key: string): Record<string, V> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

const withRound = (room: RoomState, number: number, change: (round: RoundState) => Partial<RoundState>): RoomState => ({
  ...room,
  rounds: room.rounds.map((round) => (round.round === number ? { ...round, ...change(round) } : round)),
});

const withPerson = (room: RoomState, participant: ParticipantId, change: Partial<PersonState>): RoomState => {
  const person = room.people[participant];
  return person ? { ...room, people: { ...room.people, [participant]: { ...person, ...change } } } : room;
};

/** Somebody gone no longer asks for a moment, is not ready and proposes no swap. */
const gone = (room: RoomState, participant: ParticipantId, presence: 'left' | 'kicked', at: number): RoomState => ({
  ...withPerson(room, participant, { presence, since: at, ready: false, handRaised: false, microphone: false }),
  swap: room.swap?.by === participant ? null : room.swap,
});

const openRound = (payload: EventPayload<'round-opened'>): RoundState => ({
  round: payload.round,
  stage: 'brief',
  candidate: payload.candidate,
  lead: payload.lead,
  timekeeper: null,
  interviewers: payload.interviewers,
  observers: payload.observers,
  scorers: payload.scorers,
  openedBriefAt: payload.at,
  prompt: null,
  phases: [],
  dimensions: [],
  rubric: null,
  startedAt: null,
  runs: [],
  pauses: [],
  limitWarned: [],
  facts: [],
  twists: [],
  sharedMarks: [],
  scoring: null,
  locked: [],
  cards: null,
  hints: null,
  talk: null,
  openedAt: null,
  lapsedAt: null,
});

/** A role for a round that has not opened is a plan: it counts when the round opens. */
const giveRole = (room: RoomState, { round, participant, role, scorer }: EventPayload<'role-given'>): RoomState => {
  const planned = role === 'candidate' ? room.planned : { ...room.planned, [participant]: { role, scorer } };
  if (round > room.rounds.length) return { ...room, planned };
  return withRound({ ...room, planned }, round, (now) => {
    const others = (list: ParticipantId[]) => list.filter((one) => one !== participant);
    const scores = scorer || role === 'interviewer';
    return {
      interviewers: role === 'interviewer' ? [...others(now.interviewers), participant] : others(now.interviewers),
      observers: role === 'observer' ? [...others(now.observers), participant] : others(now.observers),
      scorers: scores ? [...others(now.scorers), participant] : others(now.scorers),
    };
  });
};

const closeRun = (runs: RoundState['runs'], at: number): RoundState['runs'] =>
  runs.map((run) => (run.endedAt === null ? { ...run, endedAt: at } : run));

const changeRun = (
  room: RoomState,
  round: number,
  index: number,
  change: (run: RoundState['runs'][number]) => Partial<RoundState['runs'][number]>,
): RoomState =>
  withRound(room, round, ({ runs }) => ({
    runs: runs.map((run) => (run.index === index ? { ...run, ...change(run) } : run)),
  }));

const changeRecording = (room: RoomState, recording: string, change: Partial<RecordingState>): RoomState => ({
  ...room,
  recordings: room.recordings.map((one) => (one.recording === recording ? { ...one, ...change } : one)),
});

/**
 * Folds one event of the `room` stream. Reads the payload only, never a clock; shares what did not change. An event
 * of another stream, or of a kind this build does not know, changes nothing.
 */
export const applyRoom = (room: RoomState, { kind, payload }: LiveEvent): RoomState => {
  switch (kind) {
    case 'session-created': {
      const { host, format, type, length, mode, hostFirst } = payload;
      return { ...room, host, format, type, length, mode, hostFirst };
    }
    case 'participant-admitted': {
      const { participant, seat, at } = payload;
      const person: PersonState = {
        seat,
        presence: 'here',
        since: at,
        ready: false,
        handRaised: false,
        microphone: false,
      };
      return {
        ...room,
        people: { ...room.people, [participant]: person },
        admissions: without(room.admissions, participant),
        turnedAway: room.turnedAway.filter((one) => one !== participant),
      };
    }
    case 'participant-turned-away':
      return {
        ...room,
        turnedAway: [...room.turnedAway, payload.participant],
        admissions: without(room.admissions, payload.participant),
      };
    case 'admission-asked': {
      const { participant, as, scorer, needs } = payload;
      return { ...room, admissions: { ...room.admissions, [participant]: { as, scorer, needs } } };
    }
    case 'admission-agreed': {
      const asked = room.admissions[payload.participant];
      if (!asked) return room;
      const needs = asked.needs.filter((one) => one !== payload.by);
      return { ...room, admissions: { ...room.admissions, [payload.participant]: { ...asked, needs } } };
    }
    case 'role-given':
      return giveRole(room, payload);
    case 'participant-ready':
      return withPerson(room, payload.participant, { ready: payload.ready });
    case 'participant-away':
      return withPerson(room, payload.participant, { presence: 'away', since: payload.at, microphone: false });
    case 'participant-back':
    case 'participant-returned':
      return withPerson(room, payload.participant, { presence: 'here', since: payload.at });
    case 'participant-left':
      return gone(room, payload.participant, 'left', payload.at);
    case 'participant-kicked':
      return gone(room, payload.participant, 'kicked', payload.at);
    case 'room-locked':
      return { ...room, locked: payload.locked };
    case 'plan-changed':
      return { ...room, nextCandidate: payload.candidate };
    case 'round-opened':
      return {
        ...room,
        status: 'live',
        nextCandidate: null,
        rounds: [...room.rounds, openRound(payload)],
        swap: null,
        end: null,
      };
    case 'interview-started': {
      const { promptVersion, title, statement, phases, dimensions, rubric = 1, at } = payload;
      return withRound(room, payload.round, () => ({
        stage: 'interview',
        prompt: { promptVersion, title, statement },
        phases,
        dimensions,
        rubric,
        startedAt: at,
      }));
    }
    case 'phase-started': {
      const run = {
        index: payload.index,
        startedAt: payload.at,
        endedAt: null,
        addedMinutes: 0,
        due: false,
        doneAt: null,
      };
      return withRound(room, payload.round, ({ runs }) => ({ runs: [...closeRun(runs, payload.at), run] }));
    }
    case 'phase-due':
      return changeRun(room, payload.round, payload.index, () => ({ due: true }));
    case 'phase-done':
      return changeRun(room, payload.round, payload.index, () => ({ doneAt: payload.at }));
    case 'time-added':
      return changeRun(room, payload.round, payload.index, (run) => ({
        addedMinutes: run.addedMinutes + payload.minutes,
      }));
    case 'limit-warned':
      return withRound(room, payload.round, ({ limitWarned }) => ({ limitWarned: [...limitWarned, payload.minutes] }));
    case 'clock-paused':
      return withRound(room, payload.round, ({ pauses }) => ({ pauses: [...pauses, { from: payload.at, to: null }] }));
    case 'clock-resumed':
      return withRound(room, payload.round, ({ pauses }) => ({
        pauses: pauses.map((pause) => (pause.to === null ? { ...pause, to: payload.at } : pause)),
      }));
    case 'fact-given': {
      const { round, ...fact } = payload;
      return withRound(room, round, ({ facts }) => ({ facts: [...facts, fact] }));
    }
    case 'twist-given': {
      const { round, ...twist } = payload;
      return withRound(room, round, ({ twists }) => ({ twists: [...twists, twist] }));
    }
    case 'mark-shared':
      return withRound(room, payload.round, ({ sharedMarks }) => ({ sharedMarks: [...sharedMarks, payload] }));
    case 'note-shared':
      return { ...room, sharedNotes: [...room.sharedNotes, payload] };
    case 'chat-said':
      return { ...room, chat: [...room.chat, payload] };
    case 'microphone-changed':
      return withPerson(room, payload.participant, { microphone: payload.has });
    case 'consent-given': {
      const { participant, artefact, granted } = payload;
      const own = { ...room.consents[participant], [artefact]: granted };
      return { ...room, consents: { ...room.consents, [participant]: own } };
    }
    case 'recording-started': {
      const { recording, by, at } = payload;
      const begun = { recording, by, startedAt: at, stoppedAt: null, reason: null, deletedAt: null };
      return { ...room, recordings: [...room.recordings, begun] };
    }
    case 'recording-stopped':
      return changeRecording(room, payload.recording, { stoppedAt: payload.at, reason: payload.reason });
    case 'recording-deleted':
      return changeRecording(room, payload.recording, { deletedAt: payload.at });
    case 'hand-raised':
      return withPerson(room, payload.participant, { handRaised: payload.raised });
    case 'timekeeper-set':
      return withRound(room, payload.round, () => ({ timekeeper: payload.participant }));
    case 'lead-taken':
      return withRound(room, payload.round, () => ({ lead: payload.participant }));
    case 'scoring-started': {
      const { round, at, endsAt, reason } = payload;
      return withRound(room, round, ({ runs }) => ({
        stage: 'scoring',
        runs: closeRun(runs, at),
        scoring: { startedAt: at, endsAt, over: false, lapsesAt: null, reason },
      }));
    }
    case 'scoring-extended':
      return withRound(room, payload.round, ({ scoring }) => ({
        scoring: scoring && { ...scoring, endsAt: payload.endsAt, over: false, lapsesAt: null },
      }));
    case 'scoring-over':
      // The session may have ended before the clock did: then the clock's end is this moment.
      return withRound(room, payload.round, ({ scoring }) => ({
        scoring: scoring && {
          ...scoring,
          endsAt: Math.min(scoring.endsAt, payload.at),
          over: true,
          lapsesAt: payload.lapsesAt,
        },
      }));
    case 'scorer-locked':
      return withRound(room, payload.round, ({ locked }) => ({ locked: [...locked, payload.participant] }));
    case 'cards-opened': {
      const { round, cards, hints, talk, at } = payload;
      return withRound(room, round, () => ({ stage: 'debrief', cards, hints, talk: talk ?? null, openedAt: at }));
    }
    case 'cards-lapsed':
      return withRound(room, payload.round, () => ({ lapsedAt: payload.at }));
    case 'swap-proposed':
      return { ...room, swap: { by: payload.by, at: payload.at, endsAt: payload.endsAt ?? null } };
    case 'swap-agreed':
    case 'swap-declined':
      return { ...room, swap: null };
    case 'end-proposed':
      return { ...room, end: { by: payload.by, at: payload.at, endsAt: payload.endsAt } };
    case 'end-cancelled':
      return { ...room, end: null };
    case 'session-ended':
      return { ...room, status: 'ended', endedAt: payload.at, swap: null, end: null };
    default:
      return room;
  }
};
