import type { Person } from '@debrief/contracts';
import { Clock } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Room } from './room';

/** Somebody whom another node stamped within this time has a socket there, in ms. */
const CONNECTED_WITHIN = 20_000;
/** How long stamps wait for more of them, in ms. */
const GATHER_STAMPS = 10;

export interface RosterRow {
  id: string;
  session: string;
  account_id: string | null;
  name: string;
  is_guest: boolean;
  is_host: boolean;
  /** When a node last saw a socket of theirs, ms. */
  seen: number | null;
}

const COLUMNS = `id, session, account_id, name, is_guest, is_host, (extract(epoch from seen_at) * 1000)::float8 as seen`;

/** Who is on a session's roster. Names live here and never in the log. */
@Injectable()
export class Roster {
  /** Sockets of this process by participant. */
  private readonly local = new Map<string, number>();
  /** When the last socket of a participant left this process: older stamps are our own and prove nothing. */
  private readonly leftAt = new Map<string, number>();

  private stamping: { readonly ids: Set<string>; readonly done: Promise<void> } | null = null;

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Counts a socket that came (+1) or went (−1). */
  count(participant: string, step: 1 | -1): void {
    const next = (this.local.get(participant) ?? 0) + step;
    if (next > 0) this.local.set(participant, next);
    else {
      this.local.delete(participant);
      this.leftAt.set(participant, this.clock.now().getTime());
    }
  }

  /** Forgets departures that no longer matter. */
  sweep(): void {
    const old = this.clock.now().getTime() - CONNECTED_WITHIN;
    for (const [id, at] of this.leftAt) if (at < old) this.leftAt.delete(id);
  }

  /** Participants with a socket on this process. */
  here(): string[] {
    return [...this.local.keys()];
  }

  private isConnected({ id, seen }: RosterRow): boolean {
    if (this.local.has(id)) return true;
    return seen !== null && seen > Math.max(this.clock.now().getTime() - CONNECTED_WITHIN, this.leftAt.get(id) ?? 0);
  }

  /** Stamps these participants as seen now, by the database's clock: all who come within a few ms in one statement. */
  stamp(participants: readonly string[]): Promise<void> {
    if (!participants.length) return Promise.resolve();
    this.stamping ??= this.stampSoon();
    for (const participant of participants) this.stamping.ids.add(participant);
    return this.stamping.done;
  }

  private stampSoon(): NonNullable<Roster['stamping']> {
    const ids = new Set<string>();
    const done = new Promise((resolve) => setTimeout(resolve, GATHER_STAMPS)).then(async () => {
      this.stamping = null;
      await this.database.query(`update live_participant set seen_at = clock_timestamp() where id = any($1)`, [
        [...ids],
      ]);
    });
    return { ids, done };
  }

  /** Rows of a session, oldest first. */
  rows(session: string): Promise<RosterRow[]> {
    return this.database.query(`select ${COLUMNS} from live_participant where session = $1 order by joined_at, id`, [
      session,
    ]);
  }

  /** The participant that an account holds in a session; the seated one where there are two. */
  async of(session: string, accountId: string): Promise<RosterRow | undefined> {
    const [row]: RosterRow[] = await this.database.query(
      `select ${COLUMNS} from live_participant
       where session = $1 and account_id = $2 order by case when presence is null then 2 when presence = 'kicked' then 1 else 0 end, joined_at limit 1`,
      [session, accountId],
    );
    return row;
  }

  /** The account behind a participant; null for people of the example. */
  async accountOf(participant: string): Promise<string | null> {
    const [row]: { account_id: string | null }[] = await this.database.query(
      `select account_id from live_participant where id = $1`,
      [participant],
    );
    return row?.account_id ?? null;
  }

  /** The rosters of several sessions in one query, without opening their rooms. */
  async peopleOf(sessions: string[]): Promise<Map<string, Person[]>> {
    const rows: (RosterRow & { presence: string | null; seat: number | null })[] = await this.database.query(
      `select ${COLUMNS}, presence, seat from live_participant where session = any($1) order by joined_at, id`,
      [sessions],
    );
    const found = new Map<string, Person[]>(sessions.map((session) => [session, []]));
    for (const row of rows)
      found
        .get(row.session)
        ?.push(this.person(row, row.presence === null || row.presence === 'kicked' ? null : row.seat));
    return found;
  }

  /** The roster as everybody admitted may see it. */
  async people(room: Room): Promise<Person[]> {
    const rows = await this.rows(room.id);
    return rows.map((row) => {
      const known = room.state.room.people[row.id];
      return this.person(row, known && known.presence !== 'kicked' ? known.seat : null);
    });
  }

  private person(row: RosterRow, seat: number | null): Person {
    return {
      participant: row.id,
      name: row.name,
      isGuest: row.is_guest,
      isHost: row.is_host,
      seat,
      connected: this.isConnected(row),
    };
  }
}
