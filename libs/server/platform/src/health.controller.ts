import { Controller, Get, HttpCode, Inject } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Draining } from './draining';
import { ProblemError } from './problem';
import { OutsideContract } from './route';

const WITHIN_MS = 1_000;

/** For supervisors and balancers; says no more than yes or no. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(Draining) private readonly draining: Draining,
  ) {}

  @Get('live')
  @HttpCode(200)
  @OutsideContract('asked by supervisors, needs no version')
  live(): { ok: true } {
    return { ok: true };
  }

  @Get('ready')
  @HttpCode(200)
  @OutsideContract('asked by balancers, needs no version')
  async ready(): Promise<{ ok: true }> {
    if (this.draining.active) throw new ProblemError('unavailable', 'This server is stopping.');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), WITHIN_MS)));
    const current = await Promise.race([this.isCurrentAtLast(), late]).finally(() => clearTimeout(timer));
    if (!current)
      throw new ProblemError('unavailable', 'The database does not take writes at the moment, or is not migrated.');
    return { ok: true };
  }

  /** A pooled connection whose backend has just died says so only when it is used; the second one is fresh. */
  private isCurrentAtLast(): Promise<boolean> {
    return this.isCurrent().catch(() => this.isCurrent().catch(() => false));
  }

  /** A message in the write-ahead log is a durable write that touches no table; it fails on a full disk and on a standby. */
  private async isCurrent(): Promise<boolean> {
    const names = this.dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name);
    const [row]: { done: string }[] = await this.dataSource.query(
      `select (select count(*) from platform_migration where name = any($1)) as done, pg_logical_emit_message(true, 'health', '')`,
      [names],
    );
    return Number(row?.done) === names.length;
  }
}
