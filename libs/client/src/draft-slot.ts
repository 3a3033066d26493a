import { routes, type Card } from '@debrief/contracts';
import { type Call } from './http';
import { type KeyValue } from './outbox';
import { ProblemError } from './problem-error';
import { createStore, type Watchable } from './store';

const WRITE_AFTER = 600;
const TRY_AGAIN = 5_000;

export interface DraftState {
  /** Null until the first answer. */
  card: Card | null;
  sync: 'loading' | 'saved' | 'saving' | 'offline' | 'conflict';
  /** Client time of the last stored draft, ms. */
  savedAt: number | null;
  /** What another tab or device stored meanwhile; both are shown and the person chooses. */
  theirs: Card | null;
}

/**
 * My draft card of one round: one slot in which the latest text wins, written to the server with the version it was
 * made from, kept on this device while there is no answer.
 */
export class DraftSlot implements Watchable<DraftState> {
  private readonly store = createStore<DraftState>({ card: null, sync: 'loading', savedAt: null, theirs: null });
  private version = 0;
  private dirty = false;
  private writing = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isClosed = false;
  private readonly key: string;

  constructor(
    private readonly call: Call,
    private readonly where: { session: string; round: string },
    private readonly empty: Card,
    private readonly storage?: KeyValue,
  ) {
    this.key = `debrief:draft:${where.session}:${where.round}`;
  }

  get = () => this.store.get();
  subscribe = (listener: () => void) => this.store.subscribe(listener);

  async load(): Promise<void> {
    this.isClosed = false;
    try {
      const stored = await this.call(routes.getDraft, { params: this.where });
      if (this.isClosed) return;
      this.version = stored.version;
      const kept = this.kept();
      this.dirty = kept !== null;
      this.store.patch({ card: kept ?? stored.card ?? this.empty, sync: kept ? 'saving' : 'saved' });
      if (stored.updatedAt && !kept) this.store.patch({ savedAt: Date.parse(stored.updatedAt) });
      this.schedule(0);
    } catch (error) {
      if (this.isClosed) return;
      if (!(error instanceof ProblemError) || !error.problem.retryable) throw error;
      this.store.patch({ card: this.kept() ?? this.empty, sync: 'offline' });
      this.timer = setTimeout(() => void this.load(), TRY_AGAIN);
    }
  }

  /** The person changed something. */
  change(card: Card): void {
    this.dirty = true;
    this.keep(card);
    const { sync } = this.get();
    this.store.patch({ card, sync: sync === 'conflict' ? sync : 'saving' });
    this.schedule(WRITE_AFTER);
  }

  /** After a conflict: mine is written over theirs, or theirs replaces mine. */
  resolve(which: 'mine' | 'theirs'): void {
    const { theirs, card } = this.get();
    if (!theirs || !card) return;
    const taken = which === 'mine' ? card : theirs;
    this.dirty = which === 'mine';
    this.keep(this.dirty ? taken : null);
    this.store.patch({ card: taken, theirs: null, sync: this.dirty ? 'saving' : 'saved' });
    this.schedule(0);
  }

  /** The card is locked or the page is left. */
  close(forget: boolean): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    if (forget) this.keep(null);
    else if (this.dirty && !this.writing && this.get().sync !== 'conflict') void this.put().catch(() => undefined);
  }

  private schedule(ms: number): void {
    clearTimeout(this.timer);
    if (this.dirty && !this.isClosed) this.timer = setTimeout(() => void this.write(), ms);
  }

  private put() {
    return this.call(routes.putDraft, {
      params: this.where,
      body: { version: this.version, card: this.get().card ?? this.empty },
    });
  }

  private async write(): Promise<void> {
    if (this.writing || !this.dirty || this.get().sync === 'conflict') return;
    this.writing = true;
    this.dirty = false;
    let wait = WRITE_AFTER;
    try {
      const stored = await this.put();
      this.version = stored.version;
      if (!this.dirty) {
        this.keep(null);
        this.store.patch({ sync: 'saved', savedAt: Date.parse(stored.updatedAt) });
      }
    } catch (error) {
      this.dirty = true;
      const code = error instanceof ProblemError ? error.problem.code : 'unavailable';
      if (code === 'conflict') await this.meet();
      else this.store.patch({ sync: 'offline' });
      wait = TRY_AGAIN;
    } finally {
      this.writing = false;
    }
    this.schedule(wait);
  }

  /** Another tab was faster: read what it wrote, and stop writing until the person has chosen. */
  private async meet(): Promise<void> {
    try {
      const stored = await this.call(routes.getDraft, { params: this.where });
      this.version = stored.version;
      const same = JSON.stringify(stored.card) === JSON.stringify(this.get().card);
      if (!stored.card || same) return;
      this.store.patch({ theirs: stored.card, sync: 'conflict' });
    } catch {
      this.store.patch({ sync: 'offline' });
    }
  }

  private keep(card: Card | null): void {
    try {
      if (card) this.storage?.setItem(this.key, JSON.stringify(card));
      else this.storage?.removeItem(this.key);
    } catch {
      // A full storage costs only what a reload without a connection would have kept.
    }
  }
  private kept(): Card | null {
    try {
      const read: unknown = JSON.parse(this.storage?.getItem(this.key) ?? 'null');
      const parsed = routes.putDraft.body.safeParse({ version: 0, card: read });
      return parsed.success ? parsed.data.card : null;
    } catch {
      return null;
    }
  }
}
