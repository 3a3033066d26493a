import { workerData } from 'node:worker_threads';
import * as pg from 'pg';
import { replayAll } from './replay-all';

const STATEMENT_MS = 120_000;

/** A replay away from the thread that serves everybody. An error ends the thread, and whoever started it hears of it. */
async function work({ databaseUrl }: { databaseUrl: string }): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, statement_timeout: STATEMENT_MS, keepAlive: true });
  await client.connect();
  try {
    await client.query('begin');
    await replayAll({
      query: async <T>(sql: string, values?: unknown[]) => (await client.query(sql, values)).rows as T[],
    });
    await client.query('commit');
  } finally {
    await client.end();
  }
}

void work(workerData as { databaseUrl: string });
