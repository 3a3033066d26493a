import { docHome, type Ack, type DocName, type ErrorCode, type Stream } from '@debrief/contracts';
import { applyEvent, decide, docAccess, isSealed, nextDue, type Actor, type Decidable } from '@debrief/live-core';
import { toProblem, ProblemError } from '@debrief/server/platform';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { bodyDigest, newSalt, nextLink } from './digest';
import { endsRights, projectRound } from './projection';
import type { Room } from './room';
import { Rooms } from './rooms';
import { LOG_COLUMNS, toFolded, type LogRow } from './rows';

/** How long a batch gathers before it is committed, in ms; longer batches cost less CPU, nobody sees 6 ms. */
const WINDOW_MS = 6;
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
}
export type Item = DecideItem | DocItem;

/** What a commit wrote to a room, in log order; rows of other nodes that were met on the way come first. */
export interface Committed {
  readonly room: Room;
  readonly rows: LogRow[];
}

interface NewRow extends LogRow {
  salt: Buffer;
  digest: Buffer;
}
interface Draft {
  readonly room: Room;
  state: Room['state'];
  rev: number;
  epoch: number;
  readonly heads: Map<Stream, { seq: number; at: number; chain: Buffer }>;
  readonly rows: NewRow[];
  readonly ops: { participant: string; op: string; hash: Buffer; ack: Ack }[];
  readonly answers: { item: Item; ack: Ack }[];
}
type StoredAcks = Map<string, { hash: Buffer; ack: Ack }>;
interface SessionRow {
  id: string;
  rev: number;
  write_epoch: number;
  sealed_at: Date | null;
  now: number;
}

/**
 * The append-only log and the only way into it. One commit is in flight for all rooms of this process; everything is
 * decided inside its transaction, after the rows of its sessions are locked and whatever other nodes wrote has been
 * read, so a decision is always made on the newest revision. Acks and broadcasts leave only after the commit.
 */
@Injectable()
export class LiveLog implements OnModuleDestroy {
  private readonly logger = new Logger('LiveLog');
  private waiting: Item[] = [];
  private timer: NodeJS.Timeout | null = null;
  private flight: { rooms: ReadonlySet<Room>; done: Promise<void> } | null = null;
  private readonly listeners = new Set<(committed: Committed) => void>();
  private isClosed = false;

  constructor(
    private readonly database: DataSource,
    private readonly rooms: Rooms,
  ) {}

  /** Calls `listener` after each commit that wrote to, or caught up, a room; synchronously, in commit order. */
  onCommitted(listener: (committed: Committed) => void): void {
    this.listeners.add(listener);
  }

  /** Queues a command or update; resolves with its ack, after the commit. Never rejects. */
  submit(item: Omit<DecideItem, 'resolve'> | Omit<DocItem, 'resolve'>): Promise<Ack> {
    return new Promise((resolve) => {
      const queued: Item = { ...item, resolve };
      if (this.isClosed || this.waiting.length >= MAX_WAITING) {
        return resolve(
          refusal(queued, 'unavailable', 'The server is catching up. This was not stored; try again in a moment.'),
        );
      }
      this.waiting.push(queued);
      this.schedule(queued.type === 'decide' && queued.isUrgent);
    });
  }

  /** Resolves when no commit that touches this room is under way, so that what memory holds is committed. */
  async settled(room: Room): Promise<void> {
    while (this.flight?.rooms.has(room)) await this.flight.done;
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

  async onModuleDestroy(): Promise<void> {
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
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.start();
    }, WINDOW_MS);
  }

  private start(): void {
    if (this.flight || !this.waiting.length) return;
    const items = this.waiting.splice(0, MAX_BATCH);
    const done = this.run(items).finally(() => {
      this.flight = null;
      if (this.waiting.length) this.schedule(this.waiting.some((item) => item.type === 'decide' && item.isUrgent));
    });
    this.flight = { rooms: new Set(items.map(({ room }) => room)), done };
  }

  /** Commits all rooms together; when that fails each room alone, so that one room's fault costs nobody else. */
  private async run(items: Item[]): Promise<void> {
    try {
      return await this.commit(items);
    } catch (error) {
      if (new Set(items.map(({ room }) => room)).size === 1) return this.giveUp(items, error);
    }
    for (const own of groupBy(items, ({ room }) => room).values())
      await this.commit(own).catch((error: unknown) => this.giveUp(own, error));
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
      const sessions = await this.lock(runner, rooms);
      tails = await this.readTails(runner, rooms);
      const stored = await this.storedAcks(runner, items);
      drafts = [];
      for (const room of rooms) {
        const own = items.filter((item) => item.room === room);
        drafts.push(await this.prepare(runner, room, sessions.get(room.id), own, stored));
      }
      await this.write(runner, drafts, sessions);
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
    room.state = draft.state;
    room.rev = draft.rev;
    room.writeEpoch = draft.epoch;
    for (const [stream, head] of draft.heads) room.heads.set(stream, head);
    room.dueAt = nextDue(room.state);
    room.lastUsed = Date.now();
    this.announce(room, [...tail, ...draft.rows]);
    for (const { item, ack } of draft.answers) item.resolve(ack);
  }

  private announce(room: Room, rows: LogRow[]): void {
    if (rows.length) for (const listener of this.listeners) listener({ room, rows });
  }

  /** Locks the sessions' rows in id order (two nodes never wait for each other in a ring). */
  private async lock(runner: QueryRunner, rooms: Room[]): Promise<Map<string, SessionRow>> {
    const found: SessionRow[] = await runner.query(
      `select id, rev, write_epoch, sealed_at, (extract(epoch from date_trunc('milliseconds', clock_timestamp())) * 1000)::float8 as now
       from live_session where id = any($1) order by id for update`,
      [rooms.map(({ id }) => id)],
    );
    return new Map(found.map((row) => [row.id, row]));
  }

  /** Folds rows that other nodes have committed; the caller holds the sessions' locks. */
  private async readTails(runner: QueryRunner, rooms: Room[]): Promise<Map<string, LogRow[]>> {
    const byId = new Map(rooms.map((room) => [room.id, room]));
    const heads: { session: string; stream: Stream; last_seq: number; last_at: number; chain: Buffer }[] =
      await runner.query(
        `select session, stream, last_seq, (extract(epoch from last_at) * 1000)::float8 as last_at, chain from live_stream where session = any($1)`,
        [[...byId.keys()]],
      );
    const behind = heads.filter(
      ({ session, stream, last_seq }) => (byId.get(session)?.head(stream).seq ?? 0) < last_seq,
    );
    const tails = new Map<string, LogRow[]>();
    if (!behind.length) return tails;
    const rows: LogRow[] = await runner.query(
      `select ${LOG_COLUMNS} from live_log
       join unnest($1::uuid[], $2::text[], $3::int[], $4::int[]) as want(w_session, w_stream, after, upto)
         on session = w_session and stream = w_stream and seq > after and seq <= upto
       order by session, at, stream, seq`,
      [
        behind.map(({ session }) => session),
        behind.map(({ stream }) => stream),
        behind.map(({ session, stream }) => byId.get(session)?.head(stream).seq ?? 0),
        behind.map(({ last_seq }) => last_seq),
      ],
    );
    for (const row of rows) {
      const room = byId.get(row.session);
      if (!room) continue;
      foldInto(room, row);
      const list = tails.get(row.session) ?? [];
      list.push(row);
      tails.set(row.session, list);
    }
    for (const { session, stream, last_seq, last_at, chain } of behind)
      byId.get(session)?.heads.set(stream, { seq: last_seq, at: last_at, chain });
    for (const room of rooms) if (tails.has(room.id)) room.dueAt = nextDue(room.state);
    return tails;
  }

  private async storedAcks(runner: QueryRunner, items: Item[]): Promise<StoredAcks> {
    const ops = items.flatMap((item) =>
      item.type === 'decide' && item.op && item.actor !== 'server'
        ? [{ item, op: item.op, by: item.actor.participant }]
        : [],
    );
    if (!ops.length) return new Map();
    const found: { session: string; participant: string; op_id: string; body_hash: Buffer; ack: Ack }[] =
      await runner.query(
        `select session, participant, op_id, body_hash, ack from live_op
       where (session, participant, op_id) in (select * from unnest($1::uuid[], $2::uuid[], $3::uuid[]))`,
        [ops.map(({ item }) => item.room.id), ops.map(({ by }) => by), ops.map(({ op }) => op.id)],
      );
    return new Map(
      found.map((row) => [`${row.session}/${row.participant}/${row.op_id}`, { hash: row.body_hash, ack: row.ack }]),
    );
  }

  private async prepare(
    runner: QueryRunner,
    room: Room,
    session: SessionRow | undefined,
    items: Item[],
    stored: StoredAcks,
  ): Promise<Draft> {
    if (!session) throw new ProblemError('not-found', 'This session does not exist.');
    const draft: Draft = {
      room,
      state: room.state,
      rev: session.rev,
      epoch: session.write_epoch,
      heads: new Map(),
      rows: [],
      ops: [],
      answers: [],
    };
    const latest = Math.max(0, ...[...room.heads.values()].map(({ at }) => at));
    const now = Math.max(room.clock?.() ?? session.now, latest);
    for (const item of items) {
      const ack =
        item.type === 'doc'
          ? this.takeUpdate(draft, item, now)
          : await this.takeCommand(runner, draft, item, now, stored);
      draft.answers.push({ item, ack });
    }
    return draft;
  }

  private async takeCommand(
    runner: QueryRunner,
    draft: Draft,
    item: DecideItem,
    now: number,
    stored: StoredAcks,
  ): Promise<Ack> {
    const by = item.actor === 'server' ? null : item.actor.participant;
    const key = item.op && by ? `${item.room.id}/${by}/${item.op.id}` : null;
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
    if (docAccess(draft.state.room, item.participant, item.doc) !== 'write') {
      return refusal(
        item,
        draft.state.room.status === 'ended' ? 'ended' : 'forbidden',
        'This document can no longer be changed. What you typed is kept on your screen to copy.',
      );
    }
    const doc = item.room.docs.get(item.doc);
    if (!doc) return refusal(item, 'unavailable', 'The document is being read again. Try again in a moment.');
    const verdict = doc.push(item.update, item.participant);
    if (!verdict.ok) {
      if (verdict.isTainted) {
        // Bytes of this batch may be in it too, so it is read again from the log after the commit.
        item.room.docs.delete(item.doc);
        doc.destroy();
      }
      return refusal(item, verdict.code, verdict.message);
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
    doc.seq = row.seq;
    doc.sinceSnapshot += 1;
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
    const row: NewRow = { ...body, session: draft.room.id, seq, at, epoch: draft.epoch, salt, digest };
    draft.heads.set(body.stream, { seq, at, chain: nextLink(head.chain, row) });
    draft.rows.push(row);
    return row;
  }

  /** Rows, heads, ops and sessions go out in four statements whatever the batch holds. */
  private async write(runner: QueryRunner, drafts: Draft[], sessions: Map<string, SessionRow>): Promise<void> {
    const rows = drafts.flatMap((draft) => draft.rows);
    const ops = drafts.flatMap((draft) => draft.ops.map((op) => ({ ...op, session: draft.room.id })));
    if (rows.length) {
      await runner.query(
        `insert into live_log (session, stream, seq, at, kind, participant, op_id, doc, epoch, payload, data, salt, digest)
         select s, st, sq, to_timestamp(a / 1000), k, p, o, d, e, pl, da, sa, di
         from unnest($1::uuid[], $2::text[], $3::int[], $4::float8[], $5::text[], $6::uuid[], $7::uuid[], $8::text[], $9::int[], $10::jsonb[], $11::bytea[], $12::bytea[], $13::bytea[])
           as t(s, st, sq, a, k, p, o, d, e, pl, da, sa, di)`,
        [
          rows.map((r) => r.session),
          rows.map((r) => r.stream),
          rows.map((r) => r.seq),
          rows.map((r) => r.at),
          rows.map((r) => r.kind),
          rows.map((r) => r.participant),
          rows.map((r) => r.op_id),
          rows.map((r) => r.doc),
          rows.map((r) => r.epoch),
          rows.map((r) => (r.payload === null ? null : JSON.stringify(r.payload))),
          rows.map((r) => r.data),
          rows.map((r) => r.salt),
          rows.map((r) => r.digest),
        ],
      );
      const heads = drafts.flatMap((draft) =>
        [...draft.heads].map(([stream, head]) => ({ session: draft.room.id, stream, ...head })),
      );
      await runner.query(
        `insert into live_stream (session, stream, last_seq, last_at, chain)
         select s, st, sq, to_timestamp(a / 1000), c from unnest($1::uuid[], $2::text[], $3::int[], $4::float8[], $5::bytea[]) as t(s, st, sq, a, c)
         on conflict (session, stream) do update set last_seq = excluded.last_seq, last_at = excluded.last_at, chain = excluded.chain`,
        [
          heads.map((h) => h.session),
          heads.map((h) => h.stream),
          heads.map((h) => h.seq),
          heads.map((h) => h.at),
          heads.map((h) => h.chain),
        ],
      );
    }
    if (ops.length) {
      await runner.query(
        `insert into live_op (session, participant, op_id, body_hash, ack, at)
         select s, p, o, h, a, now() from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bytea[], $5::jsonb[]) as t(s, p, o, h, a)`,
        [
          ops.map((o) => o.session),
          ops.map((o) => o.participant),
          ops.map((o) => o.op),
          ops.map((o) => o.hash),
          ops.map((o) => JSON.stringify(o.ack)),
        ],
      );
    }
    const moved = drafts.filter((draft) => draft.rev !== sessions.get(draft.room.id)?.rev);
    if (!moved.length) return;
    const changed: unknown[] = await runner
      .query(
        `update live_session set rev = t.r, write_epoch = t.e, status = t.st, next_due_at = to_timestamp(t.due / 1000),
         ended_at = to_timestamp(t.ended / 1000), sealed_at = coalesce(sealed_at, case when t.sealed then clock_timestamp() end)
       from unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::text[], $6::float8[], $7::float8[], $8::bool[]) as t(id, was, r, e, st, due, ended, sealed)
       where live_session.id = t.id and live_session.rev = t.was returning live_session.id`,
        [
          moved.map(({ room }) => room.id),
          moved.map(({ room }) => sessions.get(room.id)?.rev ?? -1),
          moved.map(({ rev }) => rev),
          moved.map(({ epoch }) => epoch),
          moved.map(({ state }) => state.room.status),
          moved.map(({ state }) => nextDue(state)),
          moved.map(({ state }) => state.room.endedAt),
          moved.map(({ state }) => isSealed(state)),
        ],
      )
      .then(([returned]: [unknown[], number]) => returned);
    // Without this two nodes could each lock one card and nobody would open them.
    if (changed.length !== moved.length) throw new ProblemError('unavailable', 'Two servers wrote at once. Try again.');
    for (const draft of moved) await projectRound(runner, draft.room.id, draft.state, draft.rows);
  }
}

/** Folds one committed row of another node, or of the past, into memory. */
export const foldInto = (room: Room, row: LogRow): void => {
  if (row.kind === 'doc') {
    const doc = row.doc ? room.docs.get(row.doc) : undefined;
    if (doc && row.data && row.seq > doc.seq) doc.applyStored(row.data, row.seq);
    return;
  }
  room.state = applyEvent(room.state, toFolded(row));
  room.rev += 1;
};

const refusal = (item: Waiting, code: ErrorCode, message: string): Ack =>
  toProblem(new ProblemError(code, message), item.requestId);

const groupBy = <T, K>(list: T[], keyOf: (item: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  for (const item of list) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};
