import type { ServerFrames, Stream, WireEvent } from '@debrief/contracts';
import { ROOM, panelStream, selfStream } from '@debrief/contracts';
import { Injectable } from '@nestjs/common';
import type { Namespace } from 'socket.io';
import { LiveLog, type Committed } from './live-log';
import { Roster } from './roster';
import type { Room } from './room';
import { toWire } from './rows';

/** Socket.IO room of the readers of one stream. The only place such a name is made. */
export const audienceOf = (session: string, stream: Stream): string => `${session}|${stream}`;

const ANSWER_FIRST = 300;

/** Sends what was committed to the people who may see it, and moves sockets between audiences as rights change. */
@Injectable()
export class Broadcaster {
  private server: Namespace | null = null;

  constructor(
    log: LiveLog,
    private readonly roster: Roster,
  ) {
    log.onCommitted((committed) => this.publish(committed));
  }

  attach(server: Namespace): void {
    this.server = server;
  }

  /** One frame per stream and commit, in order of `seq`. Rights that a row gives or ends take effect around it. */
  private publish({ room, rows }: Committed): void {
    const { server } = this;
    if (!server) return;
    const frames = new Map<Stream, WireEvent[]>();
    for (const row of rows) {
      const frame = frames.get(row.stream) ?? [];
      frame.push(toWire(row));
      frames.set(row.stream, frame);
    }
    this.grant(room, rows);
    for (const [stream, events] of frames) this.to(room.id, stream, 'log', { events });
    this.revoke(room, rows);
  }

  /** Sends a frame that is not stored to the readers of a stream. */
  to<F extends 'log' | 'head' | 'people' | 'changed'>(
    session: string,
    stream: Stream,
    frame: F,
    body: ServerFrames[F],
  ): void {
    this.server?.to(audienceOf(session, stream)).emit(frame, body);
  }

  /** Tells everybody who is on the roster now. Those in `admitted` do not hear the room yet: they learn of it at their own door. */
  async people(room: Room, admitted: readonly string[] = []): Promise<void> {
    const people = await this.roster.people(room);
    this.to(room.id, ROOM, 'people', { people });
    for (const person of people) {
      if (person.seat === null || admitted.includes(person.participant))
        this.to(room.id, selfStream(person.participant), 'people', { people: [person] });
    }
  }

  private grant(room: Room, rows: Committed['rows']): void {
    for (const { kind } of rows) {
      if (kind === 'round-opened' || kind === 'role-given') {
        for (const { round, interviewers } of room.state.room.rounds) {
          for (const id of interviewers)
            this.server?.in(audienceOf(room.id, selfStream(id))).socketsJoin(audienceOf(room.id, panelStream(round)));
        }
      }
    }
  }

  private revoke(room: Room, rows: Committed['rows']): void {
    for (const { kind, payload } of rows) {
      if (kind !== 'participant-kicked' && kind !== 'participant-left') continue;
      const { participant } = payload as { participant: string };
      const code = kind === 'participant-kicked' ? ('kicked' as const) : ('left' as const);
      const own = this.server?.in(audienceOf(room.id, selfStream(participant)));
      own?.emit('closed', { code } satisfies ServerFrames['closed']);
      // Whoever left still waits for the answer to their own command.
      if (code === 'kicked') own?.disconnectSockets(true);
      else setTimeout(() => own?.disconnectSockets(true), ANSWER_FIRST).unref();
    }
    if (!rows.some(({ kind }) => kind.startsWith('participant-'))) return;
    const admitted = rows.flatMap(({ kind, payload }) =>
      kind === 'participant-admitted' ? [(payload as { participant: string }).participant] : [],
    );
    void this.people(room, admitted).catch(() => undefined);
  }
}
