import type { Guide } from '@debrief/contracts';
import { lastRound, scriptDue, type ScriptEntry } from '@debrief/live-core';
import { Clock } from '@debrief/server/platform';
import { PromptsService } from '@debrief/server/prompts';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { fitGuide } from './fit-guide';
import { LiveService } from './live.service';
import type { Room } from './room';
import { Rooms } from './rooms';

const LOOK_EVERY = 1_000;

/**
 * Stands in for the interviewer of a solo round: hands over the facts nobody can ask for, and the twists, at their
 * minutes. What is due follows from the log and the pinned guide alone, so a restart forgets nothing and repeats nothing,
 * and of two nodes the second finds it given.
 */
@Injectable()
export class SoloScript implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('SoloScript');
  private readonly scripts = new WeakMap<Room, { prompt: string; entries: ScriptEntry[] }>();
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;

  constructor(
    private readonly rooms: Rooms,
    private readonly live: LiveService,
    private readonly prompts: PromptsService,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      for (const room of this.rooms.all()) if (room.state.room.format === 'solo') await this.play(room);
    } catch (error) {
      this.logger.warn({ err: error }, 'a solo script could not be played');
    } finally {
      this.isLooking = false;
    }
  }

  private async play(room: Room): Promise<void> {
    const round = lastRound(room.state.room);
    if (!round?.prompt || round.stage !== 'interview' || room.state.room.status !== 'live') return;
    const entries = await this.entries(room, round.prompt.promptVersion);
    const now = room.clock?.() ?? this.clock.now().getTime();
    const due = scriptDue(round, entries, now);
    if (due.length) await this.live.tell(room.id, { kind: 'script.play', round: round.round, entries: due });
  }

  private async entries(room: Room, version: { prompt: string; version: number }): Promise<ScriptEntry[]> {
    const prompt = `${version.prompt}@${version.version}`;
    const known = this.scripts.get(room);
    if (known?.prompt === prompt) return known.entries;
    const { format, length } = room.state.room;
    const entries = scriptOf(fitGuide(await this.prompts.guide(version, length), format, length));
    this.scripts.set(room, { prompt, entries });
    return entries;
  }
}

const scriptOf = ({ facts, twists }: Guide): ScriptEntry[] => [
  ...facts.flatMap(({ id, label, answer, table, ifNeverAsked }): ScriptEntry[] =>
    ifNeverAsked === 'withhold'
      ? []
      : [{ kind: 'fact', id, minute: ifNeverAsked.minute, label, ...(answer && { answer }), ...(table && { table }) }],
  ),
  ...twists.map(({ id, minute, text }): ScriptEntry => ({ kind: 'twist', id, minute, text })),
];
