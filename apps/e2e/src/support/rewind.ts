import { eventually } from '@debrief/testing';
import type { TestApp } from '@debrief/server/platform/testing';
import { roomsOf } from './rooms';

/** A database that can be put back to a moment, so that each of thousands of tries starts from the same state. */
export class Rewind {
  private tables: string[] = [];
  /** How many rows each table had when it was saved. */
  saved: Record<string, number> = {};

  constructor(private readonly server: TestApp) {}

  /** Remembers everything as it stands now. */
  async save(): Promise<void> {
    const { dataSource } = this.server;
    // Nobody here holds a socket all the time, and nobody shall be taken for absent because of it.
    await dataSource.query(`update live_participant set seen_at = clock_timestamp() + interval '1 hour'`);
    const rows: { name: string }[] = await dataSource.query(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema in ('public', 'auth') and table_type = 'BASE TABLE' and table_name <> 'migrations' order by 1`,
    );
    this.tables = rows.map(({ name }) => name);
    await dataSource.query(`drop schema if exists saved cascade; create schema saved`);
    for (const [index, name] of this.tables.entries())
      await dataSource.query(`create table saved.t${index} as table ${name}`);
    // The index of the library alone has more rows than all sessions: only what was written to is looked at again.
    await dataSource.query(`create table saved.touched (at int);
      create function saved.touch() returns trigger language plpgsql as
        'begin insert into saved.touched values (tg_argv[0]::int); return null; end'`);
    for (const [index, name] of this.tables.entries())
      await dataSource.query(
        `create trigger saved_touch after insert or update or delete or truncate on ${name}
         for each statement execute function saved.touch(${index})`,
      );
    this.saved = await this.rowsOf(this.tables);
  }

  private async touched(): Promise<number[]> {
    const rows: { at: number }[] = await this.server.dataSource.query(`select distinct at from saved.touched`);
    return rows.map(({ at }) => at);
  }

  /** How many rows each table has. */
  async counts(): Promise<Record<string, number>> {
    const names = (await this.touched()).flatMap((index) => this.tables[index] ?? []);
    return names.length ? { ...this.saved, ...(await this.rowsOf(names)) } : this.saved;
  }

  private async rowsOf(names: readonly string[]): Promise<Record<string, number>> {
    const each = names.map((name) => `select '${name}' as name, count(*)::int as rows from ${name}`);
    const counts: { name: string; rows: number }[] = await this.server.dataSource.query(each.join(' union all '));
    return Object.fromEntries(counts.map(({ name, rows }) => [name, rows]));
  }

  /** Puts every row back, and lets the server forget what it holds in memory. */
  async restore(): Promise<void> {
    // The server's own sweeps may hold a table that this waits for, and wait for one that this holds.
    await eventually(async () => {
      const touched = await this.touched();
      if (!touched.length) return;
      const back = touched.map((index) => `insert into ${this.tables[index]} select * from saved.t${index}`);
      // Deleting a few hundred rows is ten times faster than truncating, which makes new files for every table and index.
      const empty = touched.map((index) => `delete from ${this.tables[index]}`);
      const done = `delete from saved.touched where at in (${touched.join()})`;
      const all = ['set local session_replication_role = replica', ...empty, ...back, done];
      await this.server.dataSource.transaction((manager) => manager.query(all.join('; ')));
    });
    const rooms = roomsOf(this.server);
    for (const room of [...rooms.all()]) rooms.drop(room);
  }
}
