import type { EventPayload } from '@debrief/contracts';
import { isSealed } from '../access';
import { runningRecording, withoutConsent } from '../call';
import { isHere, lastRound } from '../roles';
import { type Draft, refuse, write } from './draft';
import type { Handlers, ServerHandlers } from './table';

type Reason = EventPayload<'recording-stopped'>['reason'];

/** Stops what is being recorded, if anything is. */
export const stopRecording = (draft: Draft, reason: Reason, by?: string): void => {
  const running = runningRecording(draft.session.room);
  if (!running) return;
  const { recording } = running;
  write(draft, { kind: 'recording-stopped', payload: { recording, at: draft.now, reason, ...(by && { by }) } });
};

/** Asked after whatever changes who is here, who has a microphone and who agrees: consent is needed at every moment. */
export const settleRecording = (draft: Draft): void => {
  const { room } = draft.session;
  const running = runningRecording(room);
  if (!running) return;
  if (withoutConsent(room).length > 0) stopRecording(draft, 'no-consent');
  else if (!isHere(room, running.by)) stopRecording(draft, 'recorder-gone');
};

export const recordingHandlers: Handlers<'consent.give' | 'recording.start' | 'recording.stop'> = {
  'consent.give': (draft, { artefact, granted }, me) => {
    if ((draft.session.room.consents[me]?.[artefact] ?? false) === granted) return;
    write(draft, { kind: 'consent-given', payload: { participant: me, artefact, granted, at: draft.now } });
    settleRecording(draft);
  },

  'recording.start': (draft, { recording }, me) => {
    const { room } = draft.session;
    const last = lastRound(room);
    if ((last ? (last.lead ?? last.candidate) : room.host) !== me)
      refuse('not-your-role', 'Only the lead interviewer starts a recording.');
    if (room.recordings.some((one) => one.recording === recording))
      refuse('already-done', 'This recording has been made already.');
    if (runningRecording(room)) refuse('already-done', 'The call is being recorded already.');
    if (!room.people[me]?.microphone) refuse('not-now', 'Join the call with a microphone first.');
    if (withoutConsent(room).length > 0)
      refuse('not-now', 'Everybody with a microphone must agree to be recorded first.');
    write(draft, { kind: 'recording-started', payload: { recording, by: me, at: draft.now } });
  },

  'recording.stop': (draft, { recording }, me) => {
    if (runningRecording(draft.session.room)?.recording !== recording)
      refuse('not-now', 'This recording is not running.');
    stopRecording(draft, 'asked', me);
  },
};

export const recordingServerHandlers: ServerHandlers<'call.microphone' | 'recording.delete'> = {
  'call.microphone': (draft, { participant, has }) => {
    const { room } = draft.session;
    const person = room.people[participant];
    if (room.status === 'ended' || !person || person.microphone === has) return;
    if (has && person.presence !== 'here') return;
    write(draft, { kind: 'microphone-changed', payload: { participant, has, at: draft.now } });
    settleRecording(draft);
  },

  'recording.delete': (draft, { recording, by }) => {
    const { room } = draft.session;
    const found = room.recordings.find((one) => one.recording === recording);
    if (!found) return refuse('not-found', 'There is no such recording.');
    // A sealed log takes nothing more; the sound goes all the same, and the store knows that it has.
    if (found.deletedAt !== null || isSealed(draft.session)) return;
    if (found.stoppedAt === null) stopRecording(draft, 'asked', by);
    write(draft, { kind: 'recording-deleted', payload: { recording, by, at: draft.now } });
  },
};
