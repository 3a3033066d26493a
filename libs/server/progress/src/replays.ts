import { FinishedRounds } from '@debrief/server/live';
import { AccountLinks, Clock, SETTINGS, type Settings } from '@debrief/server/platform';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type QueryRunner } from 'typeorm';
import { CalibrationService } from './calibration.service';
import { Intake, wantReplay } from './intake';
import { replayAll } from './replay-all';
import { replayInThread } from './replay-thread';

/** Any number, the same in every process of one database: one replays, the others need not. */
const REPLAY_LOCK = 727_001_941;
/** Cards that open together are taken in together. */
const GATHER_MS = 1_000;
const LOOK_EVERY_MS = 60_000;
/** Replaying takes at most one part in so many of a process's time, however many ratings there are. */
const REST = 20;
const LONGEST_REST_MS = 15 * 60_000;
/** Below this a replay takes a few hundredths of a second; above it runs in a thread of its own. */
const IN_THREAD_FROM = 2_000;
/** What comes while a replay runs is replayed right after it, so often at most. */
const MOST_TURNS = 5;
const MOST_WAITING = 20;
const RETRY_MS = 50;
/** The hour (UTC) after which everything is computed anew, asked for or not. */
const NIGHTLY_HOUR = 3;

interface Standing {
  wanted: number;
  done: number;
  took_ms: number;
  ratings: number;
  computed_at: Date | null;
}

/**
 * Keeps estimates equal to what a replay of all ratings gives, by replaying all ratings: shortly after cards have
 * opened, after a guest has got an account, and every night. Every process looks; whoever has the lock works, and the
 * counters in `progress_replay` tell the next one whether anything is left.
 */
@Injectable()
export class Replays implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Progress');
  private timer: NodeJS.Timeout | undefined;
  private readonly waiting = new Set<NodeJS.Timeout>();
  private working: Promise<void> | null = null;
  private isAsked = false;
  private isOver = false;

  constructor(
    private readonly database: DataSource,
    private readonly intake: Intake,
    private readonly calibration: CalibrationService,
    private readonly finished: FinishedRounds,
    private readonly links: AccountLinks,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.finished.onFinished(() => this.lookIn(GATHER_MS));
    this.links.register('progress', async (from, to, manager) => {
      await manager.query(
        `insert into progress_goal (account_id, rounds, updated_at)
         select $2, rounds, updated_at from progress_goal where account_id = $1 on conflict do nothing`,
        [from, to],
      );
      await manager.query(`delete from progress_goal where account_id = $1`, [from]);
      await this.calibration.move(from, to, manager);
      // Ratings name participants, and live has just said whose they are now.
      await wantReplay(manager);
      // The transaction this runs in is not committed yet, and may take a while.
      for (const after of [1, 5, 15]) this.lookIn(after * GATHER_MS);
    });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.timer.unref();
    this.lookIn(GATHER_MS);
  }

  async onModuleDestroy(): Promise<void> {
    this.isOver = true;
    clearInterval(this.timer);
    for (const timer of this.waiting) clearTimeout(timer);
    await this.working;
  }

  /** Looks after a moment, ms. Where many wait already, one of them sees what is there by then. */
  private lookIn(after: number): void {
    if (this.isOver || this.waiting.size >= MOST_WAITING) return;
    const timer = setTimeout(() => {
      this.waiting.delete(timer);
      void this.look();
    }, after);
    timer.unref();
    this.waiting.add(timer);
  }

  /** Takes in what has finished and replays if that, or the hour, asks for it. Failures are logged; the next look tries again. */
  look(): Promise<void> {
    // Whoever is looking may have looked past what has just come.
    this.isAsked = true;
    this.working ??= this.lookWhileAsked().finally(() => (this.working = null));
    return this.working;
  }

  /** Everything that has finished by now is taken in and replayed when this resolves; waits for whoever is at it. */
  async now(): Promise<void> {
    await this.intake.take();
    while (!this.isOver && !(await this.replay(await this.standing()))) await sleep(RETRY_MS);
  }

  private async lookWhileAsked(): Promise<void> {
    while (this.isAsked && !this.isOver) {
      this.isAsked = false;
      await this.bringUpToDate().catch((error: unknown) =>
        this.logger.warn({ err: error }, 'progress could not be brought up to date'),
      );
    }
  }

  private async bringUpToDate(): Promise<void> {
    await this.intake.take();
    for (let turn = 0; turn < MOST_TURNS && !this.isOver; turn += 1) {
      const standing = await this.standing();
      if (standing.wanted === standing.done && !this.isNightDue(standing)) return;
      const rest = this.restOf(standing);
      if (rest > 0) return this.lookIn(rest);
      if (!(await this.replay(standing))) return;
    }
  }

  /** False when another process has the lock: it looks again when it is done. */
  private async replay({ ratings }: Standing): Promise<boolean> {
    const runner = await this.lock();
    if (!runner) return false;
    try {
      if (ratings < IN_THREAD_FROM) await this.database.transaction((manager) => replayAll(manager));
      else await replayInThread(this.settings.databaseUrl);
      return true;
    } finally {
      await runner.query('select pg_advisory_unlock($1)', [REPLAY_LOCK]).catch(() => undefined);
      await runner.release();
    }
  }

  private async standing(): Promise<Standing> {
    const [row]: Standing[] = await this.database.query(
      `select wanted, done, took_ms, computed_at, (select count(*)::int from progress_rating) as ratings from progress_replay`,
    );
    if (!row) throw new Error('progress_replay has lost its row.');
    return row;
  }

  /** How long until the next replay may begin, ms; 0 or less when it may now. */
  private restOf({ took_ms, computed_at }: Standing): number {
    const rest = Math.min(took_ms * REST, LONGEST_REST_MS);
    return computed_at ? computed_at.getTime() + rest - this.clock.now().getTime() : 0;
  }

  private isNightDue({ computed_at }: Standing): boolean {
    const now = this.clock.now();
    const night = new Date(now);
    night.setUTCHours(NIGHTLY_HOUR, 0, 0, 0);
    if (night > now) night.setUTCDate(night.getUTCDate() - 1);
    return computed_at !== null && computed_at < night;
  }

  private async lock(): Promise<QueryRunner | null> {
    const runner = this.database.createQueryRunner();
    try {
      const [row]: { got: boolean }[] = await runner.query('select pg_try_advisory_lock($1) as got', [REPLAY_LOCK]);
      if (row?.got) return runner;
    } catch (error) {
      await runner.release();
      throw error;
    }
    await runner.release();
    return null;
  }
}
