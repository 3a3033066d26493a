import { createDataSource } from '@debrief/server/platform';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { ApiProcess } from '../support/api-process';
import { freePort } from '../support/free-port';
import { Proxy } from '../support/proxy';
import { RedisProcess } from '../support/redis-process';
import type { Plant } from './plants';

const API = 'dist/apps/api';
/** What a server of this size holds open when nothing leaks. */
const MAX_DESCRIPTORS = 160;

/** The embedded Postgres that the drill runs on; its supervisor starts it again when it dies. */
export interface Postgres {
  readonly url: string;
  /** Folder of the cluster, where the pid of the running one is written. */
  readonly folder: string;
}

/** The servers of one site behind a balancer, with everything that can be broken about them. */
export class House {
  readonly nodes: ApiProcess[] = [];
  readonly database: DataSource;
  readonly redis: RedisProcess | null;
  private readonly dataDir = mkdtempSync(join(tmpdir(), 'debrief-drill-'));

  private constructor(
    private readonly postgres: Postgres,
    ports: readonly number[],
    readonly proxy: Proxy,
    redisPort: number | null,
    plant: Plant | undefined,
  ) {
    this.redis = redisPort === null ? null : new RedisProcess(redisPort);
    this.database = createDataSource(postgres.url, { entities: [], migrations: [] });
    for (const [at, port] of ports.entries()) {
      const other = ports[(at + 1) % ports.length] ?? port;
      this.nodes.push(
        new ApiProcess({
          entry: plant ? join(import.meta.dirname, 'planted-api.js') : `${API}/main.js`,
          databaseUrl: postgres.url,
          dataDir: this.dataDir,
          port,
          env: {
            // Each node takes in the people of the other: the balancer sends them anywhere.
            APP_URL: `http://127.0.0.1:${other}`,
            ROLE: 'web',
            ...(this.redis && { REDIS_URL: this.redis.url }),
            ...(plant && { DRILL_PLANT: plant }),
          },
        }),
      );
    }
  }

  /** One node, or two and a Redis, started. */
  static async open(postgres: Postgres, nodes: 1 | 2, plant?: Plant): Promise<House> {
    const ports = [];
    for (let at = 0; at < nodes; at += 1) ports.push(await freePort());
    const proxy = new Proxy(ports);
    const house = new House(postgres, ports, proxy, nodes > 1 ? await freePort() : null, plant);
    await house.database.initialize();
    await proxy.start();
    await house.redis?.start();
    for (const node of house.nodes) await node.start();
    return house;
  }

  /** A node other than the last one asked for. */
  node(at: number): ApiProcess {
    const found = this.nodes[at % this.nodes.length];
    if (!found) throw new Error('a house without nodes');
    return found;
  }

  /** SIGKILL of the postmaster; resolves when its successor answers. */
  async killPostgres(): Promise<void> {
    process.kill(Number(readFileSync(join(this.postgres.folder, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
    for (let tries = 0; tries < 400; tries += 1) {
      await sleep(50);
      if (await this.database.query('select 1').catch(() => null)) return;
    }
    throw new Error('Postgres did not come back');
  }

  /** Ends every connection to the database but the one that asks. */
  async endBackends(): Promise<void> {
    await this.database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    );
  }

  /** C8: ends that nobody asked for, lines and descriptors that are left. */
  async leftovers(): Promise<string[]> {
    const faults = this.nodes.flatMap(({ surprises }) => surprises.splice(0)).map((what) => `C8 ${what}`);
    for (let tries = 0; this.proxy.size && tries < 60; tries += 1) await sleep(50);
    if (this.proxy.size) faults.push(`C8 ${this.proxy.size} connections are left`);
    for (const { pid } of this.nodes) {
      const open = descriptorsOf(pid);
      if (open > MAX_DESCRIPTORS) faults.push(`C8 a server holds ${open} descriptors`);
    }
    return faults;
  }

  async close(): Promise<void> {
    await this.proxy.stop();
    await Promise.all(this.nodes.map((node) => node.stop()));
    await this.redis?.kill();
    await this.database.destroy();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** Brings an empty database up to date with the built server. */
export const migrateOnce = (url: string): void => {
  const dataDir = mkdtempSync(join(tmpdir(), 'debrief-drill-'));
  execFileSync(process.execPath, [`${API}/cli.js`, 'migrate'], {
    stdio: 'ignore',
    env: { ...process.env, DATABASE_URL: url, DATA_DIR: dataDir },
  });
  rmSync(dataDir, { recursive: true, force: true });
};

/** Descriptors a process holds; where the system does not tell, none. */
const descriptorsOf = (pid: number): number => {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
};
