import type { ServerFrames, Stream, WireEvent } from '@debrief/contracts';
import { ROOM, selfStream } from '@debrief/contracts';
import { streamsOf } from '@debrief/live-core';
import { Injectable } from '@nestjs/common';
import type { Namespace, Socket } from 'socket.io';
import type { SocketData } from './dispatcher';
import { LiveLog, type Committed } from './live-log';
import { Nodes } from './nodes';
import { Roster } from './roster';
import type { Room } from './room';
import { toWire } from './rows';

/** Socket.IO room of the readers of one stream. The only place such a name is made. */
export const audienceOf = (session: string, stream: Stream): string => `${session}|${stream}`;

const ANSWER_FIRST = 300;
/** Comings and goings of a room within this time are told together, in ms. */
const GATHER_PEOPLE = 50;
/** After these somebody may read more, or less, than before. */
const MOVES_RIGHTS = /^(participant-|round-opened$|role-given$|lead-taken$)/;
const ENDS_RIGHTS: ReadonlySet<string> = new Set(['participant-kicked', 'role-given']);

type Placed = Socket & { data: SocketData };

/**
 * Sends what was committed to the people who may see it, and moves sockets between audiences as rights change. Rows go
 * to the sockets of this node only: every node reads them from the log for its own.
 */
@Injectable()
export class Broadcaster {
  private server: Namespace | null = null;

  private readonly telling = new Set<Room>();

  constructor(
    log: LiveLog,
    private readonly roster: Roster,
    private readonly nodes: Nodes,
  ) {
    log.onCommitted((committed) => this.publish(committed));
  }

  attach(server: Namespace): void {
    this.server = server;
  }

  /** Sessions in which somebody has a socket on this node. */
  sessionsHere(): Set<string> {
    const joined = this.sockets().flatMap(({ data }) => (data.joined ? [data.joined.session] : []));
    return new Set(joined);
  }

  /** True while somebody on this node hears the session. */
  isHeard(session: string): boolean {
    return this.server?.adapter.rooms.has(audienceOf(session, ROOM)) ?? false;
  }

  /** Sends a frame that is not a row: heads to the readers on this node, the rest to those on every node. */
  to<F extends 'head' | 'people' | 'changed'>(session: string, stream: Stream, frame: F, body: ServerFrames[F]): void {
    const reach = frame === 'head' ? this.server?.local : this.server;
    reach?.to(audienceOf(session, stream)).emit(frame, body);
  }

  /** Tells everybody, on every node, who is on the roster, in a moment: when a server comes back they all come at once. */
  people(room: Room): void {
    if (this.telling.has(room)) return;
    this.telling.add(room);
    setTimeout(() => {
      this.telling.delete(room);
      if (this.server) void this.tellPeople(room, this.server, []).catch(() => undefined);
    }, GATHER_PEOPLE).unref();
  }

  /** Closes the sockets in a Socket.IO room for good: here at once, on the other nodes if they can be reached. */
  end(name: string, code: ServerFrames['closed']['code']): void {
    this.server?.in(name).emit('closed', { code } satisfies ServerFrames['closed']);
    this.server?.local.in(name).disconnectSockets(true);
    // With Redis away the call reaches nobody, not even this node.
    this.server?.in(name).disconnectSockets(true);
  }

  /**
   * Puts the sockets of a room where its state says they belong. Rows that end or give a right do so at once; this
   * finds what a lost commit, or a room that was dropped and read again, left behind.
   */
  place(room: Room): void {
    this.grant(room);
    this.revoke(room);
  }

  /** One frame per stream, in order of `seq`; not to the socket whose acks have told it all of it. */
  private send(room: Room, rows: Committed['rows'], knownTo: string | null = null): void {
    const frames = new Map<Stream, WireEvent[]>();
    for (const row of rows) {
      const frame = frames.get(row.stream) ?? [];
      frame.push(toWire(row));
      frames.set(row.stream, frame);
    }
    for (const [stream, events] of frames) {
      const readers = this.server?.local.to(audienceOf(room.id, stream));
      (knownTo ? readers?.except(knownTo) : readers)?.emit('log', { events } satisfies ServerFrames['log']);
    }
  }

  /** Rights that a row gives or ends take effect around it. */
  private publish({ room, rows, own, knownTo }: Committed): void {
    for (const { stream, seq } of own) this.nodes.tell(room.id, stream, seq);
    const { server } = this;
    if (!server) return;
    const movesRights = rows.some(({ kind }) => MOVES_RIGHTS.test(kind));
    if (movesRights) this.grant(room);
    let from = 0;
    for (const [at, { kind }] of rows.entries()) {
      if (!ENDS_RIGHTS.has(kind)) continue;
      // Whoever is sent away hears that, and nothing that was written after it.
      this.send(room, rows.slice(from, at + 1));
      this.revoke(room);
      from = at + 1;
    }
    this.send(room, rows.slice(from), knownTo);
    if (!movesRights) return;
    this.revoke(room);
    this.sayGoodbye(room, rows);
    if (rows.some(({ kind }) => kind.startsWith('participant-'))) {
      const admitted = rows.flatMap(({ kind, payload }) =>
        kind === 'participant-admitted' ? [(payload as { participant: string }).participant] : [],
      );
      // Each node hears of the row and tells its own.
      void this.tellPeople(room, server.local, admitted).catch(() => undefined);
    }
  }

  /** Those in `admitted` do not hear the room yet: they learn of it at their own door. */
  private async tellPeople(room: Room, reach: Pick<Namespace, 'to'>, admitted: readonly string[]): Promise<void> {
    const people = await this.roster.people(room);
    reach.to(audienceOf(room.id, ROOM)).emit('people', { people } satisfies ServerFrames['people']);
    for (const person of people) {
      if (person.seat === null || admitted.includes(person.participant))
        reach
          .to(audienceOf(room.id, selfStream(person.participant)))
          .emit('people', { people: [person] } satisfies ServerFrames['people']);
    }
  }

  private grant(room: Room): void {
    for (const socket of this.hearing(room)) void socket.join(this.audiences(room, socket));
  }

  /** Somebody who was sent away hears nothing more; whoever lost a role does not hear its panel any more. */
  private revoke(room: Room): void {
    for (const socket of this.hearing(room)) {
      const { participant } = socket.data.joined;
      if (room.state.room.people[participant]?.presence === 'kicked') {
        socket.emit('closed', { code: 'kicked' } satisfies ServerFrames['closed']);
        socket.disconnect(true);
        continue;
      }
      const audiences = this.audiences(room, socket);
      for (const name of socket.rooms)
        if (isAudience(name, room.id) && !audiences.includes(name)) void socket.leave(name);
    }
  }

  /** Whoever left still waits for the answer to their own command; sockets that come back later are none of these. */
  private sayGoodbye(room: Room, rows: Committed['rows']): void {
    for (const { kind, payload } of rows) {
      if (kind === 'participant-turned-away') {
        // At the door they hear nothing of the room, only what is said to themselves.
        const door = audienceOf(room.id, selfStream((payload as { participant: string }).participant));
        this.server?.local.in(door).emit('closed', { code: 'turned-away' } satisfies ServerFrames['closed']);
        this.server?.local.in(door).disconnectSockets(true);
      }
      if (kind !== 'participant-left') continue;
      const { participant } = payload as { participant: string };
      if (room.state.room.people[participant]?.presence !== 'left') continue;
      const own = this.hearing(room).filter(({ data }) => data.joined.participant === participant);
      for (const socket of own) socket.emit('closed', { code: 'left' } satisfies ServerFrames['closed']);
      setTimeout(() => own.forEach((socket) => socket.disconnect(true)), ANSWER_FIRST).unref();
    }
  }

  private audiences(room: Room, socket: Placed & { data: { joined: { participant: string } } }): string[] {
    return streamsOf(room.state.room, socket.data.joined.participant).map((stream) => audienceOf(room.id, stream));
  }

  /** Sockets of this node that hear a room; who waits at its door is let in by their own join. */
  private hearing(room: Room) {
    const ids = this.server?.adapter.rooms.get(audienceOf(room.id, ROOM)) ?? [];
    return [...ids].flatMap((id) => {
      const socket = this.server?.sockets.get(id) as Placed | undefined;
      const joined = socket?.data.joined;
      return socket && joined?.session === room.id ? [socket as Placed & { data: { joined: typeof joined } }] : [];
    });
  }

  private sockets(): Placed[] {
    return [...(this.server?.sockets.values() ?? [])] as Placed[];
  }
}

const isAudience = (name: string, session: string): boolean =>
  name === audienceOf(session, ROOM) || (name.startsWith(`${session}|r`) && name.endsWith('.panel'));
