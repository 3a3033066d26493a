import type { CallFrames, CallPeer, Problem, RequestKind } from '@debrief/contracts';
import { emptySelf, type RoomState } from '@debrief/live-core';
import type { LiveSession, LiveState } from '../live';
import { createStore } from '../store';
import type { CallMedia } from './create-call';

/** A track that can end. */
export const fakeTrack = (kind: 'audio' | 'video'): MediaStreamTrack => {
  const events = new EventTarget();
  const track = Object.assign(Object.create(null), {
    kind,
    enabled: true,
    contentHint: '',
    readyState: 'live',
    addEventListener: events.addEventListener.bind(events),
    dispatchEvent: events.dispatchEvent.bind(events),
    stop: () => void (track.readyState = 'ended'),
  });
  return track;
};

const fakeStream = (): MediaStream => {
  const tracks: MediaStreamTrack[] = [];
  return Object.assign(Object.create(null), {
    getTracks: () => [...tracks],
    addTrack: (track: MediaStreamTrack) => tracks.push(track),
    removeTrack: (track: MediaStreamTrack) => tracks.splice(tracks.indexOf(track), 1),
  });
};

/** A connection that goes nowhere: it negotiates like a browser's and connects when it is told to. */
export class FakeConnection {
  restarts = 0;
  /** Pictures of the camera that have left; null where no line has a camera. */
  pictures: number | null = null;
  config: RTCConfiguration;
  readonly native: RTCPeerConnection;
  private offers = 0;

  constructor(config: RTCConfiguration) {
    this.config = config;
    const transceivers: unknown[] = [];
    const pc = Object.assign(Object.create(null), {
      connectionState: 'new',
      signalingState: 'stable',
      localDescription: null,
      onnegotiationneeded: null,
      onicecandidate: null,
      onconnectionstatechange: null,
      getTransceivers: () => transceivers,
      addTransceiver: (kind: 'audio' | 'video', { direction }: { direction: string }) => {
        transceivers.push(fakeTransceiver(kind, direction));
        if (transceivers.length === 1) queueMicrotask(() => pc.onnegotiationneeded?.());
      },
      setLocalDescription: async () => {
        const type = pc.signalingState === 'have-remote-offer' ? 'answer' : 'offer';
        pc.localDescription = { type, sdp: `${type} ${(this.offers += 1)}` };
        pc.signalingState = type === 'offer' ? 'have-local-offer' : 'stable';
      },
      setRemoteDescription: async ({ type }: { type: string }) => {
        if (type === 'offer' && !transceivers.length)
          for (const kind of ['audio', 'video', 'video'] as const) transceivers.push(fakeTransceiver(kind, 'recvonly'));
        pc.signalingState = type === 'offer' ? 'have-remote-offer' : 'stable';
      },
      addIceCandidate: async () => undefined,
      setConfiguration: (next: RTCConfiguration) => void (this.config = next),
      restartIce: () => {
        this.restarts += 1;
        queueMicrotask(() => pc.onnegotiationneeded?.());
      },
      getStats: async () =>
        new Map(
          this.pictures === null ? [] : [['o', { type: 'outbound-rtp', mid: '1', framesEncoded: this.pictures }]],
        ),
      close: () => void (pc.connectionState = 'closed'),
    });
    this.native = pc;
  }

  be(state: RTCPeerConnectionState): void {
    Object.assign(this.native, { connectionState: state });
    this.native.onconnectionstatechange?.call(this.native, new Event('connectionstatechange'));
  }
  get sent(): (MediaStreamTrack | null)[] {
    return this.native.getTransceivers().map(({ sender }) => sender.track);
  }
  get directions(): string[] {
    return this.native.getTransceivers().map(({ direction }) => direction);
  }
  get limits(): (number | undefined)[] {
    return this.native.getTransceivers().map(({ sender }) => sender.getParameters().encodings[0]?.maxBitrate);
  }
}

const fakeTransceiver = (kind: 'audio' | 'video', direction: string) => {
  const encoding: RTCRtpEncodingParameters = {};
  const sender = {
    track: null as MediaStreamTrack | null,
    replaceTrack: async (track: MediaStreamTrack | null) => void (sender.track = track),
    getParameters: () => ({ encodings: [{ ...encoding }] }),
    setParameters: async ({ encodings }: { encodings: RTCRtpEncodingParameters[] }) =>
      void Object.assign(encoding, encodings[0]),
  };
  return { direction, sender, receiver: { track: fakeTrack(kind) } };
};

/** All connections that a call has made, in order. */
export const fakeMedia = (): CallMedia & { made: FakeConnection[] } => {
  const made: FakeConnection[] = [];
  return {
    made,
    connect: (config) => {
      const connection = new FakeConnection(config);
      made.push(connection);
      return connection.native;
    },
    makeStream: fakeStream,
  };
};

/** A live session that answers what it is told to, and hears what is asked. */
export class FakeLive {
  readonly asked: { kind: RequestKind; input: unknown }[] = [];
  /** Who else is in the call when this one enters. */
  roster: CallPeer[] = [];
  part: 'send' | 'hear' = 'send';
  /** Answers instead of the usual; undefined is silence. */
  fate: Partial<Record<RequestKind, Problem | 'silence'>> = {};
  private readonly store;
  /** Who else is said to be in the call after the answer to `call.enter` was made and before it arrives. */
  overtaking: CallPeer[] | null = null;
  private readonly frames = new Map<string, Set<(body: never) => void>>();
  readonly session: LiveSession;

  constructor(
    readonly participant: string,
    room: RoomState,
  ) {
    this.store = createStore<LiveState>({
      status: 'live',
      closed: null,
      downSince: null,
      downBecause: null,
      lag: null,
      participant,
      admitted: true,
      people: [],
      room,
      panels: {},
      self: emptySelf(),
      pending: [],
      unsent: 0,
      isKept: true,
      unstored: [],
    });
    const none = () => {
      throw new Error('a call has no need of this');
    };
    this.session = {
      get: () => this.store.get(),
      subscribe: (listener) => this.store.subscribe(listener),
      request: (kind, input) => this.answer(kind, input),
      onCallFrame: (kind, listener) => {
        const heard = this.frames.get(kind) ?? new Set();
        this.frames.set(kind, heard.add(listener as (body: never) => void));
        return () => void heard.delete(listener as (body: never) => void);
      },
      now: () => Date.now(),
      send: none,
      doc: none,
      onChanged: none,
      onEvent: none,
      keptCard: none,
      forgetUnstored: none,
      close: none,
    };
  }

  patch(change: Partial<LiveState>): void {
    this.store.patch(change);
  }
  tell<K extends keyof CallFrames>(kind: K, body: CallFrames[K]): void {
    for (const listener of this.frames.get(kind) ?? []) listener(body as never);
  }
  /** The inputs of every request of a kind so far. */
  of<T>(kind: RequestKind): T[] {
    return this.asked.flatMap((each) => (each.kind === kind ? [each.input as T] : []));
  }

  private async answer(kind: RequestKind, input: unknown): Promise<unknown> {
    this.asked.push({ kind, input });
    const fate = this.fate[kind];
    if (fate) return fate === 'silence' ? undefined : fate;
    const ice = { servers: [{ urls: [`turn:relay-${this.of('ice').length}`] }], until: null };
    if (kind !== 'call.enter') return { ok: true, ice };
    const { peer, sends } = input as { peer: string; sends: CallPeer['sends'] };
    const me = { peer, participant: this.participant, part: this.part, sends };
    if (this.overtaking) this.tell('call', { peers: [me, ...this.overtaking], left: [] });
    return { ok: true, part: this.part, peers: [me, ...this.roster], ice };
  }
}
