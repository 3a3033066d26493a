import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import * as pg from 'pg';
import { DataSource } from 'typeorm';
import { createDataSource, type DatabaseParts } from './database';
import { createHttpApp } from './http-app';
import { PlatformModule } from './platform.module';
import type { Settings } from './settings';

const server = (): string => {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('No test database: *.int-spec.ts runs in the Jest project "int", whose set-up starts one.');
  return url;
};

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

let made = 0;

/**
 * A database of its own for this spec file, cloned from the migrated template in about 40 ms. `close()` drops it,
 * unless KEEP_TEST_DATABASES is set, so that `npm run verify -- --all` can read what the tests wrote.
 */
export async function testDatabase(): Promise<{ url: string; close(): Promise<void> }> {
  made += 1;
  const name = `test_${process.env.JEST_WORKER_ID ?? '1'}_${process.pid}_${Date.now().toString(36)}_${made}`;
  await onServer((client) => client.query(`create database ${name} template tpl strategy file_copy`));
  const url = new URL(server());
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    close: async () => {
      if (!process.env.KEEP_TEST_DATABASES)
        await onServer((client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** {@link testDatabase} with a connected DataSource over the given entities. */
export async function testDataSource(
  entities: DatabaseParts['entities'],
): Promise<{ url: string; dataSource: DataSource; close(): Promise<void> }> {
  const database = await testDatabase();
  const dataSource = await createDataSource(database.url, { entities, migrations: [] }).initialize();
  return {
    url: database.url,
    dataSource,
    close: async () => {
      await dataSource.destroy();
      await database.close();
    },
  };
}

/** Settings of a test server; `origins` is filled in when the port is known. */
export const testSettings = (over: Partial<Settings> = {}): Settings => ({
  port: 0,
  databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
  redisUrl: undefined,
  role: 'all',
  dataDir: join(tmpdir(), 'debrief-test'),
  appUrl: 'http://localhost:0',
  signUp: 'open',
  tls: undefined,
  trustProxy: false,
  origins: [],
  secureCookies: true,
  s3: undefined,
  stunUrls: [],
  turn: undefined,
  secret: '0'.repeat(64),
  ...over,
});

/** What a test server answered; `body` is parsed JSON, or text. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A booted server on a free port with its own database and data folder. */
export interface TestApp {
  readonly app: NestFastifyApplication;
  /** `http://127.0.0.1:<port>`, an allowed origin. */
  readonly url: string;
  readonly settings: Settings;
  readonly dataSource: DataSource;
  /** Sends a request as a page of ours would; `origin: null` leaves the header out, `cookie` is sent as it is. */
  call(
    method: string,
    path: string,
    more?: { body?: unknown; cookie?: string; origin?: string | null; headers?: Record<string, string> },
  ): Promise<Answer>;
  close(): Promise<void>;
}

/** What to boot. `imports` is called with the final settings where a module needs them. */
export interface BootOptions {
  readonly imports: readonly (Type | DynamicModule)[] | ((settings: Settings) => readonly (Type | DynamicModule)[]);
  readonly entities?: DatabaseParts['entities'];
  readonly controllers?: readonly Type[];
  readonly providers?: readonly Type[];
  readonly settings?: Partial<Settings>;
  /** Use this database rather than a fresh one; it is then the caller's to close. */
  readonly databaseUrl?: string;
  /** Built client to serve; none by default. */
  readonly clientFolder?: string;
  /** Last touches before it listens, such as a socket adapter. */
  readonly prepare?: (app: NestFastifyApplication) => void | Promise<void>;
}

/** Boots the platform with the given modules exactly as the API does, on a free port of 127.0.0.1. */
export async function bootApp(options: BootOptions): Promise<TestApp> {
  const database = options.databaseUrl
    ? { url: options.databaseUrl, close: () => Promise.resolve() }
    : await testDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'debrief-app-'));
  const origins: string[] = [];
  const settings = testSettings({ databaseUrl: database.url, dataDir, origins, ...options.settings });
  const imports = typeof options.imports === 'function' ? options.imports(settings) : options.imports;

  class TestModule {}
  Module({
    imports: [PlatformModule.forRoot({ settings, entities: options.entities ?? [], migrations: [] }), ...imports],
    controllers: [...(options.controllers ?? [])],
    providers: [...(options.providers ?? [])],
  })(TestModule);

  const app = await createHttpApp(TestModule, settings, options.clientFolder ?? join(dataDir, 'no-client'));
  try {
    await options.prepare?.(app);
    await app.listen(0, '127.0.0.1');
  } catch (error) {
    await app.close();
    await database.close();
    throw error;
  }
  const url = await app.getUrl();
  origins.push(url, ...(options.settings?.origins ?? []));
  return {
    app,
    url,
    settings,
    dataSource: app.get(DataSource),
    call: (method, path, more = {}) => call(url, method, path, more),
    close: async () => {
      await app.close();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function call(
  url: string,
  method: string,
  path: string,
  { body, cookie, origin = url, headers = {} }: NonNullable<Parameters<TestApp['call']>[2]>,
): Promise<Answer> {
  const raw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(origin === null ? {} : { origin }),
      ...(cookie ? { cookie } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: raw ? (body as BodyInit) : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as unknown) : text };
}
