import {
  docHome,
  MAX_RUN,
  panelRound,
  selfOwner,
  type Ack,
  type CommandInput,
  type CommandKind,
  type DocName,
  type JoinAnswer,
  type Person,
  type Problem,
  type ServerFrames,
  type WireEvent,
} from '@debrief/contracts';
import {
  applyPanel,
  applyRoom,
  applySelf,
  docAccess,
  emptyPanel,
  emptyRoom,
  emptySelf,
  type PanelState,
  type RoomState,
  type SelfState,
} from '@debrief/live-core';
import { ServerClock } from './clock';
import { Inbox } from './inbox';
import { DocLink, type LiveDoc } from './live-doc';
import { newId } from './new-id';
import { closedProblem, Outbox, type KeyValue, type Pending } from './outbox';
import { localProblem, readProblem } from './problem-error';
import { connectSocket, type LiveSocket, type SocketSettings } from './socket';
import { createStore, type Watchable } from './store';

const JOIN_WAIT = 10_000;
const CLOCK_EVERY = 60_000;
const LAG_EVERY = 10_000;
/** Without a connection for this long the pill says offline, in ms. */
const OFFLINE_AFTER = 15_000;
/** Somebody who waits to be let in asks again this often, in ms. */
const KNOCK_EVERY = 4_000;

export type LiveStatus = 'connecting' | 'live' | 'reconnecting' | 'offline' | 'closed';

/** Everything a screen shows of a live session. Slices are the same folds the server and the replay make. */
export interface LiveState {
  status: LiveStatus;
  /** Why the connection is closed for good, when it is. */
  closed: Problem | ServerFrames['closed']['code'] | null;
  /** Client time at which the connection was lost, ms. */
  downSince: number | null;
  /** Shortest way to the server and back of the last samples, ms. */
  lag: number | null;
  participant: string | null;
  /** False while the host has not let this person in. */
  admitted: boolean;
  people: Person[];
  room: RoomState;
  panels: Record<number, PanelState>;
  self: SelfState;
  /** Commands the server has not acknowledged. */
  pending: readonly Pending[];
}

export interface LiveOptions {
  /** Origin of the server without a slash at the end. */
  url: string;
  session: string;
  socketOptions?: SocketSettings;
  /** Keeps unacknowledged commands over a reload. */
  storage?: KeyValue;
  /** For specs: a socket that needs no network. */
  socket?: LiveSocket;
}

export interface LiveSession extends Watchable<LiveState> {
  /** Sends a command; settles when the server has answered for good. Network faults are waited out. */
  send<K extends CommandKind>(kind: K, input: CommandInput<K>): Promise<Ack>;
  /** Server time, ms. */
  now(): number;
  /** The document of that name, opened on first use and shared by all who ask. */
  doc(name: DocName): LiveDoc;
  /** Rows beside the log have changed: refetch. */
  onChanged(listener: (change: ServerFrames['changed']) => void): () => void;
  /** Every row of the log as it is folded, for announcements and sounds; rows of the past (a join) are not told. */
  onEvent(listener: (event: WireEvent) => void): () => void;
  close(): void;
}

/**
 * Enters a live session and stays in it through lost connections, restarts of the server and missed messages.
 * Every tab makes its own; close it when the page is left.
 */
export const createLive = ({ url, session, socketOptions, storage, socket: given }: LiveOptions): LiveSession => {
  const socket = given ?? connectSocket(url, socketOptions);
  const tab = newId();
  const clock = new ServerClock();
  const docs = new Map<DocName, DocLink>();
  const eventListeners = new Set<(event: WireEvent) => void>();
  const changedListeners = new Set<(change: ServerFrames['changed']) => void>();
  const store = createStore<LiveState>({
    status: 'connecting',
    closed: null,
    downSince: null,
    lag: null,
    participant: null,
    admitted: false,
    people: [],
    room: emptyRoom(),
    panels: {},
    self: emptySelf(),
    pending: [],
  });
  const outbox = new Outbox(socket, storage, (pending) => store.patch({ pending }));
  let isCatchingUp = false;
  let joining = 0;
  const timers = new Set<ReturnType<typeof setTimeout>>();

  /** Folded here and handed to the store once per frame, so that a screen never draws half a decision. */
  let slices: Pick<LiveState, 'room' | 'panels' | 'self'> = store.get();
  const take = (event: WireEvent) => {
    if (event.kind === 'doc') {
      docs.get(event.doc as DocName)?.applyRow(event.data);
    } else {
      const round = panelRound(event.stream);
      if (event.stream === 'room') slices = { ...slices, room: applyRoom(slices.room, event) };
      else if (round !== undefined)
        slices = {
          ...slices,
          panels: { ...slices.panels, [round]: applyPanel(slices.panels[round] ?? emptyPanel(), event) },
        };
      else slices = { ...slices, self: applySelf(slices.self, event) };
    }
    if (!isCatchingUp) for (const listener of [...eventListeners]) listener(event);
  };
  const show = () => {
    store.patch({ room: slices.room, panels: slices.panels, self: slices.self });
    for (const doc of docs.values()) doc.refreshAccess();
  };

  const inbox = new Inbox(take, (stream, seq) => void fillGap(stream, seq));
  const fillGap = async (stream: string, seq: number) => {
    const answer = await socket.request('since', { stream, seq }, JOIN_WAIT);
    const found = answer as { ok?: boolean; events?: WireEvent[]; head?: number; snapshot?: unknown } | undefined;
    if (found?.ok && found.snapshot !== undefined && found.head !== undefined) {
      setSlice(stream, found.snapshot);
      inbox.jump(stream, found.head);
      return show();
    }
    if (found?.ok && found.events?.length) {
      inbox.receive(found.events);
      show();
      // A full page means that there may be more.
      if (found.events.length >= MAX_RUN) inbox.head(stream, inbox.lastOf(stream) + 1);
      return;
    }
    // No answer, or one that does not help: a join brings everything in order again.
    if (socket.isUp && found !== undefined && found.ok === false) void join();
  };

  const setSlice = (stream: string, snapshot: unknown) => {
    const round = panelRound(stream);
    if (stream === 'room') slices = { ...slices, room: snapshot as RoomState };
    else if (round !== undefined) slices = { ...slices, panels: { ...slices.panels, [round]: snapshot as PanelState } };
    else if (selfOwner(stream)) slices = { ...slices, self: snapshot as SelfState };
  };

  const later = (run: () => void, ms: number) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
  };

  const join = async (): Promise<void> => {
    const mine = ++joining;
    const claims = new Map([...docs].map(([name, doc]) => [name, doc.claim()]));
    const answer = await socket.request(
      'join',
      { session, tab, last: inbox.all(), docs: Object.fromEntries(claims) },
      JOIN_WAIT,
    );
    if (mine !== joining || store.get().status === 'closed') return;
    if (answer === undefined) {
      // Silence on an open connection: begin it anew rather than wait for a ping to notice.
      if (socket.isUp) socket.restart();
      return;
    }
    const problem = readProblem(answer);
    if (problem) {
      if (!problem.retryable) return shut(problem);
      return later(() => socket.isUp && mine === joining && void join(), 1_000);
    }
    enter(answer as JoinAnswer, claims);
  };

  const enter = (answer: JoinAnswer, claims: ReadonlyMap<DocName, { clientIds: number[] }>) => {
    clock.seed(answer.now);
    isCatchingUp = true;
    for (const [stream, part] of Object.entries(answer.streams)) {
      if ('snapshot' in part) {
        setSlice(stream, part.snapshot);
        inbox.jump(stream, part.head);
      } else {
        inbox.receive(part.run);
        inbox.head(stream, part.head);
      }
    }
    isCatchingUp = false;
    store.patch({
      status: 'live',
      downSince: null,
      participant: answer.participant,
      admitted: answer.admitted,
      people: answer.people,
      room: slices.room,
      panels: slices.panels,
      self: slices.self,
    });
    for (const [name, doc] of docs) {
      const part = answer.docs[name];
      const claim = claims.get(name);
      // A document that was opened here while the join was on its way has told the server no client id yet.
      if (part && claim) doc.joined(part, claim.clientIds);
      else if (answer.admitted) void doc.open();
    }
    if (!answer.admitted) return later(() => socket.isUp && void join(), KNOCK_EVERY);
    outbox.start(session, answer.participant);
    void syncClock();
  };

  const shut = (closed: Problem | ServerFrames['closed']['code']) => {
    store.patch({ status: 'closed', closed });
    stop();
    outbox.close(typeof closed === 'string' ? closedProblem() : closed);
  };

  const syncClock = async () => {
    const lag = await clock.sync(socket);
    if (lag !== null) store.patch({ lag: Math.max(1, Math.round(lag)) });
  };
  const measureLag = async () => {
    if (store.get().status !== 'live') return;
    if (clock.hasJumped()) return syncClock();
    const sample = await clock.sample(socket);
    if (sample) store.patch({ lag: Math.max(1, Math.round(sample.roundTrip)) });
  };
  const everyMinute = setInterval(() => void syncClock(), CLOCK_EVERY);
  const everyLag = setInterval(() => void measureLag(), LAG_EVERY);
  const wake = (event?: Event) => {
    if (typeof document !== 'undefined' && document.visibilityState === 'hidden') return;
    // The network is back: do not wait for the next attempt.
    if (event?.type === 'online' && !socket.isUp) socket.restart();
    if (socket.isUp && store.get().admitted) void syncClock();
  };
  const lost = () => {
    if (store.get().status === 'reconnecting') store.patch({ status: 'offline' });
  };
  const page = typeof window === 'undefined' ? undefined : window;
  for (const kind of ['online', 'pageshow', 'visibilitychange'] as const) page?.addEventListener(kind, wake, true);
  page?.addEventListener('offline', lost);

  const stop = () => {
    joining++;
    clearInterval(everyMinute);
    clearInterval(everyLag);
    for (const timer of timers) clearTimeout(timer);
    inbox.stop();
    for (const kind of ['online', 'pageshow', 'visibilitychange'] as const) page?.removeEventListener(kind, wake, true);
    page?.removeEventListener('offline', lost);
    socket.close();
  };

  socket.on('up', () => void join());
  socket.on('down', () => {
    const { status } = store.get();
    outbox.pause();
    for (const doc of docs.values()) doc.down();
    if (status === 'closed') return;
    joining++;
    store.patch({ status: status === 'connecting' ? 'connecting' : 'reconnecting', downSince: Date.now() });
    later(() => !socket.isUp && lost(), OFFLINE_AFTER);
  });
  socket.on('refused', ({ code }) => {
    if (code === 'old-contract') shut(code);
    else if (code === 'not-signed-in') shut(localProblem(code, 'Sign in to come back to this session.'));
  });
  socket.on('log', ({ events }) => {
    inbox.receive(events);
    show();
  });
  socket.on('head', ({ stream, seq }) => inbox.head(stream, seq));
  socket.on('people', ({ people }) => {
    const before = store.get();
    store.patch({ people });
    const connected = new Set(people.filter((person) => person.connected).map((person) => person.participant));
    for (const doc of docs.values()) doc.keepCarets(connected);
    const me = people.find((person) => person.participant === before.participant);
    if (!before.admitted && me && me.seat !== null) void join();
  });
  socket.on('presence', (frame) => {
    if (frame.doc) docs.get(frame.doc as DocName)?.applyPresence(frame);
  });
  socket.on('changed', (change) => {
    for (const listener of [...changedListeners]) listener(change);
  });
  socket.on('closed', ({ code }) => shut(code));
  if (socket.isUp) void join();

  const mayWrite = (name: DocName): boolean => {
    const { participant, admitted } = store.get();
    return admitted && participant !== null && docAccess(slices.room, participant, name) === 'write';
  };

  return {
    get: () => store.get(),
    subscribe: (listener) => store.subscribe(listener),
    send: (kind, input) => {
      if (store.get().status === 'closed') return Promise.resolve(closedProblem());
      return outbox.add(kind, input);
    },
    now: () => clock.now(),
    doc: (name) => {
      const known = docs.get(name);
      if (known) return known;
      if (!docHome(name).round) throw new Error(`${name} is not a document`);
      const doc = new DocLink(name, {
        socket,
        now: () => clock.now(),
        mayWrite,
        ...(storage && { kept: { storage, key: session } }),
      });
      docs.set(name, doc);
      if (store.get().status === 'live' && store.get().admitted) void doc.open();
      return doc;
    },
    onChanged: (listener) => {
      changedListeners.add(listener);
      return () => changedListeners.delete(listener);
    },
    onEvent: (listener) => {
      eventListeners.add(listener);
      return () => eventListeners.delete(listener);
    },
    close: () => {
      store.patch({ status: 'closed', closed: localProblem('unavailable', 'This page has left the session.') });
      stop();
      outbox.stop();
      for (const doc of docs.values()) doc.destroy();
      docs.clear();
    },
  };
};
