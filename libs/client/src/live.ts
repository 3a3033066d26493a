import {
  docHome,
  type Ack,
  type CallFrames,
  type CommandInput,
  type CommandKind,
  type DocName,
  type JoinAnswer,
  type Person,
  type Problem,
  type RequestInput,
  type RequestKind,
  type ServerFrames,
  type WireEvent,
} from '@debrief/contracts';
import { docAccess, type PanelState, type RoomState, type SelfState } from '@debrief/live-core';
import { keepTime, ServerClock } from './clock';
import { type CardKeep } from './draft-slot';
import { Keep } from './keep';
import { takeLeftBehind } from './left-behind';
import { DocLink, type LiveDoc } from './live-doc';
import { newId } from './new-id';
import { closedProblem, Outbox, type Pending } from './outbox';
import { isUnplugged, watchPage } from './page-life';
import { localProblem, readProblem } from './problem-error';
import { SessionLog } from './session-log';
import { connectSocket, type LiveSocket, type SocketSettings } from './socket';
import { createStore, type Watchable } from './store';
import { type Unstored } from './unstored';

const JOIN_WAIT = 10_000;
const REQUEST_WAIT = 5_000;
/** What a tab leaves behind that closes while this one is open is looked for this often, in ms. */
const TAKE_OVER_EVERY = 60_000;
/** Without a connection for this long the pill says offline, in ms. */
const OFFLINE_AFTER = 15_000;
/** Somebody who waits to be let in asks again this often, in ms. */
const KNOCK_EVERY = 4_000;

/** After these nobody of this browser can send anything here any more, so nothing is kept either. */
const goneForGood: ReadonlySet<string> = new Set(['kicked', 'forbidden', 'not-found']);

export type LiveStatus = 'connecting' | 'live' | 'reconnecting' | 'offline' | 'closed';

/** Everything a screen shows of a live session. Slices are the same folds the server and the replay make. */
export interface LiveState {
  status: LiveStatus;
  /** Why the connection is closed for good, when it is. */
  closed: Problem | ServerFrames['closed']['code'] | null;
  /** Client time at which the connection was lost, ms. */
  downSince: number | null;
  /** Who seems to have ended it: a server that restarts hangs up, a network goes silent. */
  downBecause: 'server' | 'network' | null;
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
  /** Commands and documents with something the server has not confirmed. */
  unsent: number;
  /** False while some of it would be lost with this page, because the browser's storage is missing, full or failing. */
  isKept: boolean;
  /** Words the server refused for good, from this page or the one before. */
  unstored: readonly Unstored[];
}

export interface LiveOptions {
  /** Origin of the server without a slash at the end. */
  url: string;
  session: string;
  socketOptions?: SocketSettings;
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
  /** Where the card of a round is kept on this device while it is not on the server. */
  keptCard(round: number): CardKeep;
  /** Refused words have been copied or given up. */
  forgetUnstored(id: string): void;
  /** Asks the server something that is not stored; undefined when no answer came. Calls are made of these. */
  request<K extends RequestKind>(kind: K, input: RequestInput<K>): Promise<unknown>;
  /** Frames of a call, which only those in it receive. */
  onCallFrame<K extends keyof CallFrames>(kind: K, listener: (body: CallFrames[K]) => void): () => void;
  close(): void;
}

/**
 * Enters a live session and stays in it through lost connections, restarts of the server and missed messages. What the
 * server has not confirmed is kept in IndexedDB, where there is one, and sent by the next page of this participant.
 * Every tab makes its own; close it when the page is left.
 */
export const createLive = ({ url, session, socketOptions, socket: given }: LiveOptions): LiveSession => {
  const socket = given ?? connectSocket(url, socketOptions);
  const tab = newId();
  const clock = new ServerClock();
  const docs = new Map<DocName, DocLink>();
  const eventListeners = new Set<(event: WireEvent) => void>();
  const changedListeners = new Set<(change: ServerFrames['changed']) => void>();
  const log = new SessionLog(socket, {
    document: ({ doc, data }) => docs.get(doc as DocName)?.applyRow(data),
    news: (row) => {
      for (const listener of [...eventListeners]) listener(row);
    },
    folded: (slices) => {
      store.patch(slices);
      for (const doc of docs.values()) doc.refreshAccess();
    },
    stuck: () => void join(),
  });
  const store = createStore<LiveState>({
    status: 'connecting',
    closed: null,
    downSince: null,
    downBecause: null,
    lag: null,
    participant: null,
    admitted: false,
    people: [],
    ...log.slices,
    pending: [],
    unsent: 0,
    isKept: true,
    unstored: [],
  });
  const keep = new Keep(session, tab, (isKept) => store.patch({ isKept }));
  const addUnstored = (unstored: Omit<Unstored, 'id'>) => {
    if (!unstored.text.trim()) return;
    const { id } = keep.add('refused', '', unstored);
    store.patch({ unstored: [...store.get().unstored, { id, ...unstored }] });
  };
  const count = () =>
    store.patch({ unsent: store.get().pending.length + [...docs.values()].filter((doc) => doc.isUnsent).length });
  const outbox = new Outbox(
    socket,
    keep,
    (pending) => {
      store.patch({ pending });
      count();
    },
    addUnstored,
  );
  let hasTakenOver = false;
  let joining = 0;
  const timers = new Set<ReturnType<typeof setTimeout>>();

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
      { session, tab, last: log.last(), docs: Object.fromEntries(claims) },
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
    log.catchUp(answer.streams);
    store.patch({
      status: 'live',
      downSince: null,
      downBecause: null,
      participant: answer.participant,
      admitted: answer.admitted,
      people: answer.people,
      ...log.slices,
    });
    for (const [name, doc] of docs) {
      const part = answer.docs[name];
      const claim = claims.get(name);
      // A document that was opened here while the join was on its way has told the server no client id yet.
      if (part && claim) doc.joined(part, claim.clientIds);
      else if (answer.admitted) void doc.open();
    }
    if (!answer.admitted) return later(() => socket.isUp && void join(), KNOCK_EVERY);
    keep.open(answer.participant);
    void takeOver();
    time.sync();
  };

  /** What closed tabs have left goes out from here; the first time before anything of this tab. */
  const takeOver = async () => {
    if (hasTakenOver) outbox.start();
    const { participant } = store.get();
    const left = await takeLeftBehind(keep, session, participant, { withEarlierPage: !hasTakenOver });
    if (store.get().status === 'closed') return;
    hasTakenOver = true;
    outbox.adopt(left.commands);
    for (const [name, edits] of left.edits) open(name).adopt(edits);
    if (left.refused.length) store.patch({ unstored: [...store.get().unstored, ...left.refused] });
    count();
    if (store.get().status === 'live') outbox.start();
  };

  const shut = (closed: Problem | ServerFrames['closed']['code']) => {
    store.patch({ status: 'closed', closed });
    stop();
    const problem = typeof closed === 'string' ? closedProblem() : closed;
    for (const doc of docs.values()) {
      doc.flush();
      // A page without a storage can only show what it could not send.
      if (!store.get().isKept) addUnstored({ from: doc.name, text: doc.unsentText(), problem });
    }
    if (!store.get().isKept) outbox.showWords(problem);
    outbox.close(problem);
    if (goneForGood.has(typeof closed === 'string' ? closed : closed.code)) void keep.wipe();
  };

  const time = keepTime(clock, socket, {
    isLive: () => store.get().status === 'live',
    lag: (ms) => store.patch({ lag: Math.max(1, Math.round(ms)) }),
  });
  const everyMinute = setInterval(() => {
    if (hasTakenOver && store.get().status === 'live') void takeOver();
  }, TAKE_OVER_EVERY);
  const lost = () => {
    if (store.get().status === 'reconnecting') store.patch({ status: 'offline' });
  };
  const stopWatching = watchPage({
    awake: (isBackOnline) => {
      // The network is back: do not wait for the next attempt.
      if (isBackOnline && !socket.isUp) socket.restart();
      if (socket.isUp && store.get().admitted) time.sync();
    },
    unplugged: () => {
      store.patch({ downBecause: 'network' });
      lost();
    },
    leaving: () => {
      for (const doc of docs.values()) doc.flush();
      keep.hurry();
    },
  });

  const stop = () => {
    joining++;
    clearInterval(everyMinute);
    time.stop();
    for (const timer of timers) clearTimeout(timer);
    log.stop();
    stopWatching();
    socket.close();
  };

  socket.on('up', () => void join());
  socket.on('down', (why) => {
    const { status } = store.get();
    outbox.pause();
    for (const doc of docs.values()) doc.down();
    if (status === 'closed') return;
    joining++;
    store.patch({
      status: status === 'connecting' ? 'connecting' : 'reconnecting',
      downSince: Date.now(),
      downBecause: why?.byServer && !isUnplugged() ? 'server' : 'network',
    });
    later(() => !socket.isUp && lost(), OFFLINE_AFTER);
  });
  socket.on('refused', ({ code }) => {
    if (code === 'old-contract') shut(code);
    else if (code === 'not-signed-in') shut(localProblem(code, 'Sign in to come back to this session.'));
  });
  socket.on('log', ({ events }) => log.receive(events));
  socket.on('head', ({ stream, seq }) => log.head(stream, seq));
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

  const accessTo = (name: DocName): ReturnType<typeof docAccess> => {
    const { participant, admitted } = store.get();
    return admitted && participant !== null ? docAccess(log.slices.room, participant, name) : 'none';
  };

  const open = (name: DocName): DocLink => {
    const known = docs.get(name);
    if (known) return known;
    if (!docHome(name).round) throw new Error(`${name} is not a document`);
    const doc = new DocLink(name, {
      socket,
      keep,
      now: () => clock.now(),
      mayWrite: (each) => accessTo(each) === 'write',
      mayRead: (each) => accessTo(each) !== 'none',
      onUnstored: addUnstored,
      onStored: (row) => log.receive([{ ...row, participant: store.get().participant }]),
    });
    doc.subscribe(count);
    docs.set(name, doc);
    if (store.get().status === 'live' && store.get().admitted) void doc.open();
    return doc;
  };

  return {
    get: () => store.get(),
    subscribe: (listener) => store.subscribe(listener),
    send: (kind, input) => {
      if (store.get().status === 'closed') return Promise.resolve(closedProblem());
      return outbox.add(kind, input);
    },
    now: () => clock.now(),
    doc: open,
    onChanged: (listener) => {
      changedListeners.add(listener);
      return () => changedListeners.delete(listener);
    },
    onEvent: (listener) => {
      eventListeners.add(listener);
      return () => eventListeners.delete(listener);
    },
    keptCard: (round) => ({
      read: () => keep.card(round),
      write: (card) => keep.keepCard(round, card),
    }),
    forgetUnstored: (id) => {
      keep.remove([id]);
      store.patch({ unstored: store.get().unstored.filter((each) => each.id !== id) });
    },
    request: (kind, input) => socket.request(kind, input, REQUEST_WAIT),
    onCallFrame: (kind, listener) => {
      let isOn = true;
      socket.on(kind, (body: ServerFrames[typeof kind]) => {
        if (isOn) listener(body);
      });
      return () => void (isOn = false);
    },
    close: () => {
      store.patch({ status: 'closed', closed: localProblem('unavailable', 'This page has left the session.') });
      stop();
      outbox.stop();
      for (const doc of docs.values()) doc.destroy();
      docs.clear();
      void keep.close();
    },
  };
};
