import { AWAY_AFTER, HEAD_EVERY, type Stream } from '@debrief/contracts';
import { Clock } from '@debrief/server/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Broadcaster } from './broadcaster';
import { LiveLog } from './live-log';
import { LiveService } from './live.service';
import { Nodes, type Heard } from './nodes';
import type { Room } from './room';
import { Rooms } from './rooms';
import { Roster } from './roster';

const TICK = 250;
const STAMP_EVERY = 15_000;
/** Heads that have not moved are said every this many turns. */
const SAY_AGAIN = 6;
/** An empty room leaves memory after this. */
const IDLE = 60_000;
/** After a start, and after a time in which nobody could be stamped, people get this long to show themselves. */
const GRACE = 30_000;

/**
 * The server's own hands: tells rooms that time has passed, finds people who are gone and messages that got lost,
 * and lets empty rooms go. Every node runs it; whoever is second finds nothing left to decide.
 */
@Injectable()
export class Sweep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Sweep');
  private readonly timers: NodeJS.Timeout[] = [];
  /** How far each room was when its heads were last said, and how often nothing was. */
  private readonly said = new WeakMap<
    Room,
    { turns: number; rev: number; heads: Map<Stream, { seq: number; isTold: boolean }> }
  >();
  private stampedAt = 0;
  private judgeFrom = 0;

  constructor(
    private readonly database: DataSource,
    private readonly rooms: Rooms,
    private readonly roster: Roster,
    private readonly log: LiveLog,
    private readonly live: LiveService,
    private readonly broadcaster: Broadcaster,
    private readonly clock: Clock,
    nodes: Nodes,
  ) {
    nodes.onHeard((heard) => this.hear(heard));
  }

  onApplicationBootstrap(): void {
    this.judgeFrom = Date.now() + GRACE;
    this.every(TICK, () => this.tick());
    this.every(HEAD_EVERY, () => this.heads());
    this.every(HEAD_EVERY, () => this.wakeDue());
    this.every(HEAD_EVERY, () => this.judgePresence());
    this.every(STAMP_EVERY, () => this.stamp());
    this.every(IDLE / 12, () => this.evict());
  }

  onModuleDestroy(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  /** Runs `work` every `ms`, never twice at once; a failure is logged and the next turn tries again. */
  private every(ms: number, work: () => Promise<void>): void {
    let isRunning = false;
    const timer = setInterval(() => {
      if (isRunning) return;
      isRunning = true;
      work()
        .catch((error: unknown) => this.logger.warn({ err: error }, 'a sweep failed'))
        .finally(() => (isRunning = false));
    }, ms);
    timer.unref();
    this.timers.push(timer);
  }

  private async tick(): Promise<void> {
    for (const room of this.rooms.all()) {
      const now = room.clock?.() ?? this.clock.now().getTime();
      if (room.dueAt !== null && room.dueAt <= now) await this.log.catchUp(room);
    }
  }

  /** Sessions whose time came while nobody held them in memory. */
  private async wakeDue(): Promise<void> {
    const due: { id: string }[] = await this.database.query(
      `select id from live_session where next_due_at <= clock_timestamp() and not is_example order by next_due_at limit 50`,
    );
    for (const { id } of due) await this.live.tell(id, { kind: 'clock.tick' });
  }

  /** Other nodes wrote. What they said is only a reason to look: the rows are read from the log. */
  private hear(heard: readonly Heard[]): void {
    for (const session of new Set(heard.map(([name]) => name))) {
      const room = this.rooms.held(session);
      if (!room) {
        if (this.broadcaster.isHeard(session)) void this.bringBack(session);
      } else if (heard.some(([name, stream, seq]) => name === session && room.head(stream).seq < seq)) {
        void this.log.hear(room);
      }
    }
  }

  /** A room that was dropped while people are in it: what was written meanwhile was sent to nobody here. */
  private async bringBack(session: string): Promise<void> {
    const room = await this.rooms.get(session).catch(() => undefined);
    if (room) this.sayHeads(room);
  }

  /** Reads heads from the log, never from memory: that is how a last message that got lost is found. */
  private async heads(): Promise<void> {
    for (const session of this.broadcaster.sessionsHere())
      if (!this.rooms.held(session)) await this.rooms.get(session).catch(() => undefined);
    const held = [...this.rooms.all()];
    if (!held.length) return;
    const found: { session: string; stream: Stream; last_seq: number }[] = await this.database.query(
      `select session, stream, last_seq from live_stream where session = any($1)`,
      [held.map(({ id }) => id)],
    );
    const behind = new Set<string>();
    for (const { session, stream, last_seq } of found)
      if ((this.rooms.held(session)?.head(stream).seq ?? last_seq) < last_seq) behind.add(session);
    await Promise.all(held.filter(({ id }) => behind.has(id)).map((room) => this.log.hear(room)));
    for (const room of held) this.sayHeads(room);
  }

  /** What was said is said again only now and then, and what still moves not yet: neither a quiet room nor a busy one costs. */
  private sayHeads(room: Room): void {
    if (room.isDropped) return;
    let said = this.said.get(room);
    if (!said || said.turns >= SAY_AGAIN) this.said.set(room, (said = { turns: 0, rev: -1, heads: new Map() }));
    said.turns += 1;
    if (said.rev !== room.rev) this.broadcaster.place(room);
    said.rev = room.rev;
    for (const [stream, { seq }] of room.heads) {
      const before = said.heads.get(stream);
      // While rows come, each shows whether one before it got lost; only of a last one nobody hears by the next.
      const isResting = !before || before.seq === seq;
      if (isResting && !before?.isTold) this.broadcaster.to(room.id, stream, 'head', { stream, seq });
      said.heads.set(stream, { seq, isTold: isResting });
    }
  }

  private async stamp(): Promise<void> {
    await this.roster.stamp(this.roster.here());
    this.roster.sweep();
    // While the database was out of reach nobody could be stamped, so nobody may be judged by their stamp yet.
    if (this.stampedAt && Date.now() - this.stampedAt > 2 * STAMP_EVERY) this.judgeFrom = Date.now() + GRACE;
    this.stampedAt = Date.now();
  }

  private async judgePresence(): Promise<void> {
    if (Date.now() < this.judgeFrom || Date.now() - this.stampedAt > 2 * STAMP_EVERY) return;
    const changed: { id: string; session: string; presence: string }[] = await this.database.query(
      `select p.id, p.session, p.presence from live_participant p join live_session s on s.id = p.session
       where s.status <> 'ended' and not s.is_example and (
         (p.presence = 'here' and coalesce(p.seen_at, p.joined_at) < clock_timestamp() - make_interval(secs => $1))
         or (p.presence = 'away' and p.seen_at > clock_timestamp() - make_interval(secs => $2)))
       limit 1000`,
      [AWAY_AFTER / 1000, STAMP_EVERY / 1000],
    );
    // All at once: they share a commit, and when a site empties nobody's room waits for the others.
    await Promise.all(
      changed.map(({ id, session, presence }) =>
        this.live.tell(session, { kind: presence === 'here' ? 'presence.away' : 'presence.back', participant: id }),
      ),
    );
  }

  private async evict(): Promise<void> {
    const here = new Set(this.roster.here());
    for (const room of [...this.rooms.all()]) {
      await this.log.settled(room);
      this.rooms.putAway(room);
      const { people, status } = room.state.room;
      if (Object.keys(people).some((id) => here.has(id))) room.lastUsed = Date.now();
      // Whoever has just gone will be found away in a moment, and that would only read the room again.
      const isAwaited = status !== 'ended' && Object.values(people).some(({ presence }) => presence === 'here');
      const isIdle = Date.now() - room.lastUsed > (isAwaited ? 2 * IDLE : IDLE);
      await this.rooms.snapshot(room, isIdle ? 1 : undefined);
      if (isIdle) this.rooms.drop(room);
    }
  }
}
