import {
  boardDoc,
  docHome,
  notesDoc,
  panelDoc,
  panelStream,
  privateDoc,
  ROOM,
  selfStream,
  type DocName,
  type ParticipantId,
  type Stream,
} from '@debrief/contracts';
import { isClosed, roleOf, roundOf } from './roles';
import type { RoomState, RoundState, SessionState } from './state';

/** On the roster and not sent away. Somebody who left may still read: their seat is kept and they may come back. */
const mayRead = (room: RoomState, participant: ParticipantId): boolean => {
  const person = room.people[participant];
  return person !== undefined && person.presence !== 'kicked';
};

/**
 * The streams a participant may read now: `room` once admitted, the panel of every round they interview in, their own.
 * Empty for somebody waiting or kicked. A stream gained is readable from its start.
 */
export const streamsOf = (room: RoomState, participant: ParticipantId): Stream[] => {
  if (!mayRead(room, participant)) return [];
  const panels = room.rounds
    .filter(({ interviewers }) => interviewers.includes(participant))
    .map(({ round }) => panelStream(round));
  return [ROOM, ...panels, selfStream(participant)];
};

/** The documents of a round that a participant may read. The candidate has no private notes. */
export const docsOf = (room: RoomState, participant: ParticipantId, round: number): DocName[] =>
  [notesDoc(round), boardDoc(round), panelDoc(round), privateDoc(round, participant)].filter(
    (doc) => docAccess(room, participant, doc) !== 'none',
  );

/** True until the author's own lock, or the moment the round's cards open or lapse; also after the session ended. */
export const mayNoteInPrivate = (room: RoomState, participant: ParticipantId, round: RoundState): boolean =>
  !isClosed(room, round) && !round.locked.includes(participant);

/**
 * What a participant may do with a document (a `DocName`) now. Shared notes, the board and panel notes are written until scoring starts; observers
 * read shared notes and the board; private notes are written until the author's own lock or the opening.
 */
export const docAccess = (room: RoomState, participant: ParticipantId, doc: string): 'write' | 'read' | 'none' => {
  const home = docHome(doc);
  const round = roundOf(room, home.round);
  if (!round || !mayRead(room, participant)) return 'none';
  const role = roleOf(room, participant, home.round);
  const left = room.people[participant]?.presence === 'left';
  const isRunning = room.status === 'live' && (round.stage === 'brief' || round.stage === 'interview');
  const writeWhile = (is: boolean) => (is && !left ? 'write' : 'read');
  if (home.kind === 'notes' || home.kind === 'board')
    return writeWhile(isRunning && (role === 'candidate' || role === 'interviewer'));
  if (home.kind === 'panel') return role === 'interviewer' ? writeWhile(isRunning) : 'none';
  if (home.stream !== selfStream(participant) || role === null || role === 'candidate') return 'none';
  return writeWhile(mayNoteInPrivate(room, participant, round));
};

/**
 * What of a round's guide a participant may be given now: everything to its interviewers from the brief on, the rubric
 * and anchors to observers named as scorers, everything to its candidate once the session has ended (in a solo round
 * once the cards are open). Each giving counts as seen.
 */
export const guideAccess = (
  room: RoomState,
  participant: ParticipantId,
  round: number,
): 'guide' | 'anchors' | 'none' => {
  const found = roundOf(room, round);
  const role = roleOf(room, participant, round);
  if (!found || !mayRead(room, participant)) return 'none';
  if (role === 'interviewer') return 'guide';
  if (role === 'observer') return found.scorers.includes(participant) ? 'anchors' : 'none';
  if (role !== 'candidate') return 'none';
  const soloOpen = found.lead === null && found.openedAt !== null;
  return room.status === 'ended' || soloOpen ? 'guide' : 'none';
};

/** True when nothing more can be decided: the session has ended and every round has opened, lapsed or never started. */
export const isSealed = ({ room }: SessionState): boolean =>
  room.status === 'ended' && room.rounds.every((round) => isClosed(room, round));
