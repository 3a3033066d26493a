import { bootApp, type TestApp } from '@debrief/server/platform/testing';
import { AccountsModule } from './index';
import { password } from './password';
import { newAccount } from './testing';

// A thousand requests or a busy machine take longer than Jest's five seconds.
jest.setTimeout(60_000);

const hashed = jest.spyOn(password, 'verify');
let app: TestApp;
afterEach(() => app.close());
const boot = async (trustProxy: false | 1) => {
  app = await bootApp({ imports: [AccountsModule], settings: { trustProxy } });
  hashed.mockClear();
};

/** A thousand guesses, each said to come from another address. */
async function guess(email: string, count = 1000): Promise<number[]> {
  const statuses: number[] = [];
  for (let batch = 0; batch < count / 20; batch += 1) {
    const some = await Promise.all(
      Array.from({ length: 20 }, (_, i) => attempt(email, `guess ${i}`, `10.${batch}.${i}.7`)),
    );
    statuses.push(...some);
  }
  return statuses;
}
const attempt = async (email: string, word: string, address: string) => {
  const headers = { 'x-forwarded-for': address, 'x-real-ip': address, 'x-inside-address': address };
  return (await app.call('POST', '/api/sign-in', { body: { email, password: word }, headers })).status;
};

it('lets ten of a thousand guesses reach the hash, even when every address is believed', async () => {
  await boot(1);
  const { email, password: right } = await newAccount(app);
  const statuses = await guess(email);
  expect(hashed).toHaveBeenCalledTimes(10);
  expect(statuses.filter((status) => status === 401)).toHaveLength(10);
  expect(new Set(statuses)).toEqual(new Set([401, 429]));
  expect(await attempt(email, right, '10.9.9.9')).toBe(429);
  expect(await attempt(email.toUpperCase(), right, '10.9.9.8')).toBe(429);
  // Somebody else is not locked out with them.
  const other = await newAccount(app);
  expect(await attempt(other.email, other.password, '10.9.9.7')).toBe(200);
});

it('believes no forged address unless a proxy is trusted, so that many accounts cannot be tried from one place', async () => {
  await boot(false);
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, i) => attempt(`person${i}@example.org`, 'spring2026!', `10.3.0.${i}`)),
  );
  expect(answers.filter((status) => status === 401)).toHaveLength(30);
  expect(answers.filter((status) => status === 429)).toHaveLength(30);
  const rows: { key: string }[] = await app.dataSource.query(`select key from auth."rateLimit"`);
  expect(rows.map(({ key }) => key)).toEqual([expect.stringMatching(/^127\.0\.0\.1.*sign-in\/email/)]);
});

it('counts wrong passwords, not right ones', async () => {
  await boot(1);
  const { email, password: right } = await newAccount(app);
  for (let i = 0; i < 12; i += 1) expect(await attempt(email, right, `10.4.0.${i}`)).toBe(200);
  for (let i = 0; i < 9; i += 1) await attempt(email, 'wrong', `10.5.0.${i}`);
  expect(await attempt(email, right, '10.6.0.1')).toBe(200);
  expect(await attempt(email, 'wrong', '10.6.0.2')).toBe(401);
  expect(await attempt(email, 'wrong', '10.6.0.3')).toBe(429);
});

it('lets the sign-in library count per network in the database too, for all nodes together', async () => {
  await boot(1);
  await newAccount(app);
  const rows: { key: string }[] = await app.dataSource.query(`select key from auth."rateLimit"`);
  expect(rows.map(({ key }) => key)).toEqual([expect.stringMatching(/^10\.1\..*sign-up\/email/)]);
});
