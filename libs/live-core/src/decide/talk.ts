import type { ParticipantId } from '@debrief/contracts';
import { maySpeak, roleOf } from '../roles';
import { type Draft, needRound, needStage, refuse, write, writeFor } from './draft';
import type { Handlers } from './table';

/** One report covers at most this much, ms. */
const LONGEST = 60_000;

const needVoice = (draft: Draft, me: ParticipantId): void => {
  if (!maySpeak(draft.session.room, me)) refuse('not-your-role', 'Whoever watches reads until the cards are open.');
};

export const talkHandlers: Handlers<'chat.say' | 'note.share' | 'talk.report'> = {
  'chat.say': (draft, { text }, me) => {
    needVoice(draft, me);
    write(draft, { kind: 'chat-said', payload: { participant: me, text, at: draft.now } });
  },

  'note.share': (draft, { round, text }, me) => {
    needRound(draft, round);
    if (roleOf(draft.session.room, me, round) === null)
      refuse('not-your-role', 'Only people of this round share notes in it.');
    needVoice(draft, me);
    write(draft, { kind: 'note-shared', payload: { round, participant: me, text, at: draft.now } });
  },

  'talk.report': (draft, { round, from, to }, me) => {
    const { startedAt } = needStage(draft, round, 'interview');
    const role = roleOf(draft.session.room, me, round);
    if (role === null || role === 'observer')
      refuse('not-your-role', 'Only candidate and interviewers are listened to.');
    // Nobody can report the future, the time before the interview, or one moment twice: two tabs may both listen.
    const begin = Math.max(
      from,
      startedAt ?? 0,
      draft.session.selves[me]?.talk[round]?.until ?? 0,
      draft.now - LONGEST,
    );
    const end = Math.min(to, draft.now);
    if (end <= begin) return;
    writeFor(draft, me, { kind: 'talk-spoken', payload: { round, from: begin, to: end } });
    write(draft, { kind: 'talk-heard', payload: { round, participant: me, from: begin, to: end } });
  },
};
