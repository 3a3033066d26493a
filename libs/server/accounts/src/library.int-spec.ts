import { readFileSync } from 'node:fs';
import { bootApp, type TestApp } from '@debrief/server/platform/testing';
import { RouteRegistry, toProblem } from '@debrief/server/platform';
import type { FastifyRequest } from 'fastify';
import { getMigrations } from 'better-auth/db/migration';
import { authOptions, authPool } from './auth';
import { AccountsModule } from './index';
import { SignInLibrary } from './sign-in-library';
import { newAccount } from './testing';

// A thousand requests or a busy machine take longer than Jest's five seconds.
jest.setTimeout(60_000);

let app: TestApp;
beforeAll(async () => {
  app = await bootApp({ imports: [AccountsModule] });
});
afterAll(() => app.close());

it('has exactly the tables that the library would make itself', async () => {
  const pool = authPool(app.settings.databaseUrl);
  try {
    const plan = await getMigrations(authOptions(pool, app.settings));
    expect({ created: plan.toBeCreated, added: plan.toBeAdded }).toEqual({ created: [], added: [] });
    // The plan compares columns only; the text also has the indexes and references.
    const empty = authPool(app.settings.databaseUrl);
    await app.dataSource.query('create schema blank');
    empty.options.options = '-c search_path=blank';
    const { compileMigrations } = await getMigrations(authOptions(empty, app.settings));
    const wanted = (await compileMigrations()).split('\n').filter((line) => line.trim());
    await empty.end();
    const migration = readFileSync(`${__dirname}/migrations/1763840100000-accounts.ts`, 'utf8');
    const ours = migration.replaceAll('"auth".', '').split('\n');
    expect(wanted.filter((line) => !ours.includes(line))).toEqual([]);
    expect(wanted.length).toBeGreaterThan(5);
  } finally {
    await pool.end();
  }
});

it('loads the guest plugin and no other, and keeps what weakens sign-ins off', () => {
  const pool = authPool(app.settings.databaseUrl);
  const options = authOptions(pool, app.settings);
  expect(options.plugins.map(({ id }) => id)).toEqual(['anonymous']);
  expect(options.plugins[0]?.options).toMatchObject({ disableDeleteAnonymousUser: true });
  expect(options.session.cookieCache.enabled).toBe(false);
  expect(options.account.accountLinking.enabled).toBe(false);
  expect(options).not.toHaveProperty('socialProviders');
});

it('answers our own routes only; the library itself cannot be reached', async () => {
  const own = app.app.get(RouteRegistry).routes.filter(({ handler }) => handler.startsWith('AccountsController'));
  expect(own.map(({ spec }) => `${spec.method} ${spec.path} ${spec.access}`)).toEqual([
    'GET /api/me public',
    'PATCH /api/me signed-in',
    'GET /api/me/sign-ins signed-in',
    'DELETE /api/me/sign-ins/:id signed-in',
    'POST /api/sign-in public',
    'POST /api/sign-out public',
    'POST /api/sign-up public',
  ]);
  const { cookie } = await newAccount(app);
  for (const path of ['sign-up/email', 'sign-in/email', 'sign-in/anonymous', 'update-user', 'delete-user', 'ok', ''])
    for (const method of ['GET', 'POST'])
      expect([path, (await app.call(method, `/api/auth/${path}`, { cookie })).status]).toEqual([path, 404]);
});

it('keeps passwords as Argon2id of 19 MiB, and no network address', async () => {
  await newAccount(app);
  const [row]: { password: string }[] = await app.dataSource.query(`select password from auth."account" limit 1`);
  expect(row?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  const seen = await app.dataSource.query(`select 1 from auth."session" where "ipAddress" <> ''`);
  expect(seen).toEqual([]);
});

it('survives the death of its database connections', async () => {
  const { cookie } = await newAccount(app);
  await app.dataSource.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()`,
  );
  const answers = [];
  for (let i = 0; i < 20; i += 1) answers.push((await app.call('GET', '/api/me', { cookie })).status);
  expect(answers.slice(-5)).toEqual([200, 200, 200, 200, 200]);
  expect(answers.filter((status) => status !== 200 && status !== 503)).toEqual([]);
});

it('says that the database is away instead of taking a person for a stranger', async () => {
  const { cookie } = await newAccount(app);
  const library = new SignInLibrary({ ...app.settings, databaseUrl: 'postgres://nobody@127.0.0.1:1/none' });
  const thrown: unknown = await library.find({ cookie }).catch((error: unknown) => error);
  expect(toProblem(thrown, 'x')).toMatchObject({ code: 'unavailable', retryable: true });
  const request = { ip: '10.7.0.1', headers: {} } as FastifyRequest;
  const refused: unknown = await library.signIn('a@example.org', 'b', request).catch((error: unknown) => error);
  expect(toProblem(refused, 'x')).toMatchObject({ code: 'unavailable' });
  await library.onApplicationShutdown();
});
