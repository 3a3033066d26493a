import { MAX_UPDATE, docHome, type DocAnswer, type DocName, type Presence, type Problem } from '@debrief/contracts';
import { Awareness, removeAwarenessStates } from 'y-protocols/awareness';
import * as Y from 'yjs';
import * as z from 'zod/mini';
import { fromBase64, toBase64 } from './base64';
import { type KeyValue } from './outbox';
import { readProblem } from './problem-error';
import { type LiveSocket } from './socket';
import { createStore, type Store, type Watchable } from './store';

/** Name of the one root type of every document: rich text for notes, plain text for private notes. */
export const DOC_ROOT = 'content';
/** Local edits wait this long for more, in ms. */
const MERGE_FOR = 50;
const PUSH_WAIT = 5_000;
/** Carets move at most every 100 ms. */
const CARET_EVERY = 100;
/** Marks what came from the server, so that it is not sent back and not undone here. */
export const REMOTE = Symbol('remote');

/** How a document stands: `offline` edits are kept here and go out after the next join. */
export type DocSync = 'opening' | 'saved' | 'saving' | 'offline';
export interface LiveDocState {
  doc: Y.Doc;
  awareness: Awareness;
  sync: DocSync;
  /** Server time of the last acknowledged edit, ms. */
  savedAt: number | null;
  isWritable: boolean;
  /** Text that the server refused for good, and why; the document itself has been read again without it. */
  refused: { text: string; problem: Problem } | null;
}
/** A shared document. `get().doc` changes when a refusal forces a fresh copy: bind editors to the one in the state. */
export interface LiveDoc extends Watchable<LiveDocState> {
  readonly name: DocName;
  /** The refused text has been copied or given up. */
  forgetRefused(): void;
}

/** The text of a document as plain lines. */
export const plainText = (name: DocName, doc: Y.Doc): string => {
  if (docHome(name).kind === 'private') return doc.getText(DOC_ROOT).toString();
  const lines = (node: Y.XmlFragment | Y.XmlElement | Y.XmlText): string => {
    if (node instanceof Y.XmlText)
      return (node.toDelta() as { insert: unknown }[])
        .map(({ insert }) => (typeof insert === 'string' ? insert : ''))
        .join('');
    const parts = node
      .toArray()
      .map((child) => (child instanceof Y.XmlHook ? '' : lines(child as Y.XmlElement | Y.XmlText)));
    return parts.join(node.toArray().every((child) => child instanceof Y.XmlText) ? '' : '\n');
  };
  return lines(doc.getXmlFragment(DOC_ROOT));
};

const keptDoc = z.strictObject({ clientIds: z.array(z.int()), update: z.string() });

interface Wiring {
  socket: LiveSocket;
  now(): number;
  mayWrite(name: DocName): boolean;
  /** Keeps edits that the server has not confirmed over a reload; `key` names this session. */
  kept?: { storage: KeyValue; key: string };
}

/**
 * One document and its way to the server. The Y.Doc itself is the outbox: after every join one difference against
 * what the server has committed goes out, then live edits in order, one push on the way at a time.
 */
export class DocLink implements LiveDoc {
  private readonly store: Store<LiveDocState>;
  /** Edits since the last push began. */
  private waiting: Uint8Array[] = [];
  /** The server lacks something of this document that is not in `waiting` either. */
  private owesDiff = false;
  private registered = new Set<number>();
  private merging: ReturnType<typeof setTimeout> | undefined;
  private pushing = false;
  private isJoined = false;
  private isDestroyed = false;
  private caretAt = 0;
  private caretLater: ReturnType<typeof setTimeout> | undefined;
  private readonly carets = new Map<number, string>();

  constructor(
    readonly name: DocName,
    private readonly wiring: Wiring,
  ) {
    this.store = createStore<LiveDocState>({
      ...this.fresh(),
      sync: 'opening',
      savedAt: null,
      isWritable: false,
      refused: null,
    });
    this.recall();
  }

  get = () => this.store.get();
  subscribe = (listener: () => void) => this.store.subscribe(listener);
  forgetRefused = () => this.store.patch({ refused: null });

  /** What a join says about this document. */
  claim(): { stateVector: string; clientIds: number[] } {
    const { doc } = this.get();
    return {
      stateVector: toBase64(Y.encodeStateVector(doc)),
      clientIds: [...new Set([...this.registered, doc.clientID])].slice(-32),
    };
  }

  /**
   * The server's side after a join or an opening: take what is missing here, send what is missing there. `claimed` are
   * the client ids that the request named; the server knows no others, and refuses what is written under them.
   */
  joined(answer: DocAnswer, claimed: readonly number[]): void {
    const { doc, sync } = this.get();
    this.isJoined = true;
    for (const clientId of claimed) this.registered.add(clientId);
    Y.applyUpdate(doc, fromBase64(answer.update), REMOTE);
    this.store.patch({ isWritable: answer.writable && this.wiring.mayWrite(this.name) });
    if (this.waiting.length || this.pushing || this.owesDiff) {
      this.waiting = [];
      this.owesDiff = true;
      this.serverHas = fromBase64(answer.stateVector);
      void this.push();
    } else if (sync !== 'saving') this.store.patch({ sync: 'saved' });
  }

  /** Asks for the document on a connection that has joined already. */
  async open(): Promise<void> {
    const claim = this.claim();
    const answer = await this.wiring.socket.request('doc.open', { doc: this.name, ...claim }, PUSH_WAIT);
    if (this.isDestroyed || answer === undefined) return;
    const problem = readProblem(answer);
    if (problem) return void this.store.patch({ isWritable: false, sync: 'saved' });
    this.joined(answer as DocAnswer, claim.clientIds);
  }

  down(): void {
    this.isJoined = false;
    const { sync } = this.get();
    if (sync === 'saving') {
      this.store.patch({ sync: 'offline' });
      this.keep(true);
    }
    this.dropCarets([...this.carets.keys()]);
  }

  /** The rules have moved: a role, a stage. */
  refreshAccess(): void {
    if (this.isJoined) this.store.patch({ isWritable: this.wiring.mayWrite(this.name) });
  }

  /** A row of the log. */
  applyRow(data: string): void {
    Y.applyUpdate(this.get().doc, fromBase64(data), REMOTE);
  }

  /** Somebody's caret. `participant` comes from the server, so it cannot be forged; the state beside it can. */
  applyPresence({ participant, clientId, state }: Presence & { participant: string }): void {
    const { awareness } = this.get();
    if (clientId === undefined || clientId === awareness.clientID) return;
    const parsed = readCaret(state);
    if (!parsed) return this.dropCarets([clientId]);
    const isNew = !awareness.states.has(clientId);
    const clock = (awareness.meta.get(clientId)?.clock ?? 0) + 1;
    awareness.meta.set(clientId, { clock, lastUpdated: Date.now() });
    awareness.states.set(clientId, { ...parsed, user: { participant } });
    this.carets.set(clientId, participant);
    const change = { added: isNew ? [clientId] : [], updated: isNew ? [] : [clientId], removed: [] };
    awareness.emit('change', [change, REMOTE]);
    awareness.emit('update', [change, REMOTE]);
  }
  /** Carets of people without a connection go. */
  keepCarets(connected: ReadonlySet<string>): void {
    this.dropCarets(
      [...this.carets].filter(([, participant]) => !connected.has(participant)).map(([clientId]) => clientId),
    );
  }

  destroy(): void {
    this.isDestroyed = true;
    this.release();
  }

  private serverHas: Uint8Array | undefined;

  private fresh(): { doc: Y.Doc; awareness: Awareness } {
    const doc = new Y.Doc();
    const awareness = new Awareness(doc);
    doc.on('update', (update: Uint8Array, origin: unknown) => origin !== REMOTE && this.edited(update));
    awareness.on('update', (_: unknown, origin: unknown) => origin !== REMOTE && this.tellCaret());
    return { doc, awareness };
  }

  private release(): void {
    clearTimeout(this.merging);
    clearTimeout(this.caretLater);
    this.merging = this.caretLater = undefined;
    const { doc, awareness } = this.get();
    awareness.destroy();
    doc.destroy();
  }

  private edited(update: Uint8Array): void {
    this.waiting.push(update);
    this.store.patch({ sync: this.isJoined ? 'saving' : 'offline' });
    this.merging ??= setTimeout(() => {
      this.merging = undefined;
      if (!this.isJoined) this.keep(true);
      void this.push();
    }, MERGE_FOR);
  }

  /** The next piece to send. Merging is for the few edits of one moment: over a whole history it takes seconds. */
  private nextUpdate(): Uint8Array | undefined {
    if (this.owesDiff) {
      this.owesDiff = false;
      return Y.encodeStateAsUpdate(this.get().doc, this.owedFrom());
    }
    let size = 0;
    let count = 0;
    while (
      count < this.waiting.length &&
      (count === 0 || size + (this.waiting[count]?.length ?? 0) < MAX_UPDATE / 2) &&
      count < 200
    )
      size += this.waiting[count++]?.length ?? 0;
    const taken = this.waiting.splice(0, count);
    return taken.length > 1 ? Y.mergeUpdates(taken) : taken[0];
  }

  /**
   * A state vector that leaves only own changes owed. Other people's came from the server, but their rows may have
   * overtaken the answer that told what it has; sent back, they would be refused as written under a foreign name.
   */
  private owedFrom(): Uint8Array {
    const there = Y.decodeStateVector(this.serverHas ?? new Uint8Array([0]));
    const vector = Y.decodeStateVector(Y.encodeStateVector(this.get().doc));
    for (const own of this.registered) vector.set(own, there.get(own) ?? 0);
    return Y.encodeStateVector(vector);
  }

  /** What a reload without a connection would lose. Private notes stay out of the browser's storage. */
  private keep(isOwed: boolean): void {
    const { kept } = this.wiring;
    if (!kept || docHome(this.name).kind === 'private') return;
    const key = `debrief:doc:${kept.key}:${this.name}`;
    try {
      if (!isOwed) return kept.storage.removeItem(key);
      const { doc } = this.get();
      const clientIds = [...new Set([...this.registered, doc.clientID])];
      kept.storage.setItem(key, JSON.stringify({ clientIds, update: toBase64(Y.encodeStateAsUpdate(doc)) }));
    } catch {
      // A full storage costs only what a reload would have kept.
    }
  }
  private recall(): void {
    const { kept } = this.wiring;
    if (!kept || docHome(this.name).kind === 'private') return;
    try {
      const read = keptDoc.parse(JSON.parse(kept.storage.getItem(`debrief:doc:${kept.key}:${this.name}`) ?? ''));
      Y.applyUpdate(this.get().doc, fromBase64(read.update), REMOTE);
      // Edits of the page before carry its client ids: the server must know them as ours.
      for (const clientId of read.clientIds) this.registered.add(clientId);
      this.owesDiff = true;
    } catch {
      // Nothing was kept.
    }
  }

  private async push(): Promise<void> {
    if (this.pushing || !this.isJoined) return;
    this.pushing = true;
    while (this.isJoined && !this.isDestroyed && (this.owesDiff || this.waiting.length)) {
      const { doc } = this.get();
      // Yjs takes a new client id when it sees its own on somebody else's change; the server must hear of it first.
      if (!this.registered.has(doc.clientID)) {
        this.owesDiff = true;
        this.waiting = [];
        this.isJoined = false;
        void this.open();
        break;
      }
      this.store.patch({ sync: 'saving' });
      const update = this.nextUpdate();
      if (!update) break;
      const answer = await this.wiring.socket.request(
        'doc.push',
        { doc: this.name, update: toBase64(update) },
        PUSH_WAIT,
      );
      if (this.isDestroyed || doc !== this.get().doc) break;
      const problem = readProblem(answer);
      if (answer !== undefined && !problem) {
        this.store.patch({ savedAt: this.wiring.now() });
        continue;
      }
      // Not known to be stored: whatever follows may build on it, so the next thing to send is one whole difference.
      this.owesDiff = true;
      this.waiting = [];
      if (answer === undefined) {
        if (this.wiring.socket.isUp) this.wiring.socket.restart();
        this.isJoined = false;
        break;
      }
      if (problem && !problem.retryable && (problem.code !== 'gap' || this.gaps++ > 0)) {
        this.startOver(problem);
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
      if (this.isDestroyed) break;
      this.isJoined = false;
      void this.open();
      break;
    }
    this.pushing = false;
    if (this.isJoined && !this.waiting.length && !this.owesDiff && !this.isDestroyed) {
      this.gaps = 0;
      this.keep(false);
      this.store.patch({ sync: 'saved' });
    }
  }
  private gaps = 0;

  /** A refused copy has diverged for good: keep its words for the person, drop it, and read the document again. */
  private startOver(problem: Problem): void {
    const text = plainText(this.name, this.get().doc);
    this.keep(false);
    this.release();
    this.waiting = [];
    this.owesDiff = false;
    this.serverHas = undefined;
    this.gaps = 0;
    this.isJoined = false;
    this.registered = new Set();
    this.carets.clear();
    this.store.patch({ ...this.fresh(), sync: 'opening', isWritable: false, refused: { text, problem } });
    void this.open();
  }

  private tellCaret(): void {
    if (this.caretLater) return;
    const send = () => {
      this.caretLater = undefined;
      this.caretAt = Date.now();
      const { awareness } = this.get();
      const state = JSON.stringify(awareness.getLocalState());
      if (this.isJoined && state.length <= 2_000)
        this.wiring.socket.relay('presence', { doc: this.name, state, clientId: awareness.clientID });
    };
    this.caretLater = setTimeout(send, Math.max(0, this.caretAt + CARET_EVERY - Date.now()));
  }

  private dropCarets(clientIds: number[]): void {
    for (const clientId of clientIds) this.carets.delete(clientId);
    if (clientIds.length) removeAwarenessStates(this.get().awareness, clientIds, REMOTE);
  }
}

const readCaret = (state: string | undefined): Record<string, unknown> | null => {
  try {
    const read: unknown = JSON.parse(state ?? 'null');
    return read && typeof read === 'object' ? { ...read } : null;
  } catch {
    return null;
  }
};
