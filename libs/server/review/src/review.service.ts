import type { WireEvent } from '@debrief/contracts';
import { streamsOf } from '@debrief/live-core';
import { LivePolicy, LiveService, SessionsService, TOUR, type Reader } from '@debrief/server/live';
import type { Person } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const PAGE = 1_000;

/** A past session as its reader may see it: the same rows their live socket would have received. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly database: DataSource,
    private readonly policy: LivePolicy,
    private readonly live: LiveService,
    private readonly sessions: SessionsService,
  ) {}

  /** One page of the log in (stream, seq) order. `after` is `stream:seq` of the last row the caller has. */
  async replay(person: Person | undefined, session: string, after: string | undefined) {
    const reader = await this.policy.reader(session, person);
    const removal = await this.removalOf(reader);
    const [stream = '', seq = '0'] = after?.split(':') ?? [];
    const events: WireEvent[] = await this.live.read(
      session,
      removal?.streams ?? reader.streams,
      after ? { stream, seq: Number(seq) } : null,
      PAGE,
      removal?.until,
    );
    const last = events.at(-1);
    return {
      session: await this.sessions.viewFor(reader),
      reader: reader.participant,
      events,
      next: events.length === PAGE && last ? `${last.stream}:${last.seq}` : null,
    };
  }

  /** Somebody the host removed keeps what they had read until then: the streams they had, and where those ended. */
  private async removalOf({ room, participant }: Reader) {
    const { room: state } = room.state;
    const person = state.people[participant];
    if (person?.presence !== 'kicked') return undefined;
    const [row]: { seq: number }[] = await this.database.query(
      `select seq from live_log where session = $1 and stream = 'room' and kind = 'participant-kicked' and payload ->> 'participant' = $2
       order by seq limit 1`,
      [room.id, participant],
    );
    const before = { ...state, people: { ...state.people, [participant]: { ...person, presence: 'here' as const } } };
    return row && { streams: streamsOf(before, participant), until: { seq: row.seq, at: person.since } };
  }

  /** The labelled example, once it has been made. */
  async example(): Promise<{ session: string | null }> {
    const [row]: { id: string }[] = await this.database.query(
      `select id from live_session where example_key = $1 and sealed_at is not null order by created_at desc limit 1`,
      [TOUR],
    );
    return { session: row?.id ?? null };
  }
}
