import { roleOf } from '../roles';
import { needRound, refuse, write } from './draft';
import type { Handlers } from './table';

export const talkHandlers: Handlers<'chat.say' | 'note.share'> = {
  'chat.say': (draft, { text }, me) =>
    write(draft, { kind: 'chat-said', payload: { participant: me, text, at: draft.now } }),

  'note.share': (draft, { round, text }, me) => {
    needRound(draft, round);
    if (roleOf(draft.session.room, me, round) === null)
      refuse('not-your-role', 'Only people of this round share notes in it.');
    write(draft, { kind: 'note-shared', payload: { round, participant: me, text, at: draft.now } });
  },
};
