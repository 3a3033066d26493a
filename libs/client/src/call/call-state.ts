import type { CallPart, CallSends } from '@debrief/contracts';
import type { Watchable } from '../store';

/** `good`: nothing to notice; `fair`: now and then a gap; `poor`: hard to follow. */
export type CallQuality = 'good' | 'fair' | 'poor';

/** Somebody else in the call. */
export interface PeerState {
  peer: string;
  participant: string;
  part: CallPart;
  /** What they say they send. Show their picture when `hasPicture`, a muted sign when `sends.muted || !sends.audio`. */
  sends: CallSends;
  /** Their microphone and camera; the same object for as long as the peer is here. Play it, also without a picture. */
  stream: MediaStream;
  /** True while their camera's picture comes to this person: all but two observers get sound only. */
  hasPicture: boolean;
  /** Their shared screen while it comes to this person. */
  screen: MediaStream | null;
  state: 'connecting' | 'connected' | 'reconnecting' | 'failed';
  /** Of the connection to them, every 2.5 s; null until it is known. */
  quality: CallQuality | null;
  /** True while sound and picture go through a relay (TURN). */
  relayed: boolean;
}

export interface CallState {
  /** `moved`: this person has entered from another tab. `failed`: the server refused; `enter` may be tried again. */
  status: 'out' | 'entering' | 'in' | 'moved' | 'failed';
  /** What this person may do in the call; null while out of it. */
  part: CallPart | null;
  /** What this tab sends now; all false for those who hear. */
  sends: CallSends;
  /** In the order of entering, this tab not among them. */
  peers: readonly PeerState[];
}

/** The call of one session. Nothing here ever throws for want of a device, a network or a peer: the state says it. */
export interface LiveCall extends Watchable<CallState> {
  /**
   * Enters the call with these tracks, or with none to listen. The call owns a track from then on: it stops it when it
   * is replaced, when it is taken out and when the call is left. Resolves when the server has answered or refused.
   */
  enter(tracks?: { audio?: MediaStreamTrack | null; video?: MediaStreamTrack | null; muted?: boolean }): Promise<void>;
  /** Leaves and stops every track; the light goes off. */
  leave(): Promise<void>;
  /** Another microphone (a mute stays), none, or the one there is muted or not. */
  setMicrophone(microphone: MediaStreamTrack | null | 'mute' | 'unmute'): void;
  /** Another camera, or none: the old track is stopped. */
  setCamera(camera: MediaStreamTrack | null): void;
  /** Shares a screen, or stops; also when the browser's own button ends the track. */
  shareScreen(screen: MediaStreamTrack | null): void;
  /** Tries to reach a peer again, by a new connection. */
  retry(peer: string): void;
  /** The tracks this tab sends now, for a self-view and a level meter; null where there is none. */
  own(): { audio: MediaStreamTrack | null; video: MediaStreamTrack | null; screen: MediaStreamTrack | null };
  /** Leaves and forgets the session; the call is of no use afterwards. */
  close(): void;
}

export interface CallOptions {
  /** `relay` sends everything through TURN; to try whether TURN works. */
  iceTransportPolicy?: RTCIceTransportPolicy;
}
