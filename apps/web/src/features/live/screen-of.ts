import { type LiveState } from '@debrief/client';
import { isClosed, lastRound, roleOf } from '@debrief/live-core';

export type Screen =
  | 'connecting'
  | 'closed'
  | 'waiting'
  | 'lobby'
  | 'candidate'
  | 'cockpit'
  | 'observer'
  | 'scorecard'
  | 'debrief'
  | 'ended';

/** The one screen somebody sees: everything follows from the folded state, nothing from where they clicked. */
export const screenOf = ({
  status,
  participant,
  admitted,
  room,
}: Pick<LiveState, 'status' | 'participant' | 'admitted' | 'room'>): Screen => {
  if (status === 'closed') return 'closed';
  if (participant === null) return 'connecting';
  if (!admitted) return 'waiting';
  const round = lastRound(room);
  if (!round) return room.status === 'ended' ? 'ended' : 'lobby';
  if (round.openedAt !== null || round.lapsedAt !== null) return 'debrief';
  if (round.stage === 'brief') return room.status === 'ended' ? 'ended' : 'lobby';
  if (isClosed(room, round)) return 'ended';
  const role = roleOf(room, participant, round.round);
  if (round.stage === 'scoring') {
    const scores = role === 'candidate' || round.scorers.includes(participant);
    return scores ? 'scorecard' : 'observer';
  }
  if (role === 'candidate') return 'candidate';
  return role === 'interviewer' ? 'cockpit' : 'observer';
};
