import { routes, type Card } from '@debrief/contracts';
import { type Call } from './http';
import { ProblemError } from './problem-error';
import { createStore, type Watchable } from './store';

const WRITE_AFTER = 600;
const TRY_AGAIN = 5_000;

/** A card not yet on the server, and the version there that it was made from. */
export interface KeptCard {
  version: number;
  card: Card;
}
/** One slot on this device, shared by all tabs of a participant; `write(null)` empties it. */
export interface CardKeep {
  read(): Promise<unknown>;
  write(kept: KeptCard | null): void;
}

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

  constructor(
    private readonly call: Call,
    private readonly where: { session: string; round: string },
    private readonly empty: Card,
    private readonly keep?: CardKeep,
  ) {}

  get = () => this.store.get();
  subscribe = (listener: () => void) => this.store.subscribe(listener);

  async load(): Promise<void> {
    this.isClosed = false;
    try {
      const stored = await this.call(routes.getDraft, { params: this.where });
      if (this.isClosed) return;
      this.version = stored.version;
      const kept = await this.kept();
      if (this.isClosed) return;
      this.dirty = kept !== null;
      const isOlder = kept !== null && kept.version !== stored.version && !isSame(kept.card, stored.card);
      if (isOlder && stored.card) {
        // Written to elsewhere since: neither replaces the other unasked.
        this.store.patch({ card: kept.card, theirs: stored.card, sync: 'conflict' });
        return;
      }
      this.store.patch({ card: kept?.card ?? stored.card ?? this.empty, sync: kept ? 'saving' : 'saved' });
      if (stored.updatedAt && !kept) this.store.patch({ savedAt: Date.parse(stored.updatedAt) });
      this.schedule(0);
    } catch (error) {
      if (this.isClosed) return;
      if (!(error instanceof ProblemError) || !error.problem.retryable) throw error;
      this.store.patch({ card: (await this.kept())?.card ?? this.empty, sync: 'offline' });
      this.timer = setTimeout(() => void this.load(), TRY_AGAIN);
    }
  }

  /** The person changed something. */
  change(card: Card): void {
    this.dirty = true;
    this.keep?.write({ version: this.version, card });
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
    this.keep?.write(this.dirty ? { version: this.version, card: taken } : null);
    this.store.patch({ card: taken, theirs: null, sync: this.dirty ? 'saving' : 'saved' });
    this.schedule(0);
  }

  /** The card is locked or the page is left. */
  close(forget: boolean): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    if (forget) this.keep?.write(null);
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
        this.keep?.write(null);
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
      if (!stored.card || isSame(stored.card, this.get().card)) return;
      this.store.patch({ theirs: stored.card, sync: 'conflict' });
    } catch {
      this.store.patch({ sync: 'offline' });
    }
  }

  private async kept(): Promise<KeptCard | null> {
    const parsed = routes.putDraft.body.safeParse(await this.keep?.read());
    return parsed.success ? parsed.data : null;
  }
}

const isSame = (a: Card | null, b: Card | null): boolean => JSON.stringify(a) === JSON.stringify(b);
