import { type Problem, routes } from '@debrief/contracts';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { type Call } from '../http';
import { SOUND_DB } from '../keep-db';
import { ProblemError } from '../problem-error';
import { sha256 } from '../sha256';
import { holdTab, livingTabs } from '../tab-lock';

type SoundType = (typeof routes.putRecordingChunk.query)['_zod']['output']['type'];

/** One run of the recorder. `next` counts its pieces; `isClosed` says that none follows. */
interface Segment {
  segment: string;
  session: string;
  participant: string;
  recording: string;
  type: SoundType;
  next: number;
  isClosed: boolean;
}
export interface Piece {
  /** Server time at its end and length of the segment by then, ms. */
  at: number;
  media: number;
  bytes: ArrayBuffer;
}
interface Schema extends DBSchema {
  segments: { key: string; value: Segment };
  pieces: { key: [segment: string, n: number]; value: Piece & { segment: string; n: number } };
}

export interface SoundOutboxOptions {
  call: Call;
  session: string;
  participant: string;
  /** Pieces that the server does not have yet. */
  onWaiting(waiting: number): void;
  /** The server refused a piece for good: it is dropped, and said. */
  onRefused(problem: Problem): void;
}

const LONGEST_WAIT = 10_000;

/**
 * Sound on its way to the server. Each piece is on this device's disk before it is sent, and goes from it when the
 * server has it, so that a lost connection, a reload or a crash costs at most the second that was being recorded.
 */
export class SoundOutbox {
  private readonly db: Promise<IDBPDatabase<Schema>>;
  private readonly letGo = new Map<string, () => void>();
  private wake: () => void = () => undefined;
  private isOver = false;
  private draining: Promise<void> | null = null;
  private hasMore = false;

  constructor(private readonly options: SoundOutboxOptions) {
    this.db = openDB<Schema>(SOUND_DB, 1, {
      upgrade: (db) => {
        db.createObjectStore('segments', { keyPath: 'segment' });
        db.createObjectStore('pieces', { keyPath: ['segment', 'n'] });
      },
      blocking: (_, __, event) => (event.target as IDBDatabase).close(),
    });
    void this.drain();
  }

  async begin(segment: string, recording: string, type: SoundType): Promise<void> {
    this.letGo.set(segment, holdTab(`sound:${segment}`));
    const { session, participant } = this.options;
    const row = { segment, session, participant, recording, type, next: 0, isClosed: false };
    await (await this.db).put('segments', row);
  }

  async add(segment: string, piece: Piece): Promise<void> {
    const tx = (await this.db).transaction(['segments', 'pieces'], 'readwrite', { durability: 'strict' });
    const row = await tx.objectStore('segments').get(segment);
    if (!row) return tx.done;
    void tx.objectStore('pieces').put({ ...piece, segment, n: row.next });
    void tx.objectStore('segments').put({ ...row, next: row.next + 1 });
    await tx.done;
    void this.drain();
  }

  /** No piece follows. */
  async end(segment: string): Promise<void> {
    const db = await this.db;
    const row = await db.get('segments', segment);
    if (row) await db.put('segments', { ...row, isClosed: true });
    this.letGo.get(segment)?.();
    void this.drain();
  }

  /** Stops sending; what waits stays for the next page. */
  async close(): Promise<void> {
    this.isOver = true;
    this.wake();
    await this.draining;
    for (const letGo of this.letGo.values()) letGo();
    (await this.db.catch(() => undefined))?.close();
  }

  private drain(): Promise<void> {
    this.wake();
    this.hasMore = true;
    this.draining ??= this.run()
      .catch(() => undefined)
      .finally(() => (this.draining = null));
    return this.draining;
  }

  private async run(): Promise<void> {
    const db = await this.db;
    let faults = 0;
    while (!this.isOver) {
      this.hasMore = false;
      const next = await this.next(db);
      if (!next) {
        // A piece may have come while nothing was found.
        if (this.hasMore) continue;
        return;
      }
      try {
        await next();
        faults = 0;
      } catch (error) {
        if (!(error instanceof ProblemError) || !error.problem.retryable) throw error;
        await this.wait(Math.min(LONGEST_WAIT, 500 * 2 ** faults++));
      }
    }
  }

  /** The next thing to tell the server: the oldest piece, or that a segment is complete. */
  private async next(db: IDBPDatabase<Schema>): Promise<(() => Promise<void>) | undefined> {
    const { session, participant, onWaiting } = this.options;
    const living = await livingTabs();
    const rows = (await db.getAll('segments')).filter(
      (row) => row.session === session && row.participant === participant,
    );
    onWaiting(await this.count(db, rows));
    for (const row of rows) {
      const piece = await db.get('pieces', pieceRange(row.segment));
      if (piece) return () => this.send(db, row, piece);
      // A tab that crashed has closed nothing: nobody holds its segment any more.
      if (row.isClosed || !(this.letGo.has(row.segment) || living.has(`sound:${row.segment}`)))
        return () => this.finish(db, row);
    }
    return undefined;
  }

  private async count(db: IDBPDatabase<Schema>, rows: readonly Segment[]): Promise<number> {
    let sum = 0;
    for (const { segment } of rows) sum += await db.count('pieces', pieceRange(segment));
    return sum;
  }

  private async send(db: IDBPDatabase<Schema>, row: Segment, piece: Piece & { n: number }): Promise<void> {
    const { session, recording, segment, type } = row;
    const bytes = new Uint8Array(piece.bytes);
    try {
      await this.options.call(routes.putRecordingChunk, {
        params: { session, recording, segment, n: String(piece.n) },
        query: {
          type,
          at: String(Math.round(piece.at)),
          media: String(Math.round(piece.media)),
          sha256: await sha256(bytes),
        },
        body: bytes,
      });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (error.problem.retryable) throw error;
      this.options.onRefused(error.problem);
    }
    await db.delete('pieces', [segment, piece.n]);
  }

  private async finish(db: IDBPDatabase<Schema>, { segment, session, recording, next }: Segment): Promise<void> {
    try {
      if (next > 0)
        await this.options.call(routes.closeRecordingSegment, {
          params: { session, recording, segment },
          body: { chunks: next },
        });
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.retryable) throw error;
    }
    // What is missing over there is missing here as well: the server makes a file of what it has.
    await db.delete('segments', segment);
    this.letGo.delete(segment);
  }

  private wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const pieceRange = (segment: string): IDBKeyRange => IDBKeyRange.bound([segment, 0], [segment, Infinity]);
