import { roleOf } from '@debrief/live-core';
import { useEffect } from 'react';
import { useLiveSession, useMe, useRoom, useRound } from '../live-context';
import { useDeskState } from './call-context';
import { type CallDesk } from './call-desk';

/** Reports this person's own talk while the interview runs; never while muted, out of the call, or watching. */
export const Talk = ({ desk }: { desk: CallDesk }) => {
  const live = useLiveSession();
  const room = useRoom();
  const me = useMe();
  const round = useRound();
  const { audio, isMuted, call } = useDeskState(desk);
  const runs = round?.stage === 'interview' && room.status !== 'ended' ? round.round : undefined;
  const role = runs === undefined ? null : roleOf(room, me, runs);
  const number = role === 'candidate' || role === 'interviewer' ? runs : undefined;
  const microphone = call.status === 'in' && !isMuted ? audio : null;
  useEffect(() => {
    if (number === undefined || !microphone) return;
    let stop: (() => void) | undefined;
    let isOver = false;
    const report = (stretch: { from: number; to: number }) =>
      void live.send('talk.report', { round: number, ...stretch });
    import('./talk-meter')
      .then(({ startTalkMeter }) => startTalkMeter(microphone, () => live.now(), report))
      .then(
        (started) => {
          if (isOver) started();
          else stop = started;
        },
        // A browser without worklets has no estimate; nothing else depends on it.
        () => undefined,
      );
    return () => {
      isOver = true;
      stop?.();
    };
  }, [number, microphone, live]);
  return null;
};
