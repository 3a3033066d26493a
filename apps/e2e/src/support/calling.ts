import type { CallEntered, CallFrames, CallPeer, CallSends, SignalData } from '@debrief/contracts';
import { newId } from '@debrief/client';
import type { Seat } from './meeting';

export const all: CallSends = { audio: true, video: true, screen: true, muted: false };
export const nothing: CallSends = { audio: false, video: false, screen: false, muted: false };
export const sound: CallSends = { ...nothing, audio: true };

/** Enters the call over a bare socket; `answer` may be a refusal, `entered` reads it as if it were none. */
export const enter = async (seat: Seat, sends = sound, more: { peer?: string; again?: boolean } = {}) => {
  const peer = more.peer ?? newId();
  const answer = await seat.socket.ask('call.enter', [{ peer, sends, again: more.again ?? false }]);
  return { peer, answer, entered: answer as CallEntered };
};
export const framesOf = <K extends keyof CallFrames>(seat: Seat, kind: K): CallFrames[K][] =>
  seat.socket.frames.flatMap((frame) => (frame.kind === kind ? [frame.body as CallFrames[K]] : []));
/** Who is in the call, as this seat was told last. */
export const rosterOf = (seat: Seat): CallPeer[] => framesOf(seat, 'call').at(-1)?.peers ?? [];
export const offer = (sdp = 'v=0'): SignalData => ({
  link: newId(),
  description: { type: 'offer', sdp, isFirst: true },
});
export const signal = (seat: Seat, to: string, data: unknown = offer()) => seat.socket.ask('signal', [{ to, data }]);
/** The server has handled everything that this seat sent before. */
export const settled = (seat: Seat) => seat.socket.ask('clock', [{ sentAt: 1 }]);
