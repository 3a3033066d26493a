import { Clock } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type QueryRunner } from 'typeorm';
import { LiveService } from './live.service';
import type { Room } from './room';
import { Rooms } from './rooms';
import type { NewSession } from './sessions.service';

/** Any number, the same in every process of one database: only one makes the example. */
const EXAMPLE_LOCK = 727_001_934;
const RETRY_MS = 250;

/** The labelled session that a newcomer opens; the others are references for raters. */
export const TOUR = 'tour';

/** The running example: two people without accounts, and a clock that stands until it is told to move. */
export interface Stage {
  readonly session: string;
  /** Hosts, and interviews first. */
  readonly host: string;
  /** Candidate of round 1. */
  readonly guest: string;
  /** Where the clock stands at first, ms. */
  readonly startedAt: number;
  /** Moves the clock on to `to` (server time, ms); what falls due on the way is written at its own time. Never back. */
  advance(to: number): Promise<void>;
}

/**
 * Where the labelled sessions are played. Such a room alone runs on a clock of its own, so that an hour of interview
 * takes seconds; only the seed command of the API uses this.
 */
@Injectable()
export class ExampleStage {
  constructor(
    private readonly database: DataSource,
    private readonly rooms: Rooms,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  /**
   * Plays the example `key` once per database: waits while another process plays it, and clears away what an interrupted one
   * has left. Answers the finished session and whether this call made it. Rejects when `play` does, or when it left the
   * session unsealed.
   */
  async once(
    key: string,
    input: Omit<NewSession, 'prompt' | 'hostFirst'> & { host: string; guest: string; startsAt: (now: Date) => Date },
    play: (stage: Stage) => Promise<void>,
  ): Promise<{ session: string; made: boolean }> {
    const runner = await this.lock();
    try {
      const known = await this.finished(key);
      if (known) return { session: known, made: false };
      await this.database.query(`delete from live_session where is_example and sealed_at is null`);
      const { room, stage } = await this.open(key, input);
      try {
        await play(stage);
      } finally {
        // Whoever reads it next folds it from the log, on the real clock.
        this.rooms.drop(room);
      }
      if ((await this.finished(key)) !== stage.session)
        throw new Error('The example session was not played to its end.');
      return { session: stage.session, made: true };
    } finally {
      await runner.query('select pg_advisory_unlock($1)', [EXAMPLE_LOCK]).catch(() => undefined);
      await runner.release();
    }
  }

  /**
   * A connection that holds the lock. Asks again and again: in Postgres the statement timeout would end the wait, and a
   * connection held meanwhile would keep a stopping server waiting.
   */
  private async lock(): Promise<QueryRunner> {
    for (;;) {
      const runner = this.database.createQueryRunner();
      try {
        const [row]: { got: boolean }[] = await runner.query('select pg_try_advisory_lock($1) as got', [EXAMPLE_LOCK]);
        if (row?.got) return runner;
      } catch (error) {
        await runner.release();
        throw error;
      }
      await runner.release();
      await sleep(RETRY_MS);
    }
  }

  private async finished(key: string): Promise<string | undefined> {
    const [row]: { id: string }[] = await this.database.query(
      `select id from live_session where example_key = $1 and sealed_at is not null order by created_at desc limit 1`,
      [key],
    );
    return row?.id;
  }

  private async open(
    key: string,
    { type, length, mode, format, host: hostName, guest: guestName, startsAt }: Parameters<ExampleStage['once']>[1],
  ): Promise<{ room: Room; stage: Stage }> {
    const [session, host, guest] = [randomUUID(), randomUUID(), randomUUID()];
    const start = startsAt(this.clock.now());
    await this.database.transaction(async (manager) => {
      await manager.query(
        `insert into live_session (id, format, type, length, mode, is_example, example_key, created_at) values ($1, $2, $3, $4, $5, true, $7, $6)`,
        [session, format, type, length, mode, start, key],
      );
      await manager.query(
        `insert into live_participant (id, session, name, is_host, joined_at) values ($1, $3, $4, true, $6), ($2, $3, $5, false, $6)`,
        [host, guest, session, hostName, guestName, start],
      );
    });
    const room = await this.rooms.get(session);
    let now = start.getTime();
    room.clock = () => now;
    const advance = async (to: number): Promise<void> => {
      while (room.dueAt !== null && room.dueAt <= to) {
        now = Math.max(now, room.dueAt);
        const ack = await this.live.tell(session, { kind: 'clock.tick' });
        if (!ack.ok) throw new Error(`The example's clock stopped: ${ack.message}`);
      }
      if (room.isDropped || to < now) throw new Error('The example has lost its clock.');
      now = to;
    };
    return { room, stage: { session, host, guest, startedAt: now, advance } };
  }
}
