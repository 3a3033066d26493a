import { AWAY_AFTER, type ParticipantId, type Role } from '@debrief/contracts';
import type { RoomState, RoundState } from './state';

/** Most interviewers a round may have, the lead among them. */
export const MAX_INTERVIEWERS = 4;

/** Most people who sit in a room at a time: a candidate, four interviewers and twelve who watch. */
export const MAX_PEOPLE = 17;

/** Most rounds a session may have. */
export const MAX_ROUNDS = 20;

/** Round `round` (1-based), or undefined when it has not opened. */
export const roundOf = (room: RoomState, round: number): RoundState | undefined => room.rounds[round - 1];

/** The latest round, or undefined in the lobby. */
export const lastRound = (room: RoomState): RoundState | undefined => room.rounds.at(-1);

/** A participant's role in a round; null for somebody who has none in it. */
export const roleOf = (room: RoomState, participant: ParticipantId, round: number): Role | null => {
  const found = roundOf(room, round);
  if (!found) return null;
  if (found.candidate === participant) return 'candidate';
  if (found.interviewers.includes(participant)) return 'interviewer';
  return found.observers.includes(participant) ? 'observer' : null;
};

/** True for whoever holds the lead's commands in a round: the lead, or the candidate of a solo round. */
export const isLead = (room: RoomState, participant: ParticipantId, round: number): boolean => {
  const found = roundOf(room, round);
  return found !== undefined && (found.lead ?? found.candidate) === participant;
};

/** True for whoever may move a round's clock: who holds the lead's commands, and the timekeeper they named. */
export const keepsTime = (room: RoomState, participant: ParticipantId, round: number): boolean =>
  isLead(room, participant, round) || roundOf(room, round)?.timekeeper === participant;

/** True while a participant counts as present: no long absence, not left, not kicked. */
export const isHere = (room: RoomState, participant: ParticipantId): boolean =>
  room.people[participant]?.presence === 'here';

/** True for somebody on the roster who has neither left nor been kicked; a lost connection does not matter. */
export const isSeated = (room: RoomState, participant: ParticipantId): boolean => {
  const presence = room.people[participant]?.presence;
  return presence === 'here' || presence === 'away';
};

/**
 * True once somebody counts as gone for a minute: `away` already means one, leaving and removal begin it.
 * @param now server time, ms
 */
export const isGone = (room: RoomState, participant: ParticipantId | null, now: number): boolean => {
  const person = room.people[participant ?? ''];
  if (!person || person.presence === 'away') return true;
  return person.presence !== 'here' && now - person.since >= AWAY_AFTER;
};

/** True while an interviewer other than the lead may take the lead of a round: the lead is gone and the round is not over. */
export const mayTakeLead = (room: RoomState, participant: ParticipantId, round: number, now: number): boolean => {
  const found = roundOf(room, round);
  if (!found || found.lead === null || found.lead === participant) return false;
  if (found.openedAt !== null || found.lapsedAt !== null) return false;
  return found.interviewers.includes(participant) && isGone(room, found.lead, now);
};

/** True for a round's candidate while every interviewer is gone: they may start scoring by themselves. */
export const isCandidateAlone = (room: RoomState, participant: ParticipantId, round: number, now: number): boolean => {
  const found = roundOf(room, round);
  if (!found || found.lead === null || found.candidate !== participant) return false;
  return found.interviewers.every((one) => isGone(room, one, now));
};

/** Everybody seated (here or away), by seat. */
export const seated = (room: RoomState): ParticipantId[] =>
  Object.keys(room.people)
    .filter((participant) => isSeated(room, participant))
    .sort((a, b) => (room.people[a]?.seat ?? 0) - (room.people[b]?.seat ?? 0));

/** True when a round needs nothing more: its cards opened or lapsed, or its interview never started in an ended session. */
export const isClosed = (room: RoomState, round: RoundState): boolean =>
  round.openedAt !== null || round.lapsedAt !== null || (round.startedAt === null && room.status === 'ended');

/** True when the next round may be agreed: the latest has opened, lapsed, or waits for a lost card after its clock. */
export const isBetweenRounds = (room: RoomState): boolean => {
  const last = lastRound(room);
  return last !== undefined && (isClosed(room, last) || last.scoring?.over === true);
};

/** Who will be candidate next: the named one, else the latest round's lead; null while that is open. */
export const comingCandidate = (room: RoomState): ParticipantId | null =>
  room.nextCandidate ?? lastRound(room)?.lead ?? null;

/**
 * True for those who may write in the chat or share a note now: everybody seated, but whoever watches a round only reads
 * until its cards are open.
 */
export const maySpeak = (room: RoomState, participant: ParticipantId): boolean => {
  if (room.status === 'ended' || !isSeated(room, participant)) return false;
  const last = lastRound(room);
  return !last || isClosed(room, last) || roleOf(room, participant, last.round) !== 'observer';
};

/** True where several people hold a round: then one proposes, and it happens unless somebody objects. */
export const isByObjection = (room: RoomState): boolean =>
  room.rounds.length > 0 && (room.format === 'panel' || room.format === 'fishbowl');

/**
 * True for those who may ask to end the session: the host, and the candidate and interviewers of the latest round; in
 * the lobby everybody seated who was not admitted to watch. In a panel or fishbowl that has begun the lead alone beside
 * the host, and whoever performs in a fishbowl; the others when the lead is not here.
 */
export const mayEnd = (room: RoomState, participant: ParticipantId): boolean => {
  if (!isSeated(room, participant)) return false;
  if (room.host === participant) return true;
  const last = lastRound(room);
  if (!last) return room.planned[participant]?.role !== 'observer';
  if (isByObjection(room) && last.lead !== null && isHere(room, last.lead))
    return participant === last.lead || (room.format === 'fishbowl' && participant === last.candidate);
  return last.candidate === participant || last.interviewers.includes(participant);
};
