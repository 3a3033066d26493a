import * as z from 'zod/mini';
import { type LiveSocket } from './socket';

const SAMPLES = 8;
const CLOCK_EVERY = 60_000;
const LAG_EVERY = 10_000;
const clockAnswer = z.looseObject({ ok: z.literal(true), now: z.number() });

interface Sample {
  offset: number;
  roundTrip: number;
}

/** Median offset of the three samples with the shortest way: slow ones are slow on one side only, which shifts them. */
export const offsetOf = (samples: Sample[]): number => {
  const best = [...samples].sort((a, b) => a.roundTrip - b.roundTrip).slice(0, 3);
  return best.map(({ offset }) => offset).sort((a, b) => a - b)[Math.floor(best.length / 2)] ?? 0;
};

/** Server time as this client believes it, from samples over the socket. All times in ms. */
export class ServerClock {
  /** Server time minus `ticks()`; null before the first answer. */
  private offset: number | null = null;
  private syncing = false;
  private readonly startedApart: number;

  /** `ticks` only runs forward; `wall` is the device's clock, which a sleep or a user may move. */
  constructor(
    private readonly ticks: () => number = () => performance.now(),
    private readonly wall: () => number = () => Date.now(),
  ) {
    this.startedApart = wall() - ticks();
  }

  now(): number {
    return this.offset === null ? this.wall() : this.ticks() + this.offset;
  }
  /** True when the device slept or its clock was set: the two clocks no longer agree. */
  hasJumped(): boolean {
    return Math.abs(this.wall() - this.ticks() - this.startedApart) > 500;
  }
  /** Sets the clock from a time the server has just sent; a join does it before the samples are in. */
  seed(serverNow: number): void {
    this.offset ??= serverNow - this.ticks();
  }

  /** One sample; undefined when no answer came. */
  async sample(socket: LiveSocket): Promise<Sample | undefined> {
    const sentAt = this.ticks();
    const answer = clockAnswer.safeParse(await socket.request('clock', { sentAt }, 3_000));
    const gotAt = this.ticks();
    return answer.success ? { offset: answer.data.now - (sentAt + gotAt) / 2, roundTrip: gotAt - sentAt } : undefined;
  }

  /** Takes eight samples and moves the clock; answers the shortest round trip, or null without an answer. */
  async sync(socket: LiveSocket): Promise<number | null> {
    if (this.syncing) return null;
    this.syncing = true;
    const samples: Sample[] = [];
    for (let n = 0; n < SAMPLES; n++) {
      const sample = await this.sample(socket);
      if (!sample) break;
      samples.push(sample);
    }
    this.syncing = false;
    if (!samples.length) return null;
    const found = offsetOf(samples);
    // A small correction goes in by halves, so that a running clock on screen never jumps a second.
    this.offset = this.offset !== null && Math.abs(found - this.offset) < 200 ? (this.offset + found) / 2 : found;
    return Math.min(...samples.map(({ roundTrip }) => roundTrip));
  }
}

/**
 * Sets the clock anew every minute and whenever the device's clock has jumped, and measures the way to the server, ms,
 * every ten seconds while it is live. A clock can be set out of turn with `sync`.
 */
export const keepTime = (
  clock: ServerClock,
  socket: LiveSocket,
  { isLive, lag }: { isLive: () => boolean; lag: (ms: number) => void },
): { sync(): void; stop(): void } => {
  const sync = async () => {
    const shortest = await clock.sync(socket);
    if (shortest !== null) lag(shortest);
  };
  const measure = async () => {
    if (!isLive()) return;
    if (clock.hasJumped()) return sync();
    const sample = await clock.sample(socket);
    if (sample) lag(sample.roundTrip);
  };
  const timers = [setInterval(() => void sync(), CLOCK_EVERY), setInterval(() => void measure(), LAG_EVERY)];
  return {
    sync: () => void sync(),
    stop: () => timers.forEach((timer) => clearInterval(timer)),
  };
};
