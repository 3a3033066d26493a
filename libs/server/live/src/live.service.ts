import {
  docHome,
  MAX_RUN,
  panelRound,
  ROOM,
  selfOwner,
  type Ack,
  type Command,
  type DocAnswer,
  type DocName,
  type JoinAnswer,
  type Stream,
  type WireEvent,
} from '@debrief/contracts';
import { docAccess, docsOf, emptyPanel, emptySelf, streamsOf, type Decidable } from '@debrief/live-core';
import { Clock, ProblemError } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { commandHash } from './digest';
import { LiveLog, type DocItem } from './live-log';
import type { Room } from './room';
import { Rooms } from './rooms';
import { Roster } from './roster';
import { LOG_COLUMNS, toWire, type LogRow } from './rows';
import { Supplies, type Prepared } from './supply';

/** Commands that people wait for on both sides: they do not wait for a batch to gather. */
const URGENT = new Set<string>([
  'round.start',
  'phase.next',
  'scoring.start',
  'card.lock',
  'swap.agree',
  'end.agree',
  'clock.pause',
  'clock.resume',
  'brief.open',
]);

/** A document nobody has written in: the update that changes nothing, and the state vector of nothing. */
const NOTHING = { update: 'AAA=', stateVector: 'AA==' } as const;

export interface DocOpening {
  stateVector: string;
  clientIds: number[];
}

/** What a participant does in a session, whatever the transport. */
@Injectable()
export class LiveService {
  constructor(
    private readonly rooms: Rooms,
    private readonly log: LiveLog,
    private readonly supplies: Supplies,
    private readonly roster: Roster,
    private readonly clock: Clock,
    private readonly database: DataSource,
  ) {}

  /** Decides and stores a command of a participant. Resolves with its ack once it is committed; a repeat of `op` gets the first answer. */
  async handle(session: string, participant: string, command: Command, requestId: string): Promise<Ack> {
    const room = await this.rooms.get(session);
    if (!streamsOf(room.state.room, participant).includes(ROOM))
      throw new ProblemError('forbidden', 'The host has not let you in yet.');
    const { op, ...input } = command;
    const hash = commandHash(command.kind, input);
    let prepared: Prepared;
    try {
      prepared = await this.supplies.prepare(room, command, participant);
    } catch (error) {
      // A repeat finds its stored answer even where what it looked up has changed since.
      const stored = await this.storedAck(session, participant, op, hash);
      if (stored) return stored;
      throw error;
    }
    return this.log.submit({
      type: 'decide',
      room,
      requestId,
      actor: { participant },
      op: { id: op, hash },
      isUrgent: URGENT.has(command.kind),
      ...prepared,
    });
  }

  /** Decides and stores a command that the server gives itself. */
  async tell(session: string, command: Decidable): Promise<Ack> {
    const room = await this.rooms.get(session);
    return this.log.submit({ type: 'decide', room, requestId: '', command, actor: 'server', op: null, isUrgent: true });
  }

  /**
   * Lets a participant in, or back in, and answers with all they may see: the missing runs, or a snapshot. `listen` is
   * called with their streams before any is read, so that nothing can fall between the answer and the first frame.
   */
  async join(
    session: string,
    participant: string,
    last: Record<string, number>,
    docs: Partial<Record<DocName, DocOpening>>,
    listen: (streams: Stream[]) => void,
  ): Promise<Omit<JoinAnswer, 'ok'>> {
    await this.roster.stamp([participant]);
    let room = await this.log.current(session);
    const known = room.state.room.people[participant];
    if (known?.presence === 'kicked')
      throw new ProblemError('forbidden', 'The host has removed you from this session.');
    if (room.state.room.turnedAway.includes(participant))
      throw new ProblemError('forbidden', 'The host has not let you in.');
    if (room.state.room.status !== 'ended') {
      if (!known || known.presence === 'left') await this.tell(session, { kind: 'participant.enter', participant });
      else if (known.presence === 'away') await this.tell(session, { kind: 'presence.back', participant });
    }
    room = await this.rooms.get(session);
    const streams = streamsOf(room.state.room, participant);
    const admitted = streams.includes(ROOM);
    listen(streams);
    const runs = admitted ? await this.runsOf(room, streams, last) : {};
    const opened: JoinAnswer['docs'] = {};
    if (admitted) {
      for (const name of new Set([...(Object.keys(docs) as DocName[]), ...this.presentDocs(room, participant)])) {
        if (docAccess(room.state.room, participant, name) === 'none') continue;
        opened[name] = await this.openDoc(room, participant, name, docs[name] ?? { stateVector: '', clientIds: [] });
      }
    }
    const people = await this.roster.people(room);
    return {
      now: this.clock.now().getTime(),
      participant,
      admitted,
      people: admitted ? people : people.filter((person) => person.participant === participant),
      streams: runs,
      docs: opened,
    };
  }

  /** Events of a stream after `seq`, at most 500. Throws `forbidden` for a stream of others. */
  async since(session: string, participant: string, stream: Stream, seq: number): Promise<WireEvent[]> {
    const room = await this.rooms.get(session);
    if (!streamsOf(room.state.room, participant).includes(stream))
      throw new ProblemError('forbidden', 'This part of the session is not yours to read.');
    return this.read(session, [stream], { stream, seq }, MAX_RUN);
  }

  /** A document's state against what the client has; registers its Yjs ids. */
  async openDocument(session: string, participant: string, name: DocName, opening: DocOpening): Promise<DocAnswer> {
    const room = await this.rooms.get(session);
    if (docAccess(room.state.room, participant, name) === 'none')
      throw new ProblemError('forbidden', 'This document is not yours to read.');
    return this.openDoc(room, participant, name, opening);
  }

  /** Checks and stores one Yjs update; resolves after the commit. */
  async push(
    session: string,
    participant: string,
    doc: DocName,
    update: Buffer,
    requestId: string,
    socket?: string,
  ): Promise<Ack> {
    const room = await this.rooms.get(session);
    if (docAccess(room.state.room, participant, doc) === 'none')
      throw new ProblemError('forbidden', 'This document is not yours to write.');
    if (!room.docs.has(doc)) {
      await this.log.settled(room);
      await this.rooms.doc(room, doc);
    }
    return this.log.submit({ type: 'doc', room, doc, update, participant, requestId, ...(socket && { socket }) });
  }

  /**
   * The same for an update from a socket, without a promise on its way: false when the room or the document has to be
   * read first, and then nothing has happened.
   */
  pushAtOnce(session: string, edit: Omit<DocItem, 'type' | 'room' | 'verdict'>): boolean {
    const room = this.rooms.held(session);
    const { doc, update, participant, socket, requestId, resolve } = edit;
    const held = room?.docs.get(doc);
    if (!room || !held || docAccess(room.state.room, participant, doc) === 'none') return false;
    // Or it might leave memory while this edit waits for its commit.
    held.usedAt = Date.now();
    // Not spread, for the reason that `toWire` gives.
    this.log.queue({ type: 'doc', room, doc, update, participant, socket, requestId, resolve, verdict: undefined });
    return true;
  }

  /**
   * Rows of the named streams after a place in (stream, seq) order, at most `limit`; with `until` only what stood in
   * the log at that row of `room`.
   */
  async read(
    session: string,
    streams: Stream[],
    after: { stream: string; seq: number } | null,
    limit: number,
    until?: { seq: number; at: number },
  ): Promise<WireEvent[]> {
    const rows: LogRow[] = await this.database.query(
      `select ${LOG_COLUMNS} from live_log where session = $1 and stream = any($2) and (stream, seq) > ($3, $4)
       and ($6::int is null or case stream when 'room' then seq <= $6::int else at < to_timestamp($7::float8 / 1000) end)
       order by stream, seq limit $5`,
      [session, streams, after?.stream ?? '', after?.seq ?? 0, limit, until?.seq ?? null, until?.at ?? null],
    );
    return rows.map(toWire);
  }

  private async storedAck(session: string, participant: string, op: string, hash: Buffer): Promise<Ack | undefined> {
    const [row]: { body_hash: Buffer; ack: Ack }[] = await this.database.query(
      `select body_hash, ack from live_op where session = $1 and participant = $2 and op_id = $3`,
      [session, participant, op],
    );
    if (!row) return undefined;
    if (!row.body_hash.equals(hash))
      throw new ProblemError('op-reused', 'This operation id was used for something else.');
    return row.ack;
  }

  private presentDocs(room: Room, participant: string): DocName[] {
    const round = room.state.room.rounds.length;
    // Most people never open the board; whoever does asks for it.
    const wanted = (name: DocName) => docHome(name).kind !== 'board';
    return round ? docsOf(room.state.room, participant, round).filter(wanted) : [];
  }

  private async openDoc(
    room: Room,
    participant: string,
    name: string,
    { stateVector, clientIds }: DocOpening,
  ): Promise<DocAnswer> {
    if (clientIds.length) await this.rooms.claimClients(room, name, clientIds, participant);
    await this.log.settled(room);
    const writable = docAccess(room.state.room, participant, name) === 'write';
    // Most documents of a room are never written: an empty one is not made to answer that it is empty.
    if (!room.written.has(name)) return { ...NOTHING, writable };
    const doc = await this.rooms.doc(room, name);
    await this.log.settled(room);
    const { update, stateVector: have } = doc.diff(
      stateVector ? Buffer.from(stateVector, 'base64') : new Uint8Array([0]),
    );
    return {
      update: Buffer.from(update).toString('base64'),
      stateVector: Buffer.from(have).toString('base64'),
      writable,
    };
  }

  /** What somebody lacks of each stream: the missing rows, of all streams in one query, or a snapshot where there are many. */
  private async runsOf(room: Room, streams: Stream[], last: Record<string, number>): Promise<JoinAnswer['streams']> {
    const parts: JoinAnswer['streams'] = {};
    const short: { stream: Stream; after: number; run: WireEvent[] }[] = [];
    for (const stream of streams) {
      const { seq: head } = room.head(stream);
      const after = last[stream];
      if (after !== undefined && after <= head && head - after <= MAX_RUN) {
        const run: WireEvent[] = [];
        parts[stream] = { head, run };
        if (after < head) short.push({ stream, after, run });
      } else {
        await this.log.settled(room);
        parts[stream] = { head: room.head(stream).seq, snapshot: snapshotOf(room, stream) };
      }
    }
    if (!short.length) return parts;
    const rows: LogRow[] = await this.database.query(
      `select ${LOG_COLUMNS} from live_log join unnest($2::text[], $3::int[]) as want(w_stream, after)
         on stream = w_stream and seq > after and seq <= after + $4
       where session = $1 order by stream, seq`,
      [room.id, short.map(({ stream }) => stream), short.map(({ after }) => after), MAX_RUN],
    );
    for (const row of rows) short.find(({ stream }) => stream === row.stream)?.run.push(toWire(row));
    return parts;
  }
}

const snapshotOf = ({ state }: Room, stream: Stream): unknown => {
  const round = panelRound(stream);
  if (round) return state.panels[round] ?? emptyPanel();
  const owner = selfOwner(stream);
  return owner ? (state.selves[owner] ?? emptySelf()) : state.room;
};
