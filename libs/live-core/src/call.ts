import type { ParticipantId } from '@debrief/contracts';
import { isSeated, lastRound, roleOf, seated } from './roles';
import type { RecordingState, RoomState } from './state';

/** Most people who send sound or picture in one call: every sender's uplink carries it once for each of the others. */
export const MAX_SENDERS = 5;
/** With this many senders, interviewers other than the lead begin with sound only. */
export const CROWDED = 5;
/** Observers who get the senders' pictures too; all others get sound only. */
export const WATCHERS_WITH_PICTURE = 2;

/**
 * What a participant does in the call now. `send`: the candidate and the interviewers of the latest round; before the
 * first round the first five seated who were not admitted to watch. `hear`: everybody else who is seated. `none`: not in
 * the room, or gone.
 */
export const callPart = (room: RoomState, participant: ParticipantId): 'send' | 'hear' | 'none' => {
  if (!isSeated(room, participant)) return 'none';
  return senders(room).includes(participant) ? 'send' : 'hear';
};

/** Who may send now, in seat order, at most {@link MAX_SENDERS}. */
export const senders = (room: RoomState): ParticipantId[] => {
  const last = lastRound(room);
  const may = (one: ParticipantId) =>
    last
      ? ['candidate', 'interviewer'].includes(roleOf(room, one, last.round) ?? '')
      : room.planned[one]?.role !== 'observer';
  return seated(room).filter(may).slice(0, MAX_SENDERS);
};

/** Whether somebody who enters the call begins with their camera: everybody, but in a crowded panel only candidate and lead. */
export const beginsWithVideo = (room: RoomState, participant: ParticipantId): boolean => {
  const last = lastRound(room);
  if (senders(room).length < CROWDED || !last) return true;
  return last.candidate === participant || last.lead === participant;
};

/** The observers who get pictures beside the sound: the first two by seat. */
export const watchersWithPicture = (room: RoomState): ParticipantId[] =>
  seated(room)
    .filter((one) => callPart(room, one) === 'hear')
    .slice(0, WATCHERS_WITH_PICTURE);

/** The recording that runs now, if one does. */
export const runningRecording = (room: RoomState): RecordingState | undefined =>
  room.recordings.find(({ stoppedAt }) => stoppedAt === null);

/** People with a microphone in the call who have not agreed to be recorded: while there is one, nothing is recorded. */
export const withoutConsent = (room: RoomState): ParticipantId[] =>
  seated(room).filter((one) => room.people[one]?.microphone && room.consents[one]?.recording !== true);

/** Whoever was asked to be recorded may delete what was recorded, whatever they answered, and so may the host. */
export const mayDeleteRecording = (room: RoomState, participant: ParticipantId): boolean =>
  room.host === participant || room.consents[participant]?.recording !== undefined;

/** True while everybody who agreed to be recorded has agreed that it may be taken away as a file, too. */
export const mayDownloadRecording = (room: RoomState): boolean => {
  const recorded = Object.values(room.consents).filter(({ recording }) => recording !== undefined);
  return recorded.length > 0 && recorded.every(({ download }) => download === true);
};
