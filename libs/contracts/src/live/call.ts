import * as z from 'zod/mini';
import { id } from '../ids';
import { text } from '../text';

/** Largest session description accepted, in UTF-16 units. */
export const MAX_SDP = 60_000;

/** What one tab puts into the call. `muted` says that the microphone is there and silent. */
export const callSends = z.strictObject({
  audio: z.boolean(),
  video: z.boolean(),
  screen: z.boolean(),
  muted: z.boolean(),
});
export type CallSends = z.infer<typeof callSends>;

export const callPart = z.enum(['send', 'hear']);
export type CallPart = z.infer<typeof callPart>;

/** One entrance to the call: a tab of a participant, from `call.enter` to `call.leave`. */
export const callPeer = z.strictObject({ peer: id, participant: id, part: callPart, sends: callSends });
export type CallPeer = z.infer<typeof callPeer>;

const candidate = z.strictObject({
  candidate: text(1000),
  sdpMid: z.optional(z.nullable(text(32))),
  sdpMLineIndex: z.optional(z.nullable(z.int().check(z.gte(0), z.lte(63)))),
  usernameFragment: z.optional(z.nullable(text(256))),
});

/**
 * What two peers tell each other to connect. `link` names one connection between them: the peer with the greater id
 * makes it and names it. The server relays this and neither keeps nor logs it: it holds addresses.
 */
export const signalData = z.strictObject({
  link: id,
  /** `isFirst` is true until the connection has had its first answer. */
  description: z.optional(
    z.strictObject({ type: z.enum(['offer', 'answer']), sdp: text(MAX_SDP), isFirst: z.boolean() }),
  ),
  candidates: z.optional(z.array(candidate).check(z.maxLength(40))),
  /** Asks the maker of the link to begin it anew. */
  anew: z.optional(z.literal(true)),
});
export type SignalData = z.infer<typeof signalData>;

/** Servers that find a way between two networks, as `RTCPeerConnection` takes them. */
export interface IceServers {
  servers: { urls: string[]; username?: string; credential?: string }[];
  /** Server time until which the credentials work, ms; null when there are none. */
  until: number | null;
}

/** Answer to `call.enter`: what this person may do in the call, who else is in it, and how to reach them. */
export interface CallEntered {
  ok: true;
  part: CallPart;
  peers: CallPeer[];
  ice: IceServers;
}

/** Requests of a call; nothing of it is stored but that somebody has a microphone. */
export const callRequests = {
  /**
   * Enters the call with an id of the client's making. One entrance per participant: an older one of the same
   * participant is told `call.moved`. `again` comes back after a lost connection and is refused `conflict` when another
   * tab has entered meanwhile.
   */
  'call.enter': z.strictObject({ peer: id, sends: callSends, again: z.boolean() }),
  'call.change': z.strictObject({ sends: callSends }),
  'call.leave': z.strictObject({}),
  /** Refused `not-now` when `to` is not in the call of this session. */
  signal: z.strictObject({ to: id, data: signalData }),
  /** Fresh credentials; the answer is `{ok, ice}`. */
  ice: z.strictObject({}),
} as const;

/** Frames of a call, sent to those who are in it and to nobody else. */
export interface CallFrames {
  /** The whole roster after each change. `left` names those who are gone for good; others who are missing may be back soon. */
  call: { peers: CallPeer[]; left: string[] };
  signal: { from: string; participant: string; data: SignalData };
  /** This person has entered from another tab; this one is out. */
  'call.moved': { peer: string };
}
