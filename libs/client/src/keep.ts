import { type KeepDb, type KeptRow, openKeepDb, type RowKey } from './keep-db';
import { holdTab, livingTabs } from './tab-lock';

const TRY_AGAIN = 5_000;
/** A browser whose storage does not answer must not keep anybody out of a session. */
const READ_WAIT = 3_000;

export type Kind = RowKey[2];
export interface Kept {
  id: string;
  kind: Kind;
  name: string;
  at: number;
  body: unknown;
}
interface Wanted {
  kind: Kind;
  name: string;
  n: number;
  at: number;
  body: unknown;
}

/**
 * What one tab has not been able to hand over yet, written to IndexedDB so that a reload or a crash does not lose it.
 * Rows are written together, in order, and stay in memory as well: a storage that is missing, full or taken away never
 * throws here and is tried again; `onChange(false)` says that something is at this moment in memory alone.
 */
export class Keep {
  /** Everything this tab wants kept; what is in `unwritten` too is not on disk yet. */
  private readonly rows = new Map<string, Wanted>();
  private readonly unwritten = new Map<string, Wanted | null>();
  private db: Promise<KeepDb> | null = null;
  private opened: KeepDb | null = null;
  private participant: string | null = null;
  private n = 0;
  private writing: Promise<void> | null = null;
  private again: ReturnType<typeof setTimeout> | undefined;
  private isOver = false;
  private letGo: () => void = () => undefined;

  constructor(
    private readonly session: string,
    private readonly tab: string,
    private readonly onChange: (isKept: boolean) => void,
  ) {}

  /** Whose rows these are is known once the server has let somebody in; until then they wait in memory. */
  open(participant: string): void {
    if (this.participant !== null) return;
    this.participant = participant;
    if (hasStorage()) this.letGo = holdTab(this.tab);
    void this.flush();
  }

  /** Keeps something; `written` resolves when it is on disk, or could not be put there. */
  add(kind: Kind, name: string, body: unknown): { id: string; written: Promise<void> } {
    // A card is one slot that all tabs of a participant share; everything else is a row of its own.
    return this.put({ kind, name, n: kind === 'card' ? 0 : ++this.n, at: Date.now(), body });
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) {
      const row = this.rows.get(id);
      if (!row) continue;
      this.rows.delete(id);
      this.unwritten.set(id, null);
    }
    void this.flush();
  }

  /**
   * Takes over what closed tabs of this participant have left, oldest first. One transaction reads and signs for it,
   * so that of two tabs that ask at once one gets it.
   */
  async takeOver(): Promise<Kept[]> {
    const reading = this.claim().catch((): Kept[] => []);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<Kept[]>((resolve) => (timer = setTimeout(() => resolve([]), READ_WAIT)));
    const taken = await Promise.race([reading, late]);
    clearTimeout(timer);
    return taken;
  }

  /** The card kept for a round, from whichever tab. */
  async card(round: number): Promise<unknown> {
    const { session, participant } = this;
    const mine = this.rows.get(idOf({ kind: 'card', name: String(round), n: 0 }));
    if (mine || participant === null) return mine?.body ?? null;
    try {
      const db = await this.connect();
      return (await db.get('rows', [session, participant, 'card', String(round), '', 0]))?.body ?? null;
    } catch {
      return null;
    }
  }
  keepCard(round: number, body: unknown): void {
    if (body !== null) return void this.add('card', String(round), body);
    const row = { kind: 'card' as const, name: String(round), n: 0 };
    // Another tab may have written it.
    this.rows.set(idOf(row), { ...row, at: 0, body });
    this.remove([idOf(row)]);
  }

  /** Forgets everything of this participant in this session: they were sent away. */
  async wipe(): Promise<void> {
    this.rows.clear();
    this.unwritten.clear();
    const { session, participant } = this;
    try {
      if (participant !== null) await (await this.connect()).delete('rows', rangeOf(session, participant));
    } catch {
      // What could not be written cannot be read either.
    }
    this.over();
  }

  /** The page may be gone before the next turn of its loop: what is not written yet is handed to the browser now. */
  hurry(): void {
    if (this.opened && !this.isOver) void this.store(this.opened, this.unwritten).catch(() => undefined);
  }

  /** The page is left; what is kept stays for the next one. */
  async close(): Promise<void> {
    await this.flush();
    this.over();
    const db = await this.db?.catch(() => null);
    db?.close();
  }

  private over(): void {
    this.isOver = true;
    clearTimeout(this.again);
    this.letGo();
  }

  private put(row: Wanted): { id: string; written: Promise<void> } {
    const id = idOf(row);
    this.rows.set(id, row);
    this.unwritten.set(id, row);
    return { id, written: this.flush() };
  }

  private keyOf(row: Pick<Wanted, 'kind' | 'name' | 'n'>): RowKey {
    return [this.session, this.participant ?? '', row.kind, row.name, row.kind === 'card' ? '' : this.tab, row.n];
  }

  private connect(): Promise<KeepDb> {
    this.db ??= openKeepDb((why) => {
      this.db = this.opened = null;
      if (why === 'wiped') return this.over();
      // What was on disk may be gone with the connection: write it all again.
      for (const [id, row] of this.rows) this.unwritten.set(id, row);
      void this.flush();
    }).then(
      (db) => (this.opened = db),
      (error: unknown) => {
        this.db = null;
        throw error;
      },
    );
    return this.db;
  }

  private flush(): Promise<void> {
    if (this.participant === null || this.isOver) return Promise.resolve();
    if (!hasStorage()) {
      this.unwritten.clear();
      this.onChange(this.rows.size === 0);
      return Promise.resolve();
    }
    if (!this.unwritten.size) return Promise.resolve();
    this.writing ??= this.write();
    return this.writing;
  }

  private async write(): Promise<void> {
    clearTimeout(this.again);
    while (this.unwritten.size && !this.isOver) {
      const batch = new Map(this.unwritten);
      try {
        await this.store(await this.connect(), batch);
      } catch {
        if (this.isOver) break;
        this.onChange(this.rows.size === 0);
        this.again = setTimeout(() => void this.flush(), TRY_AGAIN);
        break;
      }
      for (const [id, row] of batch) if (this.unwritten.get(id) === row) this.unwritten.delete(id);
      this.onChange(true);
    }
    // In the same breath as the last look at what is unwritten: whoever adds next must start a new round.
    this.writing = null;
  }

  private async store(db: KeepDb, batch: ReadonlyMap<string, Wanted | null>): Promise<void> {
    // A press is worth waiting for the disk; a keystroke is one of many, and comes again with the next difference.
    const isPress = [...batch.values()].some((row) => row?.kind === 'command' || row?.kind === 'refused');
    const tx = db.transaction('rows', 'readwrite', { durability: isPress ? 'strict' : 'relaxed' });
    const done = [...batch].map(([id, row]) =>
      row
        ? tx.store.put({ key: this.keyOf(row), at: row.at, body: row.body })
        : tx.store.delete(this.keyOf(parseId(id))),
    );
    // Committing at once, without waiting for the answers, also lets a page that is closing finish.
    tx.commit();
    await Promise.all([...done, tx.done]);
  }

  private async claim(): Promise<Kept[]> {
    const { session, participant } = this;
    if (participant === null || this.isOver || !hasStorage()) return [];
    const [db, living] = await Promise.all([this.connect(), livingTabs()]);
    const tx = db.transaction('rows', 'readwrite');
    const rows = await tx.store.getAll(rangeOf(session, participant));
    const left = rows.filter(({ key: [, , , , tab] }) => tab !== '' && tab !== this.tab && !living.has(tab));
    left.sort(inOrder);
    const taken = left.map((row) => {
      const [, , kind, name] = row.key;
      const mine = { kind, name, n: ++this.n, at: row.at, body: row.body };
      void tx.store.delete(row.key);
      void tx.store.put({ key: this.keyOf(mine), at: row.at, body: row.body });
      return mine;
    });
    await tx.done;
    return taken.map((row) => {
      const id = idOf(row);
      this.rows.set(id, row);
      return { id, kind: row.kind, name: row.name, at: row.at, body: row.body };
    });
  }
}

const hasStorage = (): boolean => typeof indexedDB !== 'undefined';
const idOf = ({ kind, name, n }: Pick<Wanted, 'kind' | 'name' | 'n'>): string => `${kind}|${name}|${n}`;
const parseId = (id: string): Pick<Wanted, 'kind' | 'name' | 'n'> => {
  const [kind = 'command', name = '', n = ''] = id.split('|');
  return { kind: kind as Kind, name, n: Number(n) };
};
const rangeOf = (session: string, participant: string): IDBKeyRange =>
  IDBKeyRange.bound([session, participant], [session, participant, []]);
/** By time; a tab's own by their number, whatever its clock did meanwhile. */
const inOrder = (a: KeptRow, b: KeptRow): number =>
  a.key[4] === b.key[4] ? a.key[5] - b.key[5] : a.at - b.at || (a.key[4] < b.key[4] ? -1 : 1);
