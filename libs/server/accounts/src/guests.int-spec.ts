import { route } from '@debrief/contracts';
import { AccountLinks, type EndedSignIn, Route, SignInEnds } from '@debrief/server/platform';
import { bootApp, type TestApp } from '@debrief/server/platform/testing';
import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import * as z from 'zod/mini';
import { GuestLinks } from './guest-links';
import { AccountsModule, AccountsService } from './index';
import { anyAddress, cookieOf, newAccount } from './testing';

// A thousand requests or a busy machine take longer than Jest's five seconds.
jest.setTimeout(60_000);

const open = (path: string, access: 'public' | 'signed-in' | 'account' | 'admin') =>
  route({ method: 'POST', path, access, summary: 'For this spec.', response: z.strictObject({ account: z.string() }) });

/** Stands in for the invite route of the live context and for routes of every access. */
@Controller()
class GuestsController {
  constructor(private readonly accounts: AccountsService) {}

  @Route(open('/api/become-guest', 'public'))
  async become(@Res({ passthrough: true }) reply: FastifyReply) {
    return { account: (await this.accounts.makeGuest('Żofia 🙂 "x"', reply)).accountId };
  }
  @Route(open('/api/for-signed-in', 'signed-in'))
  signedIn() {
    return { account: '-' };
  }
  @Route(open('/api/for-account', 'account'))
  account() {
    return { account: '-' };
  }
  @Route(open('/api/for-admin', 'admin'))
  admin() {
    return { account: '-' };
  }
}

let app: TestApp;
let fails = 0;
const runs: string[] = [];
const ended: EndedSignIn[] = [];
beforeAll(async () => {
  app = await bootApp({ imports: [AccountsModule], controllers: [GuestsController], settings: { trustProxy: 1 } });
  await app.dataSource.query(`create table participant (id int primary key, account_id text)`);
  app.app.get(SignInEnds).ended.subscribe((end) => ended.push(end));
  app.app.get(AccountLinks).register('participants', async (from, to, manager) => {
    runs.push(`${from}→${to}`);
    await manager.query(`select pg_sleep(0.02)`);
    await manager.query(`update participant set account_id = $2 where account_id = $1`, [from, to]);
  });
  app.app.get(AccountLinks).register('sometimes broken', async () => {
    if (fails > 0 && fails-- > 0) throw new Error('planted');
  });
});
afterAll(() => app.close());

let seats = 0;
/** A guest with one participant row. */
async function guest() {
  const answer = await app.call('POST', '/api/become-guest', { headers: anyAddress(app) });
  expect(answer.status).toBe(200);
  const { account } = answer.body as { account: string };
  seats += 1;
  await app.dataSource.query(`insert into participant values ($1, $2)`, [seats, account]);
  return { account, cookie: cookieOf(answer), seat: seats };
}
const ownerOf = async (seat: number): Promise<string | undefined> => {
  const rows: { account_id: string }[] = await app.dataSource.query(
    `select account_id from participant where id = $1`,
    [seat],
  );
  return rows[0]?.account_id;
};
const status = async (path: string, cookie?: string) => (await app.call('POST', path, cookie ? { cookie } : {})).status;

it('makes a guest with a name and nothing else', async () => {
  const { cookie, account } = await guest();
  const { body } = await app.call('GET', '/api/me', { cookie });
  expect(body).toMatchObject({ me: { account, name: 'Żofia 🙂 "x"', email: null, isGuest: true, isAdmin: false } });
  const names = await app.app.get(AccountsService).names([account, 'nobody']);
  expect([...names]).toEqual([[account, { name: 'Żofia 🙂 "x"', isGuest: true }]]);
});

it('lets each kind of person through exactly the routes of their kind', async () => {
  const { cookie: guestCookie } = await guest();
  const { cookie, account } = await newAccount(app);
  const paths = ['/api/for-signed-in', '/api/for-account', '/api/for-admin'];
  const row = (person?: string) => Promise.all(paths.map((path) => status(path, person)));
  expect(await row()).toEqual([401, 401, 401]);
  expect(await row(guestCookie)).toEqual([200, 403, 403]);
  expect(await row(cookie)).toEqual([200, 200, 403]);
  await app.dataSource.query(`update accounts_profile set is_admin = true where account_id = $1`, [account]);
  expect(await row(cookie)).toEqual([200, 200, 200]);
});

it('keeps what a guest did when they sign up, under a new sign-in', async () => {
  const was = await guest();
  const now = await newAccount(app, { cookie: was.cookie });
  expect(now.account).not.toBe(was.account);
  expect(await ownerOf(was.seat)).toBe(now.account);
  expect(await status('/api/for-signed-in', was.cookie)).toBe(401);
  expect(ended).toContainEqual({ signInId: expect.any(String), accountId: was.account });
  // The guest stays as an empty name, because the log's participants may still point to it.
  expect((await app.app.get(AccountsService).names([was.account])).size).toBe(1);
});

it('brings a guest along when they sign in to an account they have', async () => {
  const has = await newAccount(app);
  const was = await guest();
  const answer = await app.call('POST', '/api/sign-in', {
    cookie: was.cookie,
    headers: anyAddress(app),
    body: { email: has.email, password: has.password },
  });
  expect(answer.status).toBe(200);
  expect(await ownerOf(was.seat)).toBe(has.account);
  expect(await status('/api/for-signed-in', was.cookie)).toBe(401);
});

it('moves nothing when the password is wrong', async () => {
  const has = await newAccount(app);
  const was = await guest();
  const body = { email: has.email, password: 'wrong' };
  expect((await app.call('POST', '/api/sign-in', { cookie: was.cookie, headers: anyAddress(app), body })).status).toBe(
    401,
  );
  expect(await ownerOf(was.seat)).toBe(was.account);
  expect(await status('/api/for-signed-in', was.cookie)).toBe(200);
});

it('moves all or nothing, and tries again at the next sign-in', async () => {
  const was = await guest();
  fails = 1;
  const now = await newAccount(app, { cookie: was.cookie });
  expect(await ownerOf(was.seat)).toBe(was.account);

  const again = () =>
    app.call('POST', '/api/sign-in', {
      headers: anyAddress(app),
      body: { email: now.email, password: now.password },
    });
  const guestLinks = app.app.get(GuestLinks);
  const tabs = Array.from({ length: 4 }, () => guestLinks.settle(now.account));
  expect((await Promise.all([again(), ...tabs]))[0]).toMatchObject({ status: 200 });
  expect(await ownerOf(was.seat)).toBe(now.account);
  const link = `${was.account}→${now.account}`;
  expect(runs.filter((run) => run === link)).toHaveLength(2);
  await again();
  expect(runs.filter((run) => run === link)).toHaveLength(2);
});

describe('how long a guest stays signed in', () => {
  const hours = async (account: string): Promise<number> => {
    const rows: { hours: number }[] = await app.dataSource.query(
      `select extract(epoch from "expiresAt" - now())::float8 / 3600 as hours from auth."session" where "userId" = $1`,
      [account],
    );
    return rows[0]?.hours ?? Number.NaN;
  };
  const after = (h: number) => new Date(Date.now() + h * 3_600_000);

  it('is 72 hours, moved by sessions and not by use', async () => {
    const accounts = app.app.get(AccountsService);
    const { account, cookie } = await guest();
    expect(await hours(account)).toBeCloseTo(72, 1);
    await accounts.extendGuest(account, after(100));
    expect(await hours(account)).toBeCloseTo(100, 1);
    await accounts.extendGuest(account, after(10));
    expect(await hours(account)).toBeCloseTo(100, 1);
    await accounts.extendGuest(account, after(2000));
    expect(await hours(account)).toBeCloseTo(720, 1);
    await app.dataSource.query(
      `update auth."session" set "expiresAt" = now() + interval '1 hour', "updatedAt" = now() - interval '1 day' where "userId" = $1`,
      [account],
    );
    expect(await status('/api/for-signed-in', cookie)).toBe(200);
    expect(await hours(account)).toBeCloseTo(1, 1);
  });

  it('is not moved for an account, nor brought back once over', async () => {
    const accounts = app.app.get(AccountsService);
    const person = await newAccount(app);
    await accounts.extendGuest(person.account, after(700));
    expect(await hours(person.account)).toBeCloseTo(168, 1);
    const { account, cookie } = await guest();
    await app.dataSource.query(`update auth."session" set "expiresAt" = now() - interval '1 s' where "userId" = $1`, [
      account,
    ]);
    await accounts.extendGuest(account, after(10));
    expect(await status('/api/for-signed-in', cookie)).toBe(401);
  });
});

it('keeps new accounts for guests where sign-up is by invitation', async () => {
  const closed = await bootApp({
    imports: [AccountsModule],
    controllers: [GuestsController],
    settings: { signUp: 'invite', trustProxy: 1 },
  });
  try {
    await expect(newAccount(closed)).rejects.toThrow('sign-up-closed');
    const invited = await closed.call('POST', '/api/become-guest', { headers: anyAddress(closed) });
    expect((await newAccount(closed, { cookie: cookieOf(invited) })).account).toBeTruthy();
  } finally {
    await closed.close();
  }
});

it('signs in a browser that keeps no Secure cookie on this machine', async () => {
  const agent = 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15';
  const answer = await app.call('POST', '/api/become-guest', { headers: { ...anyAddress(app), 'user-agent': agent } });
  expect(answer.headers.getSetCookie()[0]).toMatch(/^debrief=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(await status('/api/for-signed-in', cookieOf(answer))).toBe(200);
});
