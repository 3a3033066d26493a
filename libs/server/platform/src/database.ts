import { setTimeout as sleep } from 'node:timers/promises';
import * as pg from 'pg';
import { DataSource, type DataSourceOptions, type EntitySchema } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { codeOf } from './error-parts';

/** Table descriptions and migration classes, listed one by one: a glob does not survive a bundle. */
export interface DatabaseParts {
  readonly entities: readonly EntitySchema<object>[];
  readonly migrations: readonly (new () => {
    up(...args: never[]): Promise<void>;
    down(...args: never[]): Promise<void>;
  })[];
}

const ignore = (): void => undefined;

/**
 * A pool whose clients cannot end the process: a backend that dies inside a transaction makes its *client* emit
 * `error`, and `pool.on('error')` does not hear that one. Use it for every pool, the auth library's too.
 */
export class SafePool extends pg.Pool {
  constructor(config?: pg.PoolConfig) {
    super(config);
    this.on('connect', (client) => client.on('error', ignore));
    this.on('error', ignore);
  }
}

/** Times in milliseconds after which the server, the pool or the client gives up rather than hang. */
export const databaseLimits = {
  statement_timeout: 5_000,
  query_timeout: 6_000,
  idle_in_transaction_session_timeout: 30_000,
  connectionTimeoutMillis: 3_000,
  keepAlive: true,
} as const;

/** Connections of one process; several of one transaction never wait for each other below this. */
const POOL_SIZE = 16;

const optionsOf = (url: string, { entities, migrations }: DatabaseParts): DataSourceOptions => ({
  type: 'postgres',
  url,
  driver: { ...pg, Pool: SafePool },
  applicationName: 'debrief',
  entities: [...entities],
  migrations: [...migrations],
  migrationsTableName: 'platform_migration',
  synchronize: false,
  migrationsRun: false,
  logging: false,
});

/** A DataSource with the limits of a serving process; `initialize()` is the caller's. */
export const createDataSource = (url: string, parts: DatabaseParts): DataSource => {
  const options = optionsOf(url, parts);
  return new DataSource({ ...options, extra: { ...databaseLimits, max: POOL_SIZE } } as DataSourceOptions);
};

/**
 * Rows of a statement that each connection plans once and keeps under `name`: for those that are planned longer than
 * they run. One name stands for one text.
 */
export const prepared = async <Row extends pg.QueryResultRow>(
  database: DataSource,
  { name, text, values }: { name: string; text: string; values: unknown[] },
): Promise<Row[]> => {
  // The pool itself: a query runner of TypeORM's costs as much as the driver's own work.
  const pool = (database.driver as PostgresDriver).master as pg.Pool;
  return (await pool.query<Row>({ name, text, values })).rows;
};

/** Any number, the same in every version: what the processes of one database queue up for. */
const MIGRATION_LOCK = 727_001_933;

/**
 * Brings the database up to date. Any number of processes may call it at once on an empty database: one migrates,
 * the others wait; each migration has its own transaction, so a killed one leaves nothing half done.
 * @returns the names of the migrations that this call ran.
 */
export async function migrate(url: string, parts: DatabaseParts): Promise<string[]> {
  const lock = await connectPatiently(url);
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const dataSource = new DataSource(optionsOf(url, parts));
    await dataSource.initialize();
    try {
      const ran = await dataSource.runMigrations({ transaction: 'each' });
      return ran.map(({ name }) => name);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await lock.end().catch(ignore);
  }
}

const PATIENCE_MS = 15_000;
/** A database that is still starting (57P03) or not there yet: a compose file starts both at once. */
const NOT_YET = new Set(['57P03', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ECONNRESET']);

async function connectPatiently(connectionString: string): Promise<pg.Client> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000, keepAlive: true });
    client.on('error', ignore);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(ignore);
      if (!NOT_YET.has(codeOf(error)) || Date.now() > until) throw error;
      await sleep(250);
    }
  }
}
