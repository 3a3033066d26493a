import type { CallEntered, CallFrames, CallPart, CallPeer, IceServers, Problem } from '@debrief/contracts';
import { callPart, watchersWithPicture } from '@debrief/live-core';
import type { LiveSession } from '../live';
import { newId } from '../new-id';
import { readProblem } from '../problem-error';
import { createStore } from '../store';
import type { CallOptions, CallState, LiveCall, PeerState } from './call-state';
import { budget } from './limits';
import { OwnTracks } from './own-tracks';
import { PeerLink, type LinkPlan } from './peer-link';

const AGAIN = 1_000;
const MEASURE_EVERY = 2_500;
/** Somebody whom the server misses is kept this long, and longer while sound still comes from them, in ms. */
const MISSED_FOR = 15_000;
const HEARD_FOR = 60_000;
const MAX_EARLY = 50;
const NOTHING = { audio: false, video: false, screen: false, muted: false };

/** The browser's part of a call; specs bring their own. */
export interface CallMedia {
  connect(config: RTCConfiguration): RTCPeerConnection;
  makeStream(): MediaStream;
}
const browserMedia: CallMedia = {
  connect: (config) => new RTCPeerConnection(config),
  makeStream: () => new MediaStream(),
};

interface Known {
  entry: CallPeer;
  link: PeerLink;
  /** Client time since which the server has not named them, ms; null while it does. */
  missedSince: number | null;
}

/**
 * The call of a live session: a connection to everybody who sends, or to everybody when this person does. Media and
 * words travel apart: while the server is away the call goes on, and what has to be said waits.
 */
export const createCall = (
  live: LiveSession,
  { iceTransportPolicy }: CallOptions = {},
  media: CallMedia = browserMedia,
): LiveCall => {
  const store = createStore<CallState>({ status: 'out', part: null, sends: NOTHING, peers: [] });
  const known = new Map<string, Known>();
  let me = '';
  let ice: IceServers = { servers: [], until: null };
  let tries = 0;
  let isSaying = false;
  let isUnsaid = false;
  let wasLive = false;
  let isPlanned = false;
  let timer: ReturnType<typeof setInterval> | undefined;
  /** The last roster with this entrance in it since the server was asked: it may overtake the answer, and is never older. */
  let overtook: CallFrames['call'] | null = null;
  /** Words that came before the roster with their speaker. */
  const early: CallFrames['signal'][] = [];
  const own = new OwnTracks(() => sendsChanged());

  const isIn = () => store.get().status === 'in' || store.get().status === 'entering';
  const isLive = () => live.get().status === 'live' && live.get().admitted;
  const myPart = (): CallPart => store.get().part ?? 'hear';

  const config = (): RTCConfiguration => ({
    iceServers: ice.servers,
    bundlePolicy: 'max-bundle',
    ...(iceTransportPolicy && { iceTransportPolicy }),
  });
  const freshConfig = async (): Promise<RTCConfiguration> => {
    const answer = isLive() ? await live.request('ice', {}) : undefined;
    if (answer !== undefined && !readProblem(answer)) ice = (answer as { ice: IceServers }).ice;
    return config();
  };

  const planFor = ({ part, participant }: CallPeer): LinkPlan => {
    const { room } = live.get();
    const sendsHere = myPart() === 'send';
    const sees = part === 'send' || watchersWithPicture(room).includes(participant);
    const { audio, video, screen } = own.all;
    const senders = [...known.values()].filter(({ entry }) => entry.part === 'send').length + (sendsHere ? 1 : 0);
    return {
      direction: sendsHere ? (part === 'send' ? 'sendrecv' : 'sendonly') : part === 'send' ? 'recvonly' : 'inactive',
      tracks: sendsHere
        ? { audio, video: sees ? video : null, screen: sees ? screen : null }
        : { audio: null, video: null, screen: null },
      bitrates: budget(senders),
    };
  };

  const show = () => {
    const { room, participant } = live.get();
    const seesPictures = myPart() === 'send' || watchersWithPicture(room).includes(participant ?? '');
    const seatOf = ({ participant: who }: CallPeer) => room.people[who]?.seat ?? 99;
    const peers = [...known.values()]
      .sort((a, b) => seatOf(a.entry) - seatOf(b.entry))
      .map(({ entry, link }): PeerState => ({
        ...entry,
        stream: link.stream,
        hasPicture: seesPictures && entry.sends.video,
        screen: seesPictures && entry.sends.screen ? link.screen : null,
        state: link.state,
        quality: link.quality,
        relayed: link.relayed,
      }));
    store.patch({ peers, sends: myPart() === 'send' ? own.sends : NOTHING });
  };

  const plan = () => {
    isPlanned = false;
    for (const { entry, link } of known.values()) link.use(planFor(entry));
    show();
  };
  /** Many things change in one turn; connections are told once. */
  const planSoon = () => {
    if (isPlanned) return;
    isPlanned = true;
    queueMicrotask(() => isPlanned && plan());
  };

  const forget = (peer: string) => {
    known.get(peer)?.link.close();
    known.delete(peer);
  };

  const setPart = (part: CallPart) => {
    // Somebody who may only hear keeps no open microphone.
    if (part === 'hear') own.stop();
    store.patch({ part });
  };

  const follow = ({ peers, left }: CallFrames['call']) => {
    const mine = peers.find(({ peer }) => peer === me);
    if (mine) setPart(mine.part);
    const wanted = peers.filter(({ peer, part }) => peer !== me && (myPart() === 'send' || part === 'send'));
    for (const { peer, participant } of peers)
      for (const [id, { entry }] of known)
        if (entry.participant === participant && (id !== peer || !wanted.some((each) => each.peer === id))) forget(id);
    for (const peer of left) forget(peer);
    for (const entry of wanted) {
      const found = known.get(entry.peer);
      if (found) {
        Object.assign(found, { entry, missedSince: null });
        found.link.wake();
        continue;
      }
      const link = new PeerLink(me, entry.peer, planFor(entry), {
        connect: () => media.connect(config()),
        makeStream: () => media.makeStream(),
        servers: freshConfig,
        send: (to, data) => (isLive() ? live.request('signal', { to, data }) : Promise.resolve(undefined)),
        changed: show,
      });
      known.set(entry.peer, { entry, link, missedSince: null });
    }
    for (const { from, data } of early.splice(0)) known.get(from)?.link.hear(data);
    for (const [id, one] of known) if (!peers.some(({ peer }) => peer === id)) one.missedSince ??= Date.now();
    plan();
  };

  /** Whoever is missing may be back in seconds; whoever has lost their seat is gone now. */
  const prune = () => {
    const { room } = live.get();
    for (const [peer, { entry, link, missedSince }] of known) {
      const isAway = missedSince !== null && isLive();
      const missedFor = isAway ? Date.now() - missedSince : 0;
      const isGone = missedFor > (link.state === 'connected' ? HEARD_FOR : MISSED_FOR);
      if (!isGone && callPart(room, entry.participant) !== 'none') continue;
      forget(peer);
      planSoon();
    }
  };

  const hear = (frame: CallFrames['signal']) => {
    const found = known.get(frame.from);
    if (found) found.link.hear(frame.data);
    else if (isIn() && early.length < MAX_EARLY) early.push(frame);
  };

  const stop = (status: CallState['status']) => {
    tries += 1;
    clearInterval(timer);
    timer = undefined;
    isPlanned = false;
    for (const peer of [...known.keys()]) forget(peer);
    own.stop();
    early.length = 0;
    store.patch({ status, part: null, sends: NOTHING, peers: [] });
  };

  /** Enters, or comes back; while the connection is away it waits for it. */
  const announce = async (again: boolean): Promise<void> => {
    const mine = ++tries;
    for (;;) {
      if (!isLive()) return;
      overtook = null;
      const answer = await live.request('call.enter', { peer: me, sends: own.sends, again });
      if (mine !== tries) return;
      const problem = answer === undefined ? undefined : readProblem(answer);
      if (answer !== undefined && !problem) return entered(answer as CallEntered);
      if (problem && !mayPass(problem)) return stop(again && problem.code === 'conflict' ? 'moved' : 'failed');
      await new Promise((later) => setTimeout(later, AGAIN));
      if (mine !== tries) return;
    }
  };

  const entered = (answer: CallEntered) => {
    ice = answer.ice;
    setPart(answer.part);
    store.patch({ status: 'in' });
    for (const one of known.values()) if (one.missedSince !== null) one.missedSince = Date.now();
    follow(overtook ?? { peers: answer.peers, left: [] });
    timer ??= setInterval(() => {
      prune();
      for (const { link } of known.values()) void link.measure();
    }, MEASURE_EVERY);
  };

  /** The latest word about what is sent; one at a time. */
  const say = async (): Promise<void> => {
    isUnsaid = true;
    if (isSaying) return;
    isSaying = true;
    while (isUnsaid && store.get().status === 'in' && isLive()) {
      isUnsaid = false;
      const answer = await live.request('call.change', { sends: own.sends });
      // Without an answer the connection is made anew, and coming back says it too.
      if (answer === undefined || !readProblem(answer)?.retryable) continue;
      isUnsaid = true;
      await new Promise((later) => setTimeout(later, AGAIN));
    }
    isSaying = false;
  };

  const sendsChanged = () => {
    if (!isIn()) return;
    plan();
    void say();
  };

  let room = live.get().room;
  const watch = () => {
    const now = live.get();
    if (now.status === 'closed') return isIn() ? stop('out') : undefined;
    const cameBack = isLive() && !wasLive;
    wasLive = isLive();
    if (cameBack && isIn()) void announce(store.get().status === 'in');
    if (now.room !== room && store.get().status === 'in') {
      room = now.room;
      prune();
      planSoon();
    }
  };

  const help = () => {
    for (const { link } of known.values()) link.help();
  };
  const page = typeof window === 'undefined' ? undefined : window;
  for (const kind of ['online', 'pageshow'] as const) page?.addEventListener(kind, help);

  const quits = [
    live.subscribe(watch),
    live.onCallFrame('call', (frame) => {
      if (frame.peers.some(({ peer }) => peer === me)) overtook = frame;
      if (store.get().status === 'in') follow(frame);
    }),
    live.onCallFrame('signal', (frame) => hear(frame)),
    live.onCallFrame('call.moved', ({ peer }) => void (isIn() && peer === me && stop('moved'))),
  ];
  wasLive = isLive();

  const leave = async () => {
    if (!isIn()) return void store.patch({ status: 'out' });
    stop('out');
    if (isLive()) await live.request('call.leave', {});
  };

  return {
    get: () => store.get(),
    subscribe: (listener) => store.subscribe(listener),
    enter: async ({ audio = null, video = null, muted = false } = {}) => {
      if (isIn()) stop('out');
      me = newId();
      own.mute(muted);
      own.set('audio', audio);
      own.set('video', video);
      store.patch({ status: 'entering', sends: own.sends });
      await announce(false);
    },
    leave,
    setMicrophone: (microphone) => {
      if (!isIn()) return typeof microphone === 'object' ? microphone?.stop() : undefined;
      if (microphone === 'mute' || microphone === 'unmute') own.mute(microphone === 'mute');
      else own.set('audio', microphone);
      sendsChanged();
    },
    setCamera: (camera) => {
      if (!isIn()) return camera?.stop();
      own.set('video', camera);
      sendsChanged();
    },
    shareScreen: (screen) => {
      if (!isIn()) return screen?.stop();
      own.set('screen', screen);
      sendsChanged();
    },
    retry: (peer) => known.get(peer)?.link.renew(),
    own: () => own.all,
    close: () => {
      void leave();
      for (const quit of quits) quit();
      for (const kind of ['online', 'pageshow'] as const) page?.removeEventListener(kind, help);
    },
  };
};

/** The server may say yes to the same words later; a lost role or another tab is for good. */
const mayPass = ({ retryable, code }: Problem): boolean => retryable || code === 'not-now';
