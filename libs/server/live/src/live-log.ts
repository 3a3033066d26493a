import { docHome, type Ack, type DocName, type ErrorCode, type Stream } from '@debrief/contracts';
import { applyEvent, decide, docAccess, nextDue, type Actor, type Decidable } from '@debrief/live-core';
import { Clock, toProblem, ProblemError } from '@debrief/server/platform';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { bodyDigest, newSalt, nextLink } from './digest';
import {
  appendUpdates,
  lockSessions,
  opKey,
  readTails,
  storedAcks,
  writeBatch,
  type NewRow,
  type SessionRow,
  type StoredAcks,
  type Written,
} from './log-store';
import { endsRights } from './projection';
import type { Head, Room } from './room';
import type { DocVerdict } from './room-doc';
import { Rooms } from './rooms';
import { toFolded, type LogRow } from './rows';

/**
 * From the start of one commit to that of the next, in ms: short while there is little to do, and the longer the more
 * comes, up to where it could be felt. A commit costs as much as ten of its rows, so a busy server saves most by waiting.
 */
const PACE = { least: 8, most: 20, perItemInMs: 25 } as const;
/** What comes in the same moment goes into one commit, also on a server that has rested, in ms. */
const GATHER_MS = 2;
/** Work items in one commit. */
const MAX_BATCH = 1_000;
/** Beyond this many waiting items new ones are refused, visibly, instead of letting answers drift. */
const MAX_WAITING = 20_000;

interface Waiting {
  readonly room: Room;
  readonly requestId: string;
  readonly resolve: (ack: Ack) => void;
}
/** A command that waits to be decided. */
export interface DecideItem extends Waiting {
  readonly type: 'decide';
  readonly command: Decidable;
  readonly actor: Actor;
  readonly op: { id: string; hash: Buffer } | null;
  /** Phases and cards are what people wait for: they start a batch at once. */
  readonly isUrgent: boolean;
  /** Runs in the transaction of the events, once they are decided. */
  readonly alongside?: (manager: EntityManager) => Promise<void>;
}
/** A document update that waits to be checked. */
export interface DocItem extends Waiting {
  readonly type: 'doc';
  readonly doc: DocName;
  readonly update: Buffer;
  readonly participant: string;
  /** The socket it came from, where it came from one. */
  readonly socket?: string | undefined;
  /** What the document said to it, once it was asked: the bytes are in it from then on. */
  verdict?: DocVerdict | undefined;
}
export type Item = DecideItem | DocItem;

/** What a commit wrote to a room, in log order; rows of other nodes that were met on the way come first. */
export interface Committed {
  readonly room: Room;
  readonly rows: LogRow[];
  /** Those of `rows` that this node wrote. */
  readonly own: readonly LogRow[];
  /** The socket that wrote all of `rows`, edits every one: its acks tell it all that the rows would. */
  readonly knownTo: string | null;
}

interface Draft {
  readonly room: Room;
  state: Room['state'];
  rev: number;
  epoch: number;
  readonly heads: Map<Stream, Head>;
  readonly rows: NewRow[];
  readonly ops: { participant: string; op: string; hash: Buffer; ack: Ack }[];
  readonly answers: { item: Item; ack: Ack }[];
}
/**
 * The append-only log and the only way into it. One commit is in flight for all rooms of this process; everything is
 * decided inside its transaction, after the rows of its sessions are locked and whatever other nodes wrote has been
 * read, so a decision is always made on the newest revision. Acks and broadcasts leave only after the commit.
 */
@Injectable()
export class LiveLog implements BeforeApplicationShutdown {
  private readonly logger = new Logger('LiveLog');
  private waiting: Item[] = [];
  private timer: NodeJS.Timeout | null = null;
  /** When the latest commit began, by this process' clock, ms, and how long the one after it waits for company. */
  private startedAt = -Infinity;
  private pace: number = PACE.least;
  private flight: { rooms: ReadonlySet<Room>; done: Promise<void> } | null = null;
  private readonly listeners = new Set<(committed: Committed) => void>();
  private readonly companions = new Set<(written: Written, manager: EntityManager) => Promise<void>>();
  /** Rooms to which other nodes have written, and who waits for their rows. */
  private behind = new Map<Room, (() => void)[]>();
  private isClosed = false;

  constructor(
    private readonly database: DataSource,
    private readonly rooms: Rooms,
    private readonly clock: Clock,
  ) {}

  /** Calls `listener` after each commit that wrote to, or caught up, a room; synchronously, in commit order. */
  onCommitted(listener: (committed: Committed) => void): void {
    this.listeners.add(listener);
  }

  /**
   * Calls `step` for each room that a commit decides, in its transaction and after its rows: what other contexts derive
   * from events is there with them or not at all. When it throws, nothing of that room is stored.
   */
  alongCommits(step: (written: Written, manager: EntityManager) => Promise<void>): void {
    this.companions.add(step);
  }

  /** Queues a command or update; resolves with its ack, after the commit. Never rejects. */
  submit(item: Omit<DecideItem, 'resolve'> | Omit<DocItem, 'resolve'>): Promise<Ack> {
    return new Promise((resolve) => this.queue({ ...item, resolve }));
  }

  /** Queues an item, whose `resolve` is called with its ack after the commit, or at once when nothing more fits. */
  queue(item: Item): void {
    if (this.isClosed || this.waiting.length >= MAX_WAITING) {
      return item.resolve(
        refusal(item, 'unavailable', 'The server is catching up. This was not stored; try again in a moment.'),
      );
    }
    this.waiting.push(item);
    this.schedule(item.type === 'decide' && item.isUrgent);
  }

  /** Resolves when no commit that touches this room is under way, so that what memory holds is committed. */
  async settled(room: Room): Promise<void> {
    while (this.flight?.rooms.has(room)) await this.flight.done;
  }

  /**
   * Reads what other nodes have written to a room since and tells the listeners; nothing is locked, nothing decided.
   * Resolves when memory is as new as the log was at the call, or the read failed and the next head will find it.
   */
  hear(room: Room): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.behind.get(room);
      if (waiting) return void waiting.push(resolve);
      this.behind.set(room, [resolve]);
      this.schedule(true);
    });
  }

  /** The room of a session as the log has it now, whichever node wrote last. Throws `not-found`. */
  async current(session: string): Promise<Room> {
    const held = this.rooms.held(session);
    if (held) await this.hear(held);
    return this.rooms.get(session);
  }

  /** Reads what other nodes have written to a room since, tells the listeners, and writes what the clock has due. */
  async catchUp(room: Room): Promise<void> {
    await this.submit({
      type: 'decide',
      room,
      requestId: '',
      command: { kind: 'clock.tick' },
      actor: 'server',
      op: null,
      isUrgent: true,
    });
  }

  /** After the sockets: what they have sent is still decided and answered. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    while (this.waiting.length || this.flight) {
      if (!this.flight) this.start();
      await this.flight?.done;
    }
  }

  private schedule(atOnce: boolean): void {
    if (this.flight) return;
    if (atOnce) {
      if (this.timer) clearTimeout(this.timer);
      this.timer = null;
      return this.start();
    }
    this.timer ??= setTimeout(
      () => {
        this.timer = null;
        this.start();
      },
      Math.max(GATHER_MS, this.startedAt + this.pace - performance.now()),
    );
  }

  private start(): void {
    if (this.flight || !(this.waiting.length || this.behind.size)) return;
    const now = performance.now();
    const items = this.waiting.splice(0, MAX_BATCH);
    // Commits that nobody may wait for follow each other at once, and are no sign of much to do.
    const rate = items.length / Math.max(PACE.least, now - this.startedAt);
    this.pace = Math.min(PACE.most, Math.max(PACE.least, rate * PACE.perItemInMs));
    this.startedAt = now;
    const { behind } = this;
    this.behind = new Map();
    const done = this.readOthers(behind)
      .then(() => this.run(items))
      .finally(() => {
        this.flight = null;
        if (this.waiting.length || this.behind.size)
          this.schedule(this.behind.size > 0 || this.waiting.some((item) => item.type === 'decide' && item.isUrgent));
      });
    this.flight = { rooms: new Set([...items.map(({ room }) => room), ...behind.keys()]), done };
  }

  private async readOthers(behind: ReadonlyMap<Room, (() => void)[]>): Promise<void> {
    const rooms = [...behind.keys()].filter(({ isDropped }) => !isDropped);
    if (rooms.length) {
      const tails = await readTails(this.database.manager, rooms).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'the rows of other nodes could not be read');
        return new Map<string, LogRow[]>();
      });
      for (const room of rooms) this.announce(room, tails.get(room.id) ?? []);
    }
    for (const waiting of behind.values()) for (const resolve of waiting) resolve();
  }

  /** Commits all rooms together; when that fails each room alone, so that one room's fault costs nobody else. */
  private async run(items: Item[]): Promise<void> {
    const decided = await this.commitEdits(items);
    if (!decided.length) return;
    try {
      return await this.commit(decided);
    } catch (error) {
      if (new Set(decided.map(({ room }) => room)).size === 1) return this.giveUp(decided, error);
    }
    for (const own of groupBy(decided, ({ room }) => room).values())
      await this.commit(own).catch((error: unknown) => this.giveUp(own, error));
  }

  /**
   * Stores what is nothing but edits of one document's stream, room by room, in one statement, and answers them.
   * It holds for rooms that are where this node believes them to be; the others, and whatever has to be decided or
   * refused, are given back for the long way, which reads before it judges.
   */
  private async commitEdits(items: Item[]): Promise<Item[]> {
    const rest: Item[] = [];
    const drafts: Draft[] = [];
    for (const [room, own] of groupBy(items, (item) => item.room)) {
      const draft = isPlain(room, own) ? this.draftEdits(room, own) : null;
      if (draft) drafts.push(draft);
      else rest.push(...own);
    }
    const wrote = drafts.filter(({ rows }) => rows.length);
    let moved: ReadonlySet<string> = new Set();
    if (wrote.length) {
      try {
        moved = await appendUpdates(this.database, wrote);
      } catch (error) {
        this.logger.warn({ err: error }, 'a commit of edits failed');
        // It may have happened all the same: the documents are read again before anybody is answered.
        for (const { room, answers } of wrote) {
          room.dropDocs();
          for (const { item } of answers) if (item.type === 'doc') item.verdict = undefined;
        }
      }
    }
    for (const draft of drafts) {
      if (!draft.rows.length || moved.has(draft.room.id)) this.settle(draft, []);
      else rest.push(...draft.answers.map(({ item }) => item));
    }
    return rest;
  }

  /** Null when one of the updates is refused: a refusal has to rest on the newest state. */
  private draftEdits(room: Room, items: readonly DocItem[]): Draft | null {
    const draft = newDraft(room, room.rev, room.writeEpoch);
    const now = this.timeIn(room, this.clock.now().getTime());
    for (const item of items) {
      const ack = this.takeUpdate(draft, item, now);
      if (!ack.ok) return null;
      draft.answers.push({ item, ack });
    }
    return draft;
  }

  /**
   * A commit that failed may still have happened, and the room's documents hold what it tried. The room is dropped;
   * clients resend with the same op and find the stored answer, or are decided again.
   */
  private giveUp(items: Item[], error: unknown): void {
    this.logger.error({ err: error, rooms: items.map(({ room }) => room.id) }, 'a commit failed');
    for (const { room } of items) this.rooms.drop(room);
    for (const item of items) item.resolve(toProblem(error, item.requestId));
  }

  private async commit(items: Item[]): Promise<void> {
    const rooms = [...new Set(items.map(({ room }) => room))];
    const stale = rooms.filter(({ isDropped }) => isDropped);
    if (stale.length) throw new ProblemError('unavailable', 'The session is being read again. Try again in a moment.');
    const runner = this.database.createQueryRunner();
    let tails = new Map<string, LogRow[]>();
    let drafts: Draft[];
    try {
      await runner.startTransaction('READ COMMITTED');
      const sessions = await lockSessions(runner, rooms);
      tails = await readTails(runner.manager, rooms);
      const stored = await storedAcks(runner, opsOf(items));
      drafts = [];
      for (const room of rooms) {
        const own = items.filter((item) => item.room === room);
        drafts.push(await this.prepare(runner, room, sessions.get(room.id), own, stored));
      }
      await writeBatch(runner, drafts, sessions);
      for (const draft of drafts) for (const step of this.companions) await step(draft, runner.manager);
      await runner.commitTransaction();
    } catch (error) {
      // The documents of these rooms may hold bytes that were never stored.
      for (const room of rooms) room.dropDocs();
      for (const room of rooms) this.announce(room, tails.get(room.id) ?? []);
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
    for (const draft of drafts) this.settle(draft, tails.get(draft.room.id) ?? []);
  }

  /** Takes over what a commit stored, tells the listeners, then answers: nobody is told before it is true. */
  private settle(draft: Draft, tail: LogRow[]): void {
    const { room } = draft;
    if (room.state !== draft.state) {
      room.state = draft.state;
      room.dueAt = nextDue(room.state);
    }
    room.rev = draft.rev;
    room.writeEpoch = draft.epoch;
    for (const [stream, head] of draft.heads) room.heads.set(stream, head);
    for (const { doc, seq } of draft.rows) {
      if (!doc) continue;
      room.written.add(doc);
      room.docs.get(doc)?.stored(seq);
    }
    // What the server itself finds due, such as that everybody has gone, keeps no empty room in memory.
    if (draft.answers.some(({ item }) => item.type === 'doc' || item.actor !== 'server')) room.lastUsed = Date.now();
    this.announce(room, tail, draft.rows, tail.length ? null : authorOf(draft));
    for (const { item, ack } of draft.answers) item.resolve(ack);
  }

  private announce(room: Room, tail: LogRow[], own: readonly LogRow[] = [], knownTo: string | null = null): void {
    const rows = [...tail, ...own];
    if (rows.length) for (const listener of this.listeners) listener({ room, rows, own, knownTo });
  }

  private async prepare(
    runner: QueryRunner,
    room: Room,
    session: SessionRow | undefined,
    items: Item[],
    stored: StoredAcks,
  ): Promise<Draft> {
    if (!session) throw new ProblemError('not-found', 'This session does not exist.');
    const draft = newDraft(room, session.rev, session.write_epoch);
    const now = this.timeIn(room, session.now);
    for (const item of items) {
      const ack =
        item.type === 'doc'
          ? this.takeUpdate(draft, item, now)
          : await this.takeCommand(runner, draft, item, now, stored);
      draft.answers.push({ item, ack });
    }
    return draft;
  }

  /** Never before what the log of the room holds already. */
  private timeIn(room: Room, now: number): number {
    let latest = room.clock?.() ?? now;
    for (const { at } of room.heads.values()) latest = Math.max(latest, at);
    return latest;
  }

  private async takeCommand(
    runner: QueryRunner,
    draft: Draft,
    item: DecideItem,
    now: number,
    stored: StoredAcks,
  ): Promise<Ack> {
    const by = item.actor === 'server' ? null : item.actor.participant;
    const key = item.op && by ? opKey({ session: item.room.id, participant: by, op: item.op.id }) : null;
    const earlier = key ? stored.get(key) : undefined;
    if (earlier && item.op) {
      return earlier.hash.equals(item.op.hash)
        ? earlier.ack
        : refusal(item, 'op-reused', 'This operation id was used for something else.');
    }
    const decision = decide(draft.state, item.command, item.actor, now);
    if (!decision.ok)
      return toProblem(
        new ProblemError(decision.code, decision.message, decision.fields ? { fields: decision.fields } : {}),
        item.requestId,
      );
    const refused = item.alongside && (await this.runAlongside(runner, item.alongside));
    if (refused) return toProblem(refused, item.requestId);
    let ack: Ack = { ok: true, at: now };
    decision.events.forEach(({ stream, kind, payload }, index) => {
      if (endsRights(kind)) draft.epoch += 1;
      const row = this.append(
        draft,
        { stream, kind, participant: by, op_id: item.op?.id ?? null, doc: null, payload, data: null },
        now,
      );
      draft.state = applyEvent(draft.state, toFolded(row));
      draft.rev += 1;
      if (index === 0) ack = { ok: true, seq: row.seq, at: row.at };
    });
    if (item.op && by && key) {
      draft.ops.push({ participant: by, op: item.op.id, hash: item.op.hash, ack });
      stored.set(key, { hash: item.op.hash, ack });
    }
    return ack;
  }

  /** What must be true together with the events: a refusal there refuses this command and nobody else's. */
  private async runAlongside(
    runner: QueryRunner,
    step: NonNullable<DecideItem['alongside']>,
  ): Promise<ProblemError | null> {
    await runner.query('savepoint alongside');
    try {
      await step(runner.manager);
      return null;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      await runner.query('rollback to savepoint alongside');
      return error;
    }
  }

  private takeUpdate(draft: Draft, item: DocItem, now: number): Ack {
    const doc = item.room.docs.get(item.doc);
    if (docAccess(draft.state.room, item.participant, item.doc) !== 'write') {
      if (item.verdict?.ok) item.room.dropDoc(item.doc);
      return refusal(
        item,
        draft.state.room.status === 'ended' ? 'ended' : 'forbidden',
        'This document can no longer be changed. What you typed is kept on your screen to copy.',
      );
    }
    if (!doc && !item.verdict)
      return refusal(item, 'unavailable', 'The document is being read again. Try again in a moment.');
    const verdict = item.verdict ?? doc?.push(item.update, item.participant);
    // A plain refusal may be another one once the rows of other nodes have been read.
    if (verdict?.ok || verdict?.isTainted) item.verdict = verdict;
    if (!verdict?.ok) {
      // Bytes of this batch may be in it too, so it is read again from the log after the commit.
      if (verdict?.isTainted) item.room.dropDoc(item.doc);
      return refusal(item, verdict?.code ?? 'unavailable', verdict?.message ?? '');
    }
    if (!verdict.changed) return { ok: true };
    const payload = verdict.deletedForeign ? { deletedForeign: verdict.deletedForeign } : null;
    const row = this.append(
      draft,
      {
        stream: docHome(item.doc).stream,
        kind: 'doc',
        participant: item.participant,
        op_id: null,
        doc: item.doc,
        payload,
        data: item.update,
      },
      now,
    );
    return { ok: true, seq: row.seq, at: row.at };
  }

  private append(
    draft: Draft,
    body: Pick<LogRow, 'stream' | 'kind' | 'participant' | 'op_id' | 'doc' | 'payload' | 'data'>,
    now: number,
  ): NewRow {
    const head = draft.heads.get(body.stream) ?? draft.room.head(body.stream);
    const seq = head.seq + 1;
    const at = Math.max(now, head.at);
    const salt = newSalt();
    const digest = bodyDigest(salt, body);
    // Field by field: copying an object into another costs more here than the hashes do.
    const row: NewRow = {
      session: draft.room.id,
      stream: body.stream,
      seq,
      at,
      kind: body.kind,
      participant: body.participant,
      op_id: body.op_id,
      doc: body.doc,
      epoch: draft.epoch,
      payload: body.payload,
      data: body.data,
      salt,
      digest,
    };
    draft.heads.set(body.stream, { seq, at, chain: nextLink(head.chain, row) });
    draft.rows.push(row);
    return row;
  }
}

const newDraft = (room: Room, rev: number, epoch: number): Draft => ({
  room,
  state: room.state,
  rev,
  epoch,
  heads: new Map(),
  rows: [],
  ops: [],
  answers: [],
});

/** The one socket behind everything in a draft, if there is one and it sent nothing but edits. */
const authorOf = ({ answers }: Draft): string | null => {
  const [first] = answers;
  const socket = (first?.item.type === 'doc' && first.item.socket) || null;
  return socket && answers.every(({ item }) => item.type === 'doc' && item.socket === socket) ? socket : null;
};

/** Nothing but edits of documents that are open here and live in one stream, which has a row already. */
const isPlain = (room: Room, items: readonly Item[]): items is DocItem[] => {
  const [first] = items;
  if (room.isDropped || first?.type !== 'doc') return false;
  const { stream } = docHome(first.doc);
  return (
    room.head(stream).seq > 0 &&
    items.every(
      (item) =>
        item.type === 'doc' &&
        room.docs.has(item.doc) &&
        (item.doc === first.doc || docHome(item.doc).stream === stream),
    )
  );
};

/** The ops of a batch: what a client may send twice. */
const opsOf = (items: Item[]) =>
  items.flatMap((item) =>
    item.type === 'decide' && item.op && item.actor !== 'server'
      ? [{ session: item.room.id, participant: item.actor.participant, op: item.op.id }]
      : [],
  );

const refusal = (item: Waiting, code: ErrorCode, message: string): Ack =>
  toProblem(new ProblemError(code, message), item.requestId);

const groupBy = <T, K>(list: T[], keyOf: (item: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
};
