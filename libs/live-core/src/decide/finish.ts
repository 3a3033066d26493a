import { type EventPayload, type ParticipantId } from '@debrief/contracts';
import { openPause, scoringMinutes } from '../clock';
import { lastRound, seated } from '../roles';
import type { RoundState } from '../state';
import { type Draft, write } from './draft';
import { settleRound } from './opening';
import { stopRecording } from './recording';

/** Moves a round from its interview to scoring. When the session ends, its clock is at its end at once. */
export const startScoring = (
  draft: Draft,
  round: RoundState,
  reason: EventPayload<'scoring-started'>['reason'],
): void => {
  const { now } = draft;
  const { format, length } = draft.session.room;
  if (openPause(round))
    write(draft, { kind: 'clock-resumed', payload: { round: round.round, at: now, reason: 'asked' } });
  const endsAt = reason === 'session-ended' ? now : now + scoringMinutes(format, length) * 60_000;
  write(draft, { kind: 'scoring-started', payload: { round: round.round, at: now, endsAt, reason } });
};

/** Ends the session: a running interview or scoring clock comes to its end first, then nothing but late locks is left. */
export const endSession = (draft: Draft, reason: EventPayload<'session-ended'>['reason']): void => {
  const { now } = draft;
  const last = lastRound(draft.session.room);
  if (last?.stage === 'interview') startScoring(draft, last, 'session-ended');
  // Cards that can open do so before the end, so that nobody leaves without having seen them.
  if (last) settleRound(draft, last.round, { putAtEnd: true });
  stopRecording(draft, 'ended');
  write(draft, { kind: 'session-ended', payload: { at: now, reason } });
};

/** The last one leaving ends the session; somebody who only lost the connection still counts. */
export const endIfEmpty = (draft: Draft): void => {
  const { room } = draft.session;
  if (room.status !== 'ended' && seated(room).length === 0) endSession(draft, 'everyone-left');
};

export const isAlone = (draft: Draft, me: ParticipantId): boolean =>
  Object.entries(draft.session.room.people).every(([one, { presence }]) => one === me || presence !== 'here');
