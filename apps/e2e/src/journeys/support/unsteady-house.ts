import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QueryResultRow } from 'pg';
import { ApiProcess } from '../../support/api-process';
import { freePort } from '../../support/free-port';
import { Proxy } from '../../support/proxy';
import { onDatabase } from './on-database';

const workspace = join(__dirname, '../../../../..');

/** A server of its own behind a bad network: it can be killed and started again, the lines to it cut, refused, delayed. */
export class UnsteadyHouse {
  private constructor(
    readonly api: ApiProcess,
    readonly proxy: Proxy,
    private readonly admin: string,
    private readonly name: string,
    private readonly databaseUrl: string,
    private readonly dataDir: string,
  ) {}

  static async open(): Promise<UnsteadyHouse> {
    const admin = process.env.TEST_DATABASE_URL;
    if (!admin) throw new Error('Set TEST_DATABASE_URL to a Postgres where databases may be created; npm test does.');
    const name = `unsteady_${process.pid}_${Date.now().toString(36)}`;
    await onDatabase(admin, `create database ${name}`);
    const url = new URL(admin);
    url.pathname = `/${name}`;
    const port = await freePort();
    const proxy = new Proxy([port]);
    await proxy.start();
    const dataDir = mkdtempSync(join(tmpdir(), 'debrief-unsteady-'));
    const api = new ApiProcess({
      entry: join(workspace, 'dist/apps/api/main.js'),
      databaseUrl: url.toString(),
      dataDir,
      port,
      env: { APP_URL: `http://localhost:${proxy.port}` },
    });
    await api.start();
    return new UnsteadyHouse(api, proxy, admin, name, url.toString(), dataDir);
  }

  get url(): string {
    return `http://localhost:${this.proxy.port}`;
  }

  query<T extends QueryResultRow>(sql: string, params: unknown[] = []): Promise<T[]> {
    return onDatabase<T>(this.databaseUrl, sql, params);
  }

  async close(): Promise<void> {
    await this.proxy.stop();
    await this.api.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
    await onDatabase(this.admin, `drop database ${this.name} with (force)`);
  }
}
