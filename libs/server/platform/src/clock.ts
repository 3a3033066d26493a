import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

const MEASURE_EVERY_MS = 30_000;

/**
 * The one clock of the product: Postgres time, so that several nodes agree. It runs on this process's monotonic clock
 * between measurements, so that an operator who sets the machine's time does not move it.
 */
@Injectable()
export class Clock implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  /** Postgres time minus `performance.now()`, in ms. */
  private offset = Date.now() - performance.now();

  constructor(private readonly dataSource: DataSource) {}

  /** Now, in whole milliseconds. */
  now(): Date {
    return new Date(Math.trunc(performance.now() + this.offset));
  }

  async onModuleInit(): Promise<void> {
    await this.measure();
    this.timer = setInterval(() => void this.measure().catch(() => undefined), MEASURE_EVERY_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** The reading lies somewhere between question and answer; the middle is the best guess, the fastest of three the best sample. */
  private async measure(): Promise<void> {
    let best = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const before = performance.now();
      const [row]: { ms: string }[] = await this.dataSource.query(
        'select extract(epoch from clock_timestamp()) * 1000 as ms',
      );
      const after = performance.now();
      if (!row || after - before >= best) continue;
      best = after - before;
      this.offset = Number(row.ms) - (before + after) / 2;
    }
  }
}
