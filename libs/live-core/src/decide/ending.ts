import { END_COUNTDOWN, type ParticipantId } from '@debrief/contracts';
import { isByObjection, lastRound, mayEnd } from '../roles';
import { type Draft, refuse, write } from './draft';
import { endSession, isAlone } from './finish';
import type { Handlers } from './table';

const needMayEnd = (draft: Draft, me: ParticipantId): void => {
  if (!mayEnd(draft.session.room, me))
    refuse('not-your-role', 'Only the host, the candidate and interviewers can end.');
};

export const endingHandlers: Handlers<'end.propose' | 'end.agree' | 'end.cancel'> = {
  'end.propose': (draft, _command, me) => {
    needMayEnd(draft, me);
    if (isAlone(draft, me)) return endSession(draft, 'alone');
    if (draft.session.room.end) refuse('already-done', 'The session is about to end already.');
    const at = draft.now;
    write(draft, { kind: 'end-proposed', payload: { by: me, at, endsAt: at + END_COUNTDOWN } });
  },

  'end.agree': (draft, _command, me) => {
    needMayEnd(draft, me);
    const end = draft.session.room.end ?? refuse('not-now', 'Nobody has asked to end.');
    if (end.by === me)
      refuse('not-your-role', 'You have asked to end: another person agrees, or the countdown runs out.');
    // One yes must not cut short the time in which the others may say no.
    if (isByObjection(draft.session.room)) refuse('not-now', 'The session ends by itself unless somebody objects.');
    endSession(draft, 'agreed');
  },

  'end.cancel': (draft, _command, me) => {
    const { room } = draft.session;
    const end = room.end ?? refuse('not-now', 'Nobody has asked to end.');
    const performer = room.format === 'fishbowl' ? lastRound(room)?.candidate : undefined;
    if (end.by === performer && me !== performer)
      refuse('not-your-role', 'Whoever performs may stop it: nobody else calls that off.');
    write(draft, { kind: 'end-cancelled', payload: { by: me } });
  },
};
