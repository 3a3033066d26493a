import type { Stream } from '@debrief/contracts';
import { docHome } from '@debrief/contracts';
import { applyEvent, nextDue } from '@debrief/live-core';
import { ProblemError } from '@debrief/server/platform';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import * as Y from 'yjs';
import { Room } from './room';
import { RoomDoc } from './room-doc';
import { toFolded, type LogRow } from './rows';

const SNAPSHOT_EVERY = 200;
/** Documents that nobody writes for this long leave memory, in ms: in most rooms people talk more than they type. */
const QUIET = 30_000;
const keyOf = (room: Room, doc: string): string => `${room.id}/${doc}`;

/** Bytes of their own: 32 cut from the shared pool would keep its 8 kB for as long as the room is held. */
const ownBuffer = (hex: string): Buffer => {
  const bytes = Buffer.allocUnsafeSlow(hex.length / 2);
  bytes.write(hex, 'hex');
  return bytes;
};

/** The sessions this process holds in memory: read from the log when first needed, dropped when in doubt. */
@Injectable()
export class Rooms implements OnApplicationShutdown {
  private readonly open = new Map<string, Promise<Room>>();
  private readonly loaded = new Map<string, Room>();
  private readonly opening = new Map<string, Promise<RoomDoc>>();

  constructor(private readonly database: DataSource) {}

  /** The room of a session; two callers at once get the same one. Throws `not-found`. */
  get(session: string): Promise<Room> {
    const known = this.open.get(session);
    if (known) return known;
    const loading = this.load(session);
    this.open.set(session, loading);
    loading.then(
      (room) => {
        if (this.open.get(session) === loading) this.loaded.set(session, room);
      },
      () => this.open.delete(session),
    );
    return loading;
  }

  /** The room of a session if it is in memory. */
  held(session: string): Room | undefined {
    return this.loaded.get(session);
  }

  /** Rooms in memory now. */
  all(): IterableIterator<Room> {
    return this.loaded.values();
  }

  /** Forgets a room; whoever needs it next reads it from the log. */
  drop(room: Room): void {
    room.isDropped = true;
    room.dropDocs();
    if (this.loaded.get(room.id) === room) {
      this.loaded.delete(room.id);
      this.open.delete(room.id);
    }
  }

  /** A document of a room, read from its snapshot and the log's tail when nobody has it open. */
  doc(room: Room, name: string): Promise<RoomDoc> {
    const known = room.docs.get(name);
    if (known) {
      known.usedAt = Date.now();
      return Promise.resolve(known);
    }
    const key = keyOf(room, name);
    const opening = this.opening.get(key) ?? this.loadDoc(room, name).finally(() => this.opening.delete(key));
    this.opening.set(key, opening);
    return opening;
  }

  /** Registers Yjs client ids as this participant's; the first claim of an id wins. Throws `foreign-client`. */
  async claimClients(room: Room, name: string, clientIds: number[], participant: string): Promise<void> {
    const known = room.docs.get(name)?.clients;
    const fresh = clientIds.filter((id) => !known?.has(id));
    const claimed = new Map<number, string>();
    if (fresh.length) {
      const owners: { client_id: string; participant: string }[] = await this.database.query(
        `with claim as (
           insert into live_doc_client (session, doc, client_id, participant)
           select $1, $2, c, $4 from unnest($3::bigint[]) as t(c) on conflict do nothing returning client_id, participant)
         select client_id, participant from claim
         union select client_id, participant from live_doc_client where session = $1 and doc = $2 and client_id = any($3::bigint[])`,
        [room.id, name, fresh, participant],
      );
      for (const owner of owners) claimed.set(Number(owner.client_id), owner.participant);
      // One that is just being read may have read its owners before this claim.
      const doc = room.docs.get(name) ?? (await this.opening.get(keyOf(room, name)));
      for (const [id, owner] of claimed) doc?.clients.set(id, owner);
    }
    if (clientIds.some((id) => (claimed.get(id) ?? known?.get(id)) !== participant)) {
      throw new ProblemError('foreign-client', 'This tab’s document id belongs to somebody else. Reload the page.');
    }
  }

  /** Stores snapshots of documents that have grown by `atLeast` updates; a cache, so losing one costs time only. Call it on a settled room. */
  async snapshot(room: Room, atLeast = SNAPSHOT_EVERY): Promise<void> {
    const grown = [...room.docs].filter(([, { sinceSnapshot }]) => sinceSnapshot >= atLeast);
    // Encoded before the first await: afterwards a commit may be under way whose bytes are not stored yet.
    const states = grown.map(([name, { doc, seq }]) => ({ name, seq, state: Buffer.from(Y.encodeStateAsUpdate(doc)) }));
    for (const [, doc] of grown) doc.sinceSnapshot = 0;
    for (const { name, seq, state } of states) {
      await this.database.query(
        `insert into live_doc_snapshot (session, doc, seq, state) values ($1, $2, $3, $4)
         on conflict (session, doc) do update set seq = excluded.seq, state = excluded.state where live_doc_snapshot.seq < excluded.seq`,
        [room.id, name, seq, state],
      );
    }
  }

  /** Lets quiet documents of a room leave memory; the log has all of them. Call it on a settled room, and wait for nothing in between. */
  putAway(room: Room): void {
    for (const [name, { usedAt }] of room.docs) if (Date.now() - usedAt >= QUIET) room.dropDoc(name);
  }

  onApplicationShutdown(): void {
    for (const room of this.loaded.values()) room.dropDocs();
  }

  private async load(session: string): Promise<Room> {
    // One statement sees one moment of heads, revision and rows: a commit in between would otherwise be counted twice.
    // It is one way to the database and back, too: after a restart every room is read at once. The names of documents are
    // found by stepping along their index, not by reading every keystroke.
    const [found]: {
      is_example: boolean;
      rev: number;
      write_epoch: number;
      heads: { stream: Stream; seq: number; at: number; chain: string }[] | null;
      rows: Pick<LogRow, 'stream' | 'kind' | 'payload'>[] | null;
      docs: string[] | null;
    }[] = await this.database.query(
      `select is_example, rev, write_epoch,
         (select json_agg(json_build_object('stream', stream, 'seq', last_seq, 'at', (extract(epoch from last_at) * 1000)::float8,
            'chain', encode(chain, 'hex'))) from live_stream where session = $1) as heads,
         (select json_agg(json_build_object('stream', stream, 'kind', kind, 'payload', payload) order by at, stream, seq)
            from live_log where session = $1 and doc is null) as rows,
         (with recursive name as (
            (select doc from live_log where session = $1 and doc is not null order by doc limit 1)
            union all
            select (select doc from live_log where session = $1 and doc > name.doc order by doc limit 1) from name where doc is not null)
          select array_agg(doc) from name where doc is not null) as docs
       from live_session where id = $1`,
      [session],
    );
    if (!found) throw new ProblemError('not-found', 'This session does not exist, or you are not part of it.');
    const room = new Room(session, found.is_example);
    for (const event of found.rows ?? []) room.state = applyEvent(room.state, toFolded(event));
    for (const { stream, seq, at, chain } of found.heads ?? [])
      room.heads.set(stream, { seq, at, chain: ownBuffer(chain) });
    for (const doc of found.docs ?? []) room.written.add(doc);
    room.rev = found.rev;
    room.writeEpoch = found.write_epoch;
    room.dueAt = nextDue(room.state);
    return room;
  }

  private async loadDoc(room: Room, name: string): Promise<RoomDoc> {
    const doc = new RoomDoc(docHome(name).kind);
    const [saved]: { seq: number; state: Buffer }[] = await this.database.query(
      `select seq, state from live_doc_snapshot where session = $1 and doc = $2`,
      [room.id, name],
    );
    if (saved) doc.applyStored(saved.state, saved.seq);
    const clients: { client_id: string; participant: string }[] = await this.database.query(
      `select client_id, participant from live_doc_client where session = $1 and doc = $2`,
      [room.id, name],
    );
    for (const owner of clients) doc.clients.set(Number(owner.client_id), owner.participant);
    // The tail is read last: rows committed meanwhile by this process reach a document only once it is in the map.
    for (;;) {
      const before = room.head(docHome(name).stream).seq;
      const tail: { seq: number; data: Buffer }[] = await this.database.query(
        `select seq, data from live_log where session = $1 and doc = $2 and seq > $3 order by seq`,
        [room.id, name, doc.seq],
      );
      for (const row of tail) doc.applyStored(row.data, row.seq);
      doc.sinceSnapshot += tail.length;
      if (room.isDropped || room.head(docHome(name).stream).seq === before) break;
    }
    room.docs.set(name, doc);
    return doc;
  }
}
