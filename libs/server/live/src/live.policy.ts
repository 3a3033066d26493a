import { ROOM, selfStream, type Stream } from '@debrief/contracts';
import { streamsOf } from '@debrief/live-core';
import { ProblemError, type Person } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { LiveLog } from './live-log';
import type { Room } from './room';
import { Rooms } from './rooms';
import { Roster } from './roster';

/** Somebody who may read a session, as the participant whose eyes they have. */
export interface Reader {
  readonly room: Room;
  readonly participant: string;
  /** False for readers of the example: they act nowhere. */
  readonly isMember: boolean;
  readonly streams: Stream[];
}

const UNKNOWN = 'This session does not exist, or you are not part of it.';

/** Who may act in, or read, a session at all. A foreign session and an absent one are refused alike. */
@Injectable()
export class LivePolicy {
  constructor(
    private readonly rooms: Rooms,
    private readonly log: LiveLog,
    private readonly roster: Roster,
  ) {}

  /** The person's participant in a session. Throws `not-found` for strangers. */
  async member(session: string, person: Person | undefined): Promise<Reader> {
    const row = person && (await this.roster.of(session, person.accountId));
    if (!row) throw new ProblemError('not-found', UNKNOWN);
    return this.as(session, row.id);
  }

  /** A member, or anybody where the session is the labelled example, which is read as its round-1 candidate reads it. */
  async reader(session: string, person: Person | undefined): Promise<Reader> {
    const row = person && (await this.roster.of(session, person.accountId));
    if (row) return this.as(session, row.id);
    const room = await this.rooms.get(session);
    const candidate = room.state.room.rounds[0]?.candidate;
    if (!room.isExample || !candidate) throw new ProblemError('not-found', UNKNOWN);
    return { room, participant: candidate, isMember: false, streams: [ROOM, selfStream(candidate)] };
  }

  /** A member who sits in the room: not waiting at the door, not kicked. */
  async seated(session: string, person: Person | undefined): Promise<Reader> {
    const reader = await this.member(session, person);
    if (!reader.streams.includes(ROOM)) throw new ProblemError('not-found', UNKNOWN);
    return reader;
  }

  private async as(session: string, participant: string): Promise<Reader> {
    // A request may come to another node than the socket, and must not be judged by what was true a moment ago.
    const room = await this.log.current(session);
    return { room, participant, isMember: true, streams: streamsOf(room.state.room, participant) };
  }
}
