import {
  type Ack,
  MAX_UPDATE,
  docHome,
  type DocAnswer,
  type DocName,
  type Presence,
  type Problem,
  type WireEvent,
} from '@debrief/contracts';
import { type Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { fromBase64, toBase64 } from './base64';
import { Carets, REMOTE } from './carets';
import { type Keep, type Kept } from './keep';
import { OwnEdits } from './own-edits';
import { plainText } from './plain-text';
import { readProblem } from './problem-error';
import { type LiveSocket } from './socket';
import { createStore, type Store, type Watchable } from './store';
import { type Unstored } from './unstored';

/** From one push, or one row in the storage, to the next, in ms: the first edit leaves at once, those that follow soon together. */
export const PUSH_EVERY = 50;
const PUSH_WAIT = 5_000;
const OPEN_AGAIN = 300;

/** How a document stands: `offline` edits are kept here and go out after the next join. */
export type DocSync = 'opening' | 'saved' | 'saving' | 'offline';
export interface LiveDocState {
  doc: Y.Doc;
  awareness: Awareness;
  sync: DocSync;
  /** Server time of the last acknowledged edit, ms. */
  savedAt: number | null;
  isWritable: boolean;
}
/** A shared document. `get().doc` changes when a refusal forces a fresh copy: bind editors to the one in the state. */
export interface LiveDoc extends Watchable<LiveDocState> {
  readonly name: DocName;
}

interface Wiring {
  socket: LiveSocket;
  keep: Pick<Keep, 'add' | 'remove'>;
  now(): number;
  mayWrite(name: DocName): boolean;
  mayRead(name: DocName): boolean;
  /** Words that were refused for good; the document itself is read again without them. */
  onUnstored(unstored: Omit<Unstored, 'id'>): void;
  /** An own edit has become this row of the log. */
  onStored?(row: StoredEdit): void;
}
type StoredEdit = Omit<Extract<WireEvent, { kind: 'doc' }>, 'participant'>;

/**
 * One document and its way to the server. After every join one difference against what the server has committed goes
 * out, then live edits in order, one push on the way at a time. Every edit is kept until a push that holds it was acked.
 */
export class DocLink implements LiveDoc {
  private readonly store: Store<LiveDocState>;
  private readonly edits: OwnEdits;
  private carets: Carets;
  /** It is not known which own edits the server has: the next thing to send is one whole difference. */
  private owesDiff = false;
  private registered = new Set<number>();
  private merging: ReturnType<typeof setTimeout> | undefined;
  private pushedAt = -Infinity;
  private pushing = false;
  private isJoined = false;
  private isDestroyed = false;

  constructor(
    readonly name: DocName,
    private readonly wiring: Wiring,
  ) {
    this.edits = new OwnEdits(name, wiring.keep);
    const { doc, carets } = this.copy();
    this.carets = carets;
    const { awareness } = carets;
    this.store = createStore<LiveDocState>({ doc, awareness, sync: 'opening', savedAt: null, isWritable: false });
  }

  get = () => this.store.get();
  subscribe = (listener: () => void) => this.store.subscribe(listener);

  /** Edits here that the server has not confirmed. */
  get isUnsent(): boolean {
    return !this.edits.isEmpty;
  }
  /** The words of these edits, for a page that can send nothing any more. */
  unsentText(): string {
    return this.isUnsent ? this.text() : '';
  }

  /** Edits that a closed or crashed page has left, under the client ids that made them. */
  adopt(left: readonly Kept[]): void {
    const { doc } = this.get();
    for (const { id, body } of left) {
      const update = body as Uint8Array;
      try {
        // The server must learn that these client ids are ours too, before it sees what they wrote.
        for (const { id: struct } of Y.decodeUpdate(update).structs) this.registered.add(struct.client);
        Y.applyUpdate(doc, update, REMOTE);
        this.edits.adopt(id, update);
      } catch {
        this.wiring.keep.remove([id]);
      }
    }
    this.owesDiff = true;
    if (!this.isJoined) return this.store.patch({ sync: 'offline' });
    this.isJoined = false;
    void this.open();
  }

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
    if (this.isUnsent || this.pushing || this.owesDiff) {
      this.owesDiff = true;
      this.serverHas = fromBase64(answer.stateVector);
      void this.push();
    } else if (sync !== 'saving') this.store.patch({ sync: 'saved' });
  }

  /** Asks for the document on a connection that has joined already. */
  async open(): Promise<void> {
    const claim = this.claim();
    const answer = await this.wiring.socket.request('doc.open', { doc: this.name, ...claim }, PUSH_WAIT);
    if (this.isDestroyed) return;
    // Silence on an open connection: begin it anew rather than wait for a ping to notice.
    if (answer === undefined) return void (this.wiring.socket.isUp && this.wiring.socket.restart());
    const problem = readProblem(answer);
    if (problem?.retryable) return this.openLater();
    if (problem) {
      if (this.isUnsent) this.giveUp(problem);
      this.isRefused = true;
      return void this.store.patch({ isWritable: false, sync: 'saved' });
    }
    this.joined(answer as DocAnswer, claim.clientIds);
  }

  down(): void {
    this.isJoined = false;
    if (this.get().sync === 'saving') this.store.patch({ sync: 'offline' });
    this.carets.keep(new Set());
  }

  /** The rules have moved: a role, a stage. A node that had not heard of it yet may have refused the document. */
  refreshAccess(): void {
    if (this.isJoined) return this.store.patch({ isWritable: this.wiring.mayWrite(this.name) });
    if (!this.isRefused || !this.wiring.mayRead(this.name) || !this.wiring.socket.isUp) return;
    this.isRefused = false;
    void this.open();
  }
  private isRefused = false;

  /** A row of the log. */
  applyRow(data: string): void {
    Y.applyUpdate(this.get().doc, fromBase64(data), REMOTE);
  }

  applyPresence(caret: Presence & { participant: string }): void {
    this.carets.receive(caret);
  }
  keepCarets(connected: ReadonlySet<string>): void {
    this.carets.keep(connected);
  }

  destroy(): void {
    this.flush();
    this.isDestroyed = true;
    this.release();
  }

  /** Puts the edits of this moment into the storage, now rather than in 50 ms: the page may be about to go. */
  flush(): void {
    this.edits.flush();
  }

  private serverHas: Uint8Array | undefined;

  private copy(): { doc: Y.Doc; carets: Carets } {
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array, origin: unknown) => origin !== REMOTE && this.edited(update));
    const carets = new Carets(doc, (caret) => {
      if (this.isJoined) this.wiring.socket.relay('presence', { doc: this.name, ...caret });
    });
    return { doc, carets };
  }

  private release(): void {
    clearTimeout(this.merging);
    clearTimeout(this.opening);
    this.merging = this.opening = undefined;
    this.carets.destroy();
    this.get().doc.destroy();
  }

  private edited(update: Uint8Array): void {
    this.edits.add(update);
    this.store.patch({ sync: this.isJoined ? 'saving' : 'offline' });
    this.pushSoon();
  }

  private pushSoon(): void {
    this.merging ??= setTimeout(
      () => {
        this.merging = undefined;
        this.pushedAt = performance.now();
        this.flush();
        void this.push();
      },
      Math.max(0, this.pushedAt + PUSH_EVERY - performance.now()),
    );
  }

  /** The next piece to send, and how many of the waiting edits it covers. */
  private nextPush(): { update: Uint8Array; covers: number } | undefined {
    this.flush();
    if (this.owesDiff) {
      this.owesDiff = false;
      const update = Y.encodeStateAsUpdate(this.get().doc, this.owedFrom());
      if (update.length <= MAX_UPDATE) return { update, covers: this.edits.count };
      // Too much for one frame: the same edits in the order in which they were made; those it has do no harm.
    }
    return this.edits.next();
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

  private async push(): Promise<void> {
    if (this.pushing || !this.isJoined) return;
    this.pushing = true;
    while (this.isJoined && !this.isDestroyed && (this.owesDiff || this.isUnsent)) {
      const { doc } = this.get();
      // Yjs takes a new client id when it sees its own on somebody else's change; the server must hear of it first.
      if (!this.registered.has(doc.clientID)) {
        this.owesDiff = true;
        this.isJoined = false;
        void this.open();
        break;
      }
      this.store.patch({ sync: 'saving' });
      const next = this.nextPush();
      if (!next) break;
      const isAll = next.covers === this.edits.count;
      this.pushedAt = performance.now();
      const data = toBase64(next.update);
      const answer = await this.wiring.socket.request('doc.push', { doc: this.name, update: data }, PUSH_WAIT);
      this.tellStored(answer as Ack | undefined, data);
      if (this.isDestroyed || doc !== this.get().doc) break;
      const problem = readProblem(answer);
      if (answer !== undefined && !problem) {
        this.edits.confirm(next.covers);
        this.store.patch({ savedAt: this.wiring.now() });
        if (!isAll || this.owesDiff) continue;
        if (this.isUnsent) this.pushSoon();
        break;
      }
      // Not known to be stored: whatever follows may build on it, so the next thing to send is one whole difference.
      this.owesDiff = true;
      if (answer === undefined) {
        if (this.wiring.socket.isUp) this.wiring.socket.restart();
        this.isJoined = false;
        break;
      }
      if (problem && !problem.retryable && (problem.code !== 'gap' || this.gaps++ > 0)) {
        this.startOver(problem);
        break;
      }
      this.isJoined = false;
      this.openLater();
      break;
    }
    this.pushing = false;
    if (this.isJoined && !this.isUnsent && !this.owesDiff && !this.isDestroyed) {
      this.gaps = 0;
      this.store.patch({ sync: 'saved' });
    }
  }
  private gaps = 0;
  private opening: ReturnType<typeof setTimeout> | undefined;

  private openLater(): void {
    clearTimeout(this.opening);
    this.opening = setTimeout(() => !this.isDestroyed && this.wiring.socket.isUp && void this.open(), OPEN_AGAIN);
  }

  private text(): string {
    const text = plainText(this.name, this.get().doc);
    // Edits that could not be put back where they belong are not in the text of the document.
    return text.trim() ? text : this.edits.words();
  }

  /** Hands the words to the person, and forgets the edits. */
  private giveUp(problem: Problem): void {
    this.wiring.onUnstored({ from: this.name, text: this.text(), problem });
    this.edits.forget();
    this.owesDiff = false;
  }

  /** A refused copy has diverged for good: keep its words for the person, drop it, and read the document again. */
  private startOver(problem: Problem): void {
    this.giveUp(problem);
    this.release();
    this.serverHas = undefined;
    this.gaps = 0;
    this.isJoined = false;
    this.registered = new Set();
    const { doc, carets } = this.copy();
    this.carets = carets;
    this.store.patch({ doc, awareness: carets.awareness, sync: 'opening', isWritable: false });
    void this.open();
  }

  /** The server does not send a row to the one socket that wrote it: its ack says where the row stands. */
  private tellStored(answer: Ack | undefined, data: string): void {
    if (!answer?.ok || answer.seq === undefined) return;
    const { stream } = docHome(this.name);
    this.wiring.onStored?.({ kind: 'doc', stream, seq: answer.seq, at: answer.at ?? 0, doc: this.name, data });
  }
}
