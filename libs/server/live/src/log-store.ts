import type { Ack, Stream } from '@debrief/contracts';
import { applyEvent, isSealed, nextDue } from '@debrief/live-core';
import { binaryArray, prepared, ProblemError } from '@debrief/server/platform';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { projectRound } from './projection';
import type { Head, Room } from './room';
import { LOG_COLUMNS, toFolded, type LogRow } from './rows';

/** A row on its way into the log. */
export interface NewRow extends LogRow {
  salt: Buffer;
  digest: Buffer;
}
/** What a batch has decided for one room. */
export interface Written {
  readonly room: Room;
  readonly state: Room['state'];
  readonly rev: number;
  readonly epoch: number;
  readonly heads: ReadonlyMap<Stream, Head>;
  readonly rows: readonly NewRow[];
  readonly ops: readonly { participant: string; op: string; hash: Buffer; ack: Ack }[];
}
interface OpKey {
  readonly session: string;
  readonly participant: string;
  readonly op: string;
}
export const opKey = ({ session, participant, op }: OpKey): string => `${session}/${participant}/${op}`;
export type StoredAcks = Map<string, { hash: Buffer; ack: Ack }>;
export interface SessionRow {
  id: string;
  rev: number;
  write_epoch: number;
  sealed_at: Date | null;
  now: number;
}

/** Locks the sessions' rows in id order (two nodes never wait for each other in a ring). */
export const lockSessions = async (runner: QueryRunner, rooms: readonly Room[]): Promise<Map<string, SessionRow>> => {
  const found: SessionRow[] = await runner.query(
    `select id, rev, write_epoch, sealed_at, (extract(epoch from date_trunc('milliseconds', clock_timestamp())) * 1000)::float8 as now
     from live_session where id = any($1) order by id for update`,
    [rooms.map(({ id }) => id)],
  );
  return new Map(found.map((row) => [row.id, row]));
};

/**
 * Folds rows that other nodes have committed, and answers them by session. Without the sessions' locks more may follow
 * at once; two reads of one room never run at the same time.
 */
export const readTails = async (manager: EntityManager, rooms: readonly Room[]): Promise<Map<string, LogRow[]>> => {
  const byId = new Map(rooms.map((room) => [room.id, room]));
  const heads: { session: string; stream: Stream; last_seq: number; last_at: number; chain: Buffer }[] =
    await manager.query(
      `select session, stream, last_seq, (extract(epoch from last_at) * 1000)::float8 as last_at, chain from live_stream where session = any($1)`,
      [[...byId.keys()]],
    );
  const behind = heads.filter(({ session, stream, last_seq }) => (byId.get(session)?.head(stream).seq ?? 0) < last_seq);
  const tails = new Map<string, LogRow[]>();
  if (!behind.length) return tails;
  const rows: LogRow[] = await manager.query(
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
};

/** Answers that were given to these ops before, by {@link opKey}. */
export const storedAcks = async (runner: QueryRunner, ops: readonly OpKey[]): Promise<StoredAcks> => {
  if (!ops.length) return new Map();
  const found: { session: string; participant: string; op_id: string; body_hash: Buffer; ack: Ack }[] =
    await runner.query(
      `select session, participant, op_id, body_hash, ack from live_op
     where (session, participant, op_id) in (select * from unnest($1::uuid[], $2::uuid[], $3::uuid[]))`,
      [ops.map(({ session }) => session), ops.map(({ participant }) => participant), ops.map(({ op }) => op)],
    );
  return new Map(
    found.map((row) => [
      opKey({ session: row.session, participant: row.participant, op: row.op_id }),
      { hash: row.body_hash, ack: row.ack },
    ]),
  );
};

/** Rows, heads, ops and sessions go out in four statements whatever the batch holds. */
export const writeBatch = async (
  runner: QueryRunner,
  drafts: readonly Written[],
  sessions: Map<string, SessionRow>,
): Promise<void> => {
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
};

/**
 * Stores document updates and nothing else, in one statement instead of a transaction of eight: most commits are of
 * this kind. The sessions' rows are locked as ever, and a room is left out as a whole when its revision or its stream
 * is not where this node believed it to be. Each draft has rows of one stream, which is not empty.
 * @returns the sessions that were written
 */
export const appendUpdates = async (database: DataSource, drafts: readonly Written[]): Promise<Set<string>> => {
  const heads = drafts.flatMap(({ room, rev, epoch, heads: moved }) =>
    Array.from(moved, ([stream, { seq, at, chain }]) => ({
      id: room.id,
      rev,
      epoch,
      stream,
      was: room.head(stream).seq,
      seq,
      at,
      chain,
    })),
  );
  const homes: number[] = [];
  const rows: NewRow[] = [];
  drafts.forEach((draft, index) => {
    for (const row of draft.rows) {
      homes.push(index);
      rows.push(row);
    }
  });
  const found = await prepared<{ session: string }>(database, {
    name: 'live-append-updates',
    text: APPEND_UPDATES,
    values: [
      binaryArray(
        'int4',
        heads.map((_, index) => index),
      ),
      binaryArray(
        'uuid',
        heads.map((h) => h.id),
      ),
      binaryArray(
        'int4',
        heads.map((h) => h.rev),
      ),
      binaryArray(
        'int4',
        heads.map((h) => h.epoch),
      ),
      binaryArray(
        'text',
        heads.map((h) => h.stream),
      ),
      binaryArray(
        'int4',
        heads.map((h) => h.was),
      ),
      binaryArray(
        'int4',
        heads.map((h) => h.seq),
      ),
      binaryArray(
        'float8',
        heads.map((h) => h.at),
      ),
      binaryArray(
        'bytea',
        heads.map((h) => h.chain),
      ),
      binaryArray('int4', homes),
      binaryArray(
        'int4',
        rows.map((r) => r.seq),
      ),
      binaryArray(
        'uuid',
        rows.map((r) => r.participant),
      ),
      binaryArray(
        'text',
        rows.map((r) => r.doc),
      ),
      binaryArray(
        'text',
        rows.map((r) => (r.payload === null ? null : JSON.stringify(r.payload))),
      ),
      binaryArray(
        'bytea',
        rows.map((r) => r.data),
      ),
      binaryArray(
        'bytea',
        rows.map((r) => r.salt),
      ),
      binaryArray(
        'bytea',
        rows.map((r) => r.digest),
      ),
    ],
  });
  return new Set(found.map(({ session }) => session));
};

/** All rows of a room have the time and the epoch of its head. */
const APPEND_UPDATES = `
  with held as (
    select id, rev from live_session where id = any($2::uuid[]) order by id for update
  ), moved as (
    update live_stream s set last_seq = w.seq, last_at = to_timestamp(w.at / 1000), chain = w.chain
    from unnest($1::int[], $2::uuid[], $3::int[], $4::int[], $5::text[], $6::int[], $7::int[], $8::float8[], $9::bytea[])
      as w(home, session, rev, epoch, stream, was, seq, at, chain)
    join held on held.id = w.session and held.rev = w.rev
    where s.session = w.session and s.stream = w.stream and s.last_seq = w.was
    returning w.home, w.epoch, s.session, s.stream, s.last_at
  ), written as (
    insert into live_log (session, stream, seq, at, kind, participant, doc, epoch, payload, data, salt, digest)
    select moved.session, moved.stream, r.seq, moved.last_at, 'doc', r.participant, r.doc, moved.epoch, r.payload::jsonb, r.data, r.salt, r.digest
    from unnest($10::int[], $11::int[], $12::uuid[], $13::text[], $14::text[], $15::bytea[], $16::bytea[], $17::bytea[])
      as r(home, seq, participant, doc, payload, data, salt, digest)
    join moved on moved.home = r.home
  )
  select session from moved`;

/** Folds one committed row of another node, or of the past, into memory. */
export const foldInto = (room: Room, row: LogRow): void => {
  if (row.kind === 'doc') {
    if (row.doc) room.written.add(row.doc);
    const doc = row.doc ? room.docs.get(row.doc) : undefined;
    if (doc && row.data && row.seq > doc.seq) doc.applyStored(row.data, row.seq);
    return;
  }
  room.state = applyEvent(room.state, toFolded(row));
  room.rev += 1;
};
