import { createStore, type CallState, type LiveCall, type PeerState } from '@debrief/client';
import { idOf } from '@debrief/live-core/testing';

/** A track that knows whether it runs. */
export class FakeTrack extends EventTarget {
  readyState: 'live' | 'ended' = 'live';
  enabled = true;
  constructor(
    readonly kind: 'audio' | 'video',
    readonly device = `${kind}-1`,
  ) {
    super();
  }
  stop() {
    this.readyState = 'ended';
  }
  getSettings() {
    return { deviceId: this.device };
  }
  /** Unplugged, or taken by the system. */
  lose() {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

export class FakeStream {
  constructor(readonly tracks: FakeTrack[] = []) {}
  getTracks = () => this.tracks;
  getAudioTracks = () => this.tracks.filter(({ kind }) => kind === 'audio');
  getVideoTracks = () => this.tracks.filter(({ kind }) => kind === 'video');
}

export type Refusing = Partial<Record<'audio' | 'video', string>>;

/** A browser's devices: what was asked, what is open, and what it refuses by name. */
export const fakeDevices = (refuses: Refusing = {}, granted = false) => {
  const asked: MediaStreamConstraints[] = [];
  const tracks: FakeTrack[] = [];
  const media = Object.assign(new EventTarget(), {
    enumerateDevices: () => Promise.resolve([]),
    getUserMedia: (wanted: MediaStreamConstraints) => {
      asked.push(wanted);
      const kinds = (['audio', 'video'] as const).filter((kind) => wanted[kind]);
      const why = kinds.map((kind) => refuses[kind]).find((name) => name !== undefined);
      if (why) return Promise.reject(new DOMException('no', why));
      const opened = kinds.map((kind) => new FakeTrack(kind));
      tracks.push(...opened);
      return Promise.resolve(new FakeStream(opened));
    },
  });
  const state = { granted };
  Object.defineProperty(navigator, 'mediaDevices', { value: media, configurable: true });
  Object.defineProperty(navigator, 'permissions', {
    value: { query: () => Promise.resolve({ state: state.granted ? 'granted' : 'prompt' }) },
    configurable: true,
  });
  Object.defineProperty(window, 'MediaStream', { value: FakeStream, configurable: true });
  Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true });
  HTMLMediaElement.prototype.play = () => Promise.resolve();
  return { asked, tracks, refuses, state, open: () => tracks.filter(({ readyState }) => readyState === 'live') };
};

const out: CallState = {
  status: 'out',
  part: null,
  sends: { audio: false, video: false, screen: false, muted: false },
  peers: [],
};

/** A call without a network: what it was told, and a way to say what the others do. */
export const fakeCall = (part: 'send' | 'hear' = 'send') => {
  const told: unknown[][] = [];
  const store = createStore<CallState>(out);
  const call: LiveCall = {
    get: store.get,
    subscribe: store.subscribe,
    enter: (tracks) => {
      told.push(['enter', tracks]);
      store.patch({ status: 'in', part });
      return Promise.resolve();
    },
    leave: () => {
      told.push(['leave']);
      store.patch(out);
      return Promise.resolve();
    },
    setMicrophone: (microphone) => void told.push(['microphone', microphone]),
    setCamera: (camera) => void told.push(['camera', camera]),
    shareScreen: (screen) => void told.push(['screen', screen]),
    retry: (peer) => void told.push(['retry', peer]),
    own: () => ({ audio: null, video: null, screen: null }),
    close: () => void told.push(['close']),
  };
  return { call, told, patch: store.patch, load: () => Promise.resolve({ createCall: () => call }) };
};

/** Somebody else in the call, well connected unless said otherwise. */
export const peerOf = (name: string, change: Partial<PeerState> = {}): PeerState => ({
  peer: `tab-${name}`,
  participant: idOf(name),
  part: 'send',
  sends: { audio: true, video: true, screen: false, muted: false },
  stream: new MediaStream(),
  hasPicture: true,
  screen: null,
  state: 'connected',
  quality: 'good',
  relayed: false,
  ...change,
});
