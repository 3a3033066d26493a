import type { WireEvent } from '@debrief/contracts';
import { LivePolicy, LiveService, SessionsService } from '@debrief/server/live';
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
    const [stream = '', seq = '0'] = after?.split(':') ?? [];
    const events: WireEvent[] = await this.live.read(
      session,
      reader.streams,
      after ? { stream, seq: Number(seq) } : null,
      PAGE,
    );
    const last = events.at(-1);
    return {
      session: await this.sessions.view(session, person),
      reader: reader.participant,
      events,
      next: events.length === PAGE && last ? `${last.stream}:${last.seq}` : null,
    };
  }

  /** The labelled example, once it has been made. */
  async example(): Promise<{ session: string | null }> {
    const [row]: { id: string }[] = await this.database.query(
      `select id from live_session where is_example and sealed_at is not null order by created_at desc limit 1`,
    );
    return { session: row?.id ?? null };
  }
}
