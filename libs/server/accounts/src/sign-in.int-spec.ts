import { type EndedSignIn, SignInEnds } from '@debrief/server/platform';
import { bootApp, type TestApp } from '@debrief/server/platform/testing';
import { AccountsModule, AccountsService } from './index';
import { anyAddress, cookieOf, newAccount } from './testing';

// A thousand requests or a busy machine take longer than Jest's five seconds.
jest.setTimeout(60_000);

let app: TestApp;
const ended: EndedSignIn[] = [];
beforeAll(async () => {
  app = await bootApp({ imports: [AccountsModule], settings: { trustProxy: 1 } });
  app.app.get(SignInEnds).ended.subscribe((end) => ended.push(end));
});
afterAll(() => app.close());

const me = async (cookie?: string) => {
  const { body } = await app.call('GET', '/api/me', cookie ? { cookie } : {});
  return (body as { me: Record<string, unknown> | null }).me;
};
const signIn = (email: string, password: string, more: { cookie?: string; headers?: Record<string, string> } = {}) =>
  app.call('POST', '/api/sign-in', {
    body: { email, password },
    ...more,
    headers: { ...anyAddress(app), ...more.headers },
  });
const signIns = async (cookie: string) => {
  const { body } = await app.call('GET', '/api/me/sign-ins', { cookie });
  return (body as { signIns: { id: string; isThis: boolean; agent: string }[] }).signIns;
};

it('signs up, out and in again', async () => {
  expect(await me()).toBeNull();
  const ana = await newAccount(app, { name: '  Ana \u202e  Costa ' });
  expect(await me(ana.cookie)).toMatchObject({ name: 'Ana Costa', email: ana.email, isGuest: false, timeZone: 'UTC' });

  const out = await app.call('POST', '/api/sign-out', { cookie: ana.cookie });
  expect(out.status).toBe(204);
  expect(out.headers.getSetCookie().join()).toMatch(/^__Host-debrief=; Max-Age=0/);
  expect(await me(ana.cookie)).toBeNull();
  expect((await app.call('GET', '/api/me/sign-ins', { cookie: ana.cookie })).status).toBe(401);

  const again = await signIn(ana.email.toUpperCase(), ana.password);
  expect(again.status).toBe(200);
  expect(await me(cookieOf(again))).toMatchObject({ account: ana.account });
});

it('gives the browser one cookie that scripts, subdomains and plain http do not get', async () => {
  const answer = await app.call('POST', '/api/sign-up', {
    body: { name: 'Cy', email: 'cy@example.org', password: 'correct horse battery' },
  });
  const [line = '', ...more] = answer.headers.getSetCookie();
  expect(more).toEqual([]);
  const [pair, ...attributes] = line.split('; ');
  expect(pair).toMatch(/^__Host-debrief=/);
  expect(attributes.sort()).toEqual(['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Lax', 'Secure']);
});

it('says the same for an unknown address and for a wrong password, and hashes for both', async () => {
  const { email } = await newAccount(app);
  const wrong = await signIn(email, 'not the password');
  const unknown = await signIn('nobody@example.org', 'not the password');
  expect(wrong.status).toBe(401);
  expect({ ...(unknown.body as object), requestId: '' }).toEqual({ ...(wrong.body as object), requestId: '' });
  expect(wrong.body).toMatchObject({ code: 'wrong-credentials' });
});

it('refuses a second account with an address, however it is written', async () => {
  const { email } = await newAccount(app);
  const body = { name: 'Twin', email: email.toUpperCase(), password: 'correct horse battery' };
  const second = await app.call('POST', '/api/sign-up', { body });
  expect(second.status).toBe(409);
  expect(second.body).toMatchObject({ code: 'email-taken' });

  const racing = { name: 'Race', email: 'race@example.org', password: 'correct horse battery' };
  const both = await Promise.all([1, 2, 3].map(() => app.call('POST', '/api/sign-up', { body: racing })));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
});

it.each(['role', 'isAdmin', 'emailVerified', 'isAnonymous', 'id', 'is_admin', 'image'])(
  'refuses the extra key %s everywhere',
  async (key) => {
    const { cookie } = await newAccount(app);
    const value = key === 'role' || key === 'id' ? 'admin' : true;
    const account = { email: `extra-${key}@example.org`, password: 'correct horse battery', [key]: value };
    const headers = anyAddress(app);
    expect((await app.call('POST', '/api/sign-up', { headers, body: { name: 'X', ...account } })).status).toBe(400);
    expect((await app.call('POST', '/api/sign-in', { headers, body: account })).status).toBe(400);
    expect((await app.call('PATCH', '/api/me', { cookie, body: { [key]: value } })).status).toBe(400);
    const rows = await app.dataSource.query(`select 1 from auth."user" where email like 'extra-%'`);
    expect(rows).toEqual([]);
  },
);

it('makes a new sign-in at every login and ends the one the browser had', async () => {
  const bea = await newAccount(app);
  const [old] = await signIns(bea.cookie);
  const answer = await signIn(bea.email, bea.password, { cookie: bea.cookie });
  expect((await app.call('GET', '/api/me/sign-ins', { cookie: bea.cookie })).status).toBe(401);
  expect(ended).toContainEqual({ signInId: old?.id, accountId: bea.account });
  expect(await signIns(cookieOf(answer))).toHaveLength(1);
});

it('lists sign-ins and revokes another one at once; a foreign one is like none', async () => {
  const dan = await newAccount(app);
  const other = cookieOf(await signIn(dan.email, dan.password, { headers: { 'user-agent': 'Other/1' } }));
  const list = await signIns(dan.cookie);
  expect(list.map(({ isThis }) => isThis).sort()).toEqual([false, true]);
  const target = list.find(({ isThis }) => !isThis);
  expect(target?.agent).toBe('Other/1');

  const stranger = await newAccount(app);
  const path = `/api/me/sign-ins/${target?.id}`;
  const foreign = await app.call('DELETE', path, { cookie: stranger.cookie });
  const absent = await app.call('DELETE', '/api/me/sign-ins/none', { cookie: stranger.cookie });
  expect(foreign.status).toBe(404);
  expect({ ...(foreign.body as object), requestId: '' }).toEqual({ ...(absent.body as object), requestId: '' });
  expect(await me(other)).not.toBeNull();

  expect((await app.call('DELETE', path, { cookie: dan.cookie })).status).toBe(204);
  expect(ended).toContainEqual({ signInId: target?.id, accountId: dan.account });
  expect((await app.call('GET', '/api/me/sign-ins', { cookie: other })).status).toBe(401);
  expect(await me(dan.cookie)).not.toBeNull();
});

it('takes a cookie for nothing when it is forged, garbage or from a stolen database', async () => {
  const { cookie } = await newAccount(app);
  const [name = '', value = ''] = cookie.split('=');
  const [row]: { token: string }[] = await app.dataSource.query(
    `select token from auth."session" order by "createdAt" desc limit 1`,
  );
  for (const forged of [
    value.slice(0, -6) + 'AAAAAA',
    row?.token ?? '',
    '%',
    '{}',
    'x'.repeat(5000),
    '\u00e9'.repeat(9),
  ])
    expect([forged.slice(0, 20), await me(`${name}=${forged}`)]).toEqual([forged.slice(0, 20), null]);
});

it('changes name, time zone and level, and nothing that was not sent', async () => {
  const { cookie } = await newAccount(app);
  const change = (body: object) => app.call('PATCH', '/api/me', { cookie, body });
  await change({ timeZone: 'Europe/Lisbon', targetLevel: 'senior' });
  const { body } = await change({ name: 'Eve' });
  expect(body).toMatchObject({ name: 'Eve', timeZone: 'Europe/Lisbon', targetLevel: 'senior' });
  expect((await change({ targetLevel: null })).body).toMatchObject({ targetLevel: null, timeZone: 'Europe/Lisbon' });
  expect((await change({ timeZone: 'Mars/Olympus' })).status).toBe(400);
});

describe('lifetimes', () => {
  const age = (cookie: string, sql: string) => async () => {
    const [own] = await signIns(cookie);
    await app.dataSource.query(`update auth."session" set ${sql} where id = $1`, [own?.id]);
    return own?.id;
  };
  const expiry = async (id: string | undefined): Promise<number> => {
    const rows: { days: number }[] = await app.dataSource.query(
      `select extract(epoch from "expiresAt" - now())::float8 / 86400 as days from auth."session" where id = $1`,
      [id],
    );
    return rows[0]?.days ?? Number.NaN;
  };

  it('slides to seven days from the last use', async () => {
    const { cookie } = await newAccount(app);
    const id = await age(cookie, `"expiresAt" = now() + interval '1 day', "updatedAt" = now() - interval '6 days'`)();
    expect(await me(cookie)).not.toBeNull();
    expect(await expiry(id)).toBeCloseTo(7, 2);
  });

  it('ends thirty days after it began, however much it is used', async () => {
    const { cookie } = await newAccount(app);
    const old = `"createdAt" = now() - interval '29 days', "updatedAt" = now() - interval '1 hour'`;
    const id = await age(cookie, old)();
    await me(cookie);
    expect(await expiry(id)).toBeCloseTo(1, 2);
  });

  it('slides for those who hold a socket only, and ends for the others, all in one question', async () => {
    const [used, fresh, over] = await Promise.all([newAccount(app), newAccount(app), newAccount(app)]);
    const ids = [
      await age(used.cookie, `"expiresAt" = now() + interval '1 day', "updatedAt" = now() - interval '6 days'`)(),
      await age(fresh.cookie, `"expiresAt" = now() + interval '3 days'`)(),
      await age(over.cookie, `"expiresAt" = now() - interval '1 second'`)(),
      'nobody',
    ];
    const alive = await app.app.get(AccountsService).keepSignedIn(ids.map(String));
    expect([...alive].sort()).toEqual(ids.slice(0, 2).sort());
    expect(await expiry(ids[0])).toBeCloseTo(7, 2);
    expect(await expiry(ids[1])).toBeCloseTo(3, 2);
    expect(await app.app.get(AccountsService).keepSignedIn([])).toEqual(new Set());
  });

  it('is over when its time has passed', async () => {
    const { cookie } = await newAccount(app);
    await age(cookie, `"expiresAt" = now() - interval '1 second'`)();
    expect(await me(cookie)).toBeNull();
  });
});
