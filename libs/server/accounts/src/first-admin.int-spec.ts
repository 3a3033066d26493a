import { request } from 'node:http';
import { bootApp, type TestApp } from '@debrief/server/platform/testing';
import { FirstAdmin } from './first-admin';
import { AccountsModule, AccountsService } from './index';

// A thousand requests or a busy machine take longer than Jest's five seconds.
jest.setTimeout(60_000);

let app: TestApp;
afterEach(() => app.close());
const boot = async (settings: Parameters<typeof bootApp>[0]['settings'] = {}) => {
  app = await bootApp({ imports: [AccountsModule], settings });
};

let made = 0;
/** Signs up with any Host header, which `fetch` would not let us choose. */
const signUp = (headers: Record<string, string> = {}, extra: object = {}) => {
  made += 1;
  const body = JSON.stringify({
    name: 'P',
    email: `p${made}@example.org`,
    password: 'correct horse battery',
    ...extra,
  });
  const { port } = new URL(app.url);
  return new Promise<{ status: number; body: { isAdmin?: boolean; code?: string } }>((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        method: 'POST',
        path: '/api/sign-up',
        headers: { origin: app.url, 'content-type': 'application/json', ...headers },
      },
      (answer) => {
        let text = '';
        answer.on('data', (chunk) => (text += String(chunk)));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) as { isAdmin?: boolean } }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
};
const firstRun = async () => ((await app.call('GET', '/api/me')).body as { firstRun: boolean }).firstRun;

it('makes the first account of this machine admin, and only that one', async () => {
  await boot();
  expect(await firstRun()).toBe(true);
  const answers = await Promise.all([signUp(), signUp(), signUp()]);
  expect(answers.map(({ body }) => body.isAdmin).sort()).toEqual([false, false, true]);
  expect(await firstRun()).toBe(false);
  expect(await app.app.get(AccountsService).firstAdminToken()).toBeNull();
  expect((await signUp()).body.isAdmin).toBe(false);
});

it.each<Record<string, string>>([
  { 'x-forwarded-for': '127.0.0.1' },
  { 'X-Forwarded-Proto': 'https' },
  { forwarded: 'for=127.0.0.1' },
  { 'x-real-ip': '127.0.0.1' },
  { via: '1.1 proxy' },
  { host: 'debrief.example' },
  { host: 'localhost.evil.example' },
  { host: 'localhost:3000@evil.example' },
])('takes a request with %j for one from elsewhere', async (headers) => {
  await boot();
  expect((await signUp(headers)).body.isAdmin).toBe(false);
  expect(await firstRun()).toBe(true);
});

it('stays one when several processes store a first account at the same moment', async () => {
  await boot();
  const ids = Array.from({ length: 10 }, (_, i) => `first-${i}`);
  for (const id of ids)
    await app.dataSource.query(
      `insert into auth."user" (id, name, email, "emailVerified") values ($1, 'F', $1 || '@example.org', false)`,
      [id],
    );
  const admins = app.app.get(FirstAdmin);
  // Every connection is open before the race begins.
  await Promise.all(ids.map(() => app.dataSource.query('select pg_sleep(0.1)')));
  await Promise.all(ids.map((id) => admins.store(id, 'UTC', true)));
  const rows = await app.dataSource.query(`select account_id from accounts_profile where is_admin`);
  expect(rows).toHaveLength(1);
});

it('takes the printed token from anywhere, and says so when it is another one', async () => {
  await boot({ signUp: 'invite' });
  const away = { host: 'debrief.example' };
  const token = await app.app.get(AccountsService).firstAdminToken();
  expect(token).toMatch(/^[\w-]{32}$/);
  expect((await signUp(away)).body.code).toBe('sign-up-closed');
  expect((await signUp(away, { firstAdminToken: 'x'.repeat(32) })).body.code).toBe('forbidden');
  expect((await signUp(away, { firstAdminToken: '' })).body.code).toBe('forbidden');
  expect((await signUp(away, { firstAdminToken: token })).body.isAdmin).toBe(true);
  expect((await signUp({}, { firstAdminToken: token })).body.code).toBe('sign-up-closed');
});

it('says when the cookie cannot be protected', async () => {
  await boot({ secureCookies: false });
  const insecure = async (host: string) => {
    const { port } = new URL(app.url);
    return new Promise<boolean>((resolve) =>
      request({ host: '127.0.0.1', port, path: '/api/me', headers: { host } }, (answer) => {
        let text = '';
        answer.on('data', (chunk) => (text += String(chunk)));
        answer.on('end', () => resolve((JSON.parse(text) as { insecure: boolean }).insecure));
      }).end(),
    );
  };
  expect(await insecure('192.168.1.5:3000')).toBe(true);
  expect(await insecure('localhost:3000')).toBe(false);
  const answer = await app.call('POST', '/api/sign-up', {
    body: { name: 'P', email: 'plain@example.org', password: 'correct horse battery' },
  });
  expect(answer.headers.getSetCookie()[0]).toMatch(/^debrief=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
});
