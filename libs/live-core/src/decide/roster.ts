import type { ParticipantId } from '@debrief/contracts';
import { isLead, isSeated, lastRound, MAX_INTERVIEWERS, MAX_PEOPLE, MAX_ROUNDS, roleOf, seated } from '../roles';
import type { RoomState, RoundState } from '../state';
import { type Draft, refuse, write } from './draft';
import { endIfEmpty } from './finish';
import { settle } from './opening';
import { settleRecording } from './recording';
import type { Handlers, ServerHandlers } from './table';

type Admission = RoomState['admissions'][string];
const MAX_SEAT = 63;
/** Formats in which the second person by link sits down without being asked in. */
const opensByLink = (room: RoomState): boolean => ['swap', 'one-way', 'panel'].includes(room.format);
/** Formats whose host says before the first round who interviews. */
const plansInterviewers = (room: RoomState): boolean => room.format === 'panel' || room.format === 'fishbowl';

/** Whether whoever comes by link sits down. Once somebody was sent away they might come again under another name. */
const hasFreeSeat = (room: RoomState): boolean =>
  room.status === 'lobby' &&
  opensByLink(room) &&
  seated(room).length < 2 &&
  room.turnedAway.length === 0 &&
  !Object.values(room.people).some(({ presence }) => presence === 'kicked');

/** The round whose roles can still be given: it has opened and scoring has not started. */
const roundTakingRoles = (room: RoomState): RoundState | undefined => {
  const last = lastRound(room);
  return last && (last.stage === 'brief' || last.stage === 'interview') ? last : undefined;
};

/** Somebody who comes in while a round runs watches it, unless the lead has said more. */
const giveWatching = (draft: Draft, participant: ParticipantId, scorer = false): void => {
  const round = roundTakingRoles(draft.session.room);
  if (!round || roleOf(draft.session.room, participant, round.round) !== null) return;
  write(draft, { kind: 'role-given', payload: { round: round.round, participant, role: 'observer', scorer } });
};

/** Once two people sit who did not come to watch, it is known who is candidate first. */
const nameFirstCandidate = (draft: Draft): void => {
  const { room } = draft.session;
  const [first, second] = seated(room).filter((one) => room.planned[one]?.role !== 'observer');
  if (room.status !== 'lobby' || first === undefined || second === undefined) return;
  if (room.nextCandidate !== null && isSeated(room, room.nextCandidate)) return;
  const host = room.host !== null && isSeated(room, room.host) ? room.host : first;
  const other = host === first ? second : first;
  write(draft, {
    kind: 'plan-changed',
    payload: { candidate: room.hostFirst === 'candidate' ? host : other },
  });
};

const seat = (draft: Draft, participant: ParticipantId): void => {
  const seats = Object.values(draft.session.room.people).map((person) => person.seat);
  const next = Math.max(-1, ...seats) + 1;
  if (next > MAX_SEAT) refuse('not-now', 'Every seat of this session has been given.');
  if (seated(draft.session.room).length >= MAX_PEOPLE) refuse('not-now', `At most ${MAX_PEOPLE} people sit in a room.`);
  write(draft, { kind: 'participant-admitted', payload: { participant, seat: next, at: draft.now } });
};

/** Seats somebody and gives them the role they were admitted for: in the running round, else in the coming one. */
const admitNow = (draft: Draft, participant: ParticipantId, { as, scorer }: Omit<Admission, 'needs'>): void => {
  const isNew = draft.session.room.people[participant] === undefined;
  if (isNew) seat(draft, participant);
  const running = roundTakingRoles(draft.session.room);
  if (as === 'seat') giveWatching(draft, participant, scorer);
  else {
    const round = running?.round ?? draft.session.room.rounds.length + 1;
    if (round <= MAX_ROUNDS) write(draft, { kind: 'role-given', payload: { round, participant, role: as, scorer } });
  }
  nameFirstCandidate(draft);
};

/** Who may give this role now, and whether there is room for it. */
const checkAdmission = (draft: Draft, me: ParticipantId, participant: ParticipantId, as: Admission['as']): void => {
  const { room } = draft.session;
  const running = roundTakingRoles(room);
  const isHost = room.host === me;
  if (as === 'interviewer' && room.format === 'solo') refuse('not-now', 'Nobody interviews in a solo session.');
  if (as === 'interviewer' && running) {
    const decides = running.lead === null ? isHost : isLead(room, me, running.round);
    if (!decides) refuse('not-your-role', 'Only the lead interviewer can ask somebody in as interviewer.');
    if (running.interviewers.length >= MAX_INTERVIEWERS)
      refuse('not-now', `A round has at most ${MAX_INTERVIEWERS} interviewers: admit them as observer.`);
    if (room.locked && !isHost && !isSeated(room, participant))
      refuse('not-now', 'The room is locked: ask the host to admit them first.');
  } else if (!isHost) refuse('not-your-role', 'Only the host can admit people.');
  if (as === 'interviewer' && !running && !plansInterviewers(room))
    refuse(
      'not-now',
      'Only a panel begins with several interviewers: admit them as observer; the lead can ask them in.',
    );
};

/** Somebody seated already is given a role. Roles are fixed within a round, so only an observer's can grow. */
const checkNewRole = (draft: Draft, participant: ParticipantId, { as, scorer }: Omit<Admission, 'needs'>): void => {
  const { room } = draft.session;
  if (!isSeated(room, participant)) refuse('not-now', 'They have left: they can be given a role once they are back.');
  if (as === 'seat') refuse('already-done', 'They have been admitted already.');
  const last = lastRound(room);
  const running = roundTakingRoles(room);
  if (last && !running && last.openedAt === null && last.lapsedAt === null && !last.scoring?.over)
    refuse('not-now', 'Scoring has started: roles stay as they are until the next round.');
  const role = running ? roleOf(room, participant, running.round) : (room.planned[participant]?.role ?? null);
  const scores = running ? running.scorers.includes(participant) : (room.planned[participant]?.scorer ?? false);
  if (role === as && scores === (scorer || as === 'interviewer'))
    refuse('already-done', `They are ${role === 'observer' ? 'an observer' : 'an interviewer'} already.`);
  if (running && (role === 'candidate' || role === 'interviewer' || (scores && !scorer && as === 'observer')))
    refuse('not-now', 'Roles stay as they are until the round is over.');
};

export const rosterHandlers: Handlers<
  | 'participant.ready'
  | 'participant.admit'
  | 'admission.agree'
  | 'participant.kick'
  | 'participant.turn-away'
  | 'participant.leave'
  | 'room.lock'
  | 'plan.change'
  | 'hand.raise'
> = {
  'participant.ready': (draft, { ready }, me) => {
    if (draft.session.room.people[me]?.ready === ready) return;
    write(draft, { kind: 'participant-ready', payload: { participant: me, ready } });
  },

  'hand.raise': (draft, { raised }, me) => {
    if (draft.session.room.people[me]?.handRaised === raised) return;
    write(draft, { kind: 'hand-raised', payload: { participant: me, raised } });
  },

  'participant.admit': (draft, { participant, as, scorer: asked }, me) => {
    const { room } = draft.session;
    const scorer = as === 'interviewer' || (as === 'observer' && (asked ?? false));
    const person = room.people[participant];
    if (person?.presence === 'kicked') refuse('forbidden', 'They were removed from this session for good.');
    checkAdmission(draft, me, participant, as);
    if (person) {
      checkNewRole(draft, participant, { as, scorer });
      return admitNow(draft, participant, { as, scorer });
    }
    if (room.admissions[participant]) refuse('already-done', 'Their admission waits for the candidate to agree.');
    // Admission opens the whole room stream, opened cards included: those who were judged must agree.
    const judged = room.rounds.filter(({ openedAt }) => openedAt !== null).map(({ candidate }) => candidate);
    const needs = [...new Set(judged)].filter((candidate) => candidate !== me);
    if (needs.length === 0) return admitNow(draft, participant, { as, scorer });
    write(draft, { kind: 'admission-asked', payload: { participant, as, scorer, needs } });
  },

  'admission.agree': (draft, { participant }, me) => {
    const asked = draft.session.room.admissions[participant];
    if (!asked) return refuse('not-found', 'Nobody of that name waits for an agreement.');
    if (!asked.needs.includes(me)) refuse('not-your-role', 'Your agreement is not asked for.');
    write(draft, { kind: 'admission-agreed', payload: { participant, by: me } });
    if (draft.session.room.admissions[participant]?.needs.length) return;
    // What the host asked for may have become impossible meanwhile: then they watch.
    const running = roundTakingRoles(draft.session.room);
    const isFull = running !== undefined && running.interviewers.length >= MAX_INTERVIEWERS;
    const fits = asked.as !== 'interviewer' || (running ? !isFull : plansInterviewers(draft.session.room));
    admitNow(draft, participant, fits ? asked : { as: 'observer', scorer: false });
  },

  'participant.kick': (draft, { participant }, me) => {
    const { room } = draft.session;
    if (room.host !== me) refuse('not-your-role', 'Only the host can remove somebody.');
    if (participant === me) refuse('bad-input', 'You cannot remove yourself: leave instead.');
    const person = room.people[participant] ?? refuse('not-found', 'They have not been admitted to this session.');
    if (person.presence === 'kicked') refuse('already-done', 'They have been removed already.');
    write(draft, { kind: 'participant-kicked', payload: { participant, at: draft.now } });
    settle(draft);
    settleRecording(draft);
  },

  'participant.turn-away': (draft, { participant }, me) => {
    const { room } = draft.session;
    if (room.host !== me) refuse('not-your-role', 'Only the host answers at the door.');
    if (room.people[participant]) refuse('not-now', 'They are in the room: remove them instead.');
    if (room.turnedAway.includes(participant)) refuse('already-done', 'They have been turned away already.');
    write(draft, { kind: 'participant-turned-away', payload: { participant, at: draft.now } });
  },

  'participant.leave': (draft, _command, me) => {
    write(draft, { kind: 'participant-left', payload: { participant: me, at: draft.now } });
    settle(draft);
    settleRecording(draft);
    endIfEmpty(draft);
  },

  'room.lock': (draft, { locked }, me) => {
    const { room } = draft.session;
    if (room.host !== me) refuse('not-your-role', 'Only the host can lock the room.');
    if (room.locked !== locked) write(draft, { kind: 'room-locked', payload: { locked } });
  },

  'plan.change': (draft, { candidate }, me) => {
    const { room } = draft.session;
    const last = lastRound(room);
    if (room.host !== me && (last === undefined || last.lead !== me))
      refuse('not-your-role', 'Only the host or the lead can change who is candidate next.');
    if (last && last.stage !== 'debrief') refuse('not-now', 'This can be changed in the lobby and in the debrief.');
    if (room.swap) refuse('not-now', 'A swap has been proposed: answer it first.');
    if (room.people[candidate]?.presence !== 'here') refuse('not-now', 'The candidate must be here.');
    if (room.nextCandidate !== candidate) write(draft, { kind: 'plan-changed', payload: { candidate } });
  },
};

export const arrivalHandlers: ServerHandlers<
  'session.create' | 'participant.enter' | 'presence.away' | 'presence.back'
> = {
  'session.create': (draft, { host, format, type, length, mode, hostFirst }) => {
    if (draft.session.room.host !== null) refuse('already-done', 'This session exists already.');
    const { now } = draft;
    write(draft, { kind: 'session-created', payload: { host, format, type, length, mode, hostFirst, at: now } });
    seat(draft, host);
    if (format === 'solo') write(draft, { kind: 'plan-changed', payload: { candidate: host } });
  },

  'participant.enter': (draft, { participant }) => {
    const { room } = draft.session;
    const person = room.people[participant];
    if (person?.presence === 'kicked') refuse('forbidden', 'You were removed from this session.');
    if (room.turnedAway.includes(participant)) refuse('forbidden', 'The host has not let you in.');
    if (room.status === 'ended') return person ? undefined : refuse('ended', 'This session has ended.');
    if (person?.presence === 'left') {
      write(draft, { kind: 'participant-returned', payload: { participant, at: draft.now } });
      giveWatching(draft, participant, room.planned[participant]?.scorer);
      return nameFirstCandidate(draft);
    }
    if (person) return;
    if (room.locked) refuse('not-now', 'The host has locked the room.');
    if (!hasFreeSeat(room)) refuse('not-now', 'The host has been told that you are waiting.');
    seat(draft, participant);
    nameFirstCandidate(draft);
  },

  'presence.away': (draft, { participant }) => {
    const { room } = draft.session;
    if (room.status === 'ended' || room.people[participant]?.presence !== 'here') return;
    write(draft, { kind: 'participant-away', payload: { participant, at: draft.now } });
    settle(draft);
    settleRecording(draft);
  },

  'presence.back': (draft, { participant }) => {
    const { room } = draft.session;
    if (room.status === 'ended' || room.people[participant]?.presence !== 'away') return;
    write(draft, { kind: 'participant-back', payload: { participant, at: draft.now } });
    settle(draft);
  },
};

/** The person's standing, or a refusal: everybody who commands must be seated and not gone. */
export const needSeat = (draft: Draft, me: ParticipantId): void => {
  const person = draft.session.room.people[me];
  if (!person) refuse('forbidden', 'You have not been admitted to this session.');
  if (person?.presence === 'kicked') refuse('forbidden', 'You were removed from this session.');
  if (person?.presence === 'left' && draft.session.room.status !== 'ended')
    refuse('not-now', 'You have left: come back to go on.');
};
