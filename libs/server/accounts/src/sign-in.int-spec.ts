import { bootApp, type TestApp } from '@debrief/server/platform/testing';
import { AccountsModule } from './index';
import { cookieOf, newAccount } from './testing';

let app: TestApp;
beforeAll(async () => {
  app = await bootApp({ imports: [AccountsModule] });
});
afterAll(() => app.close());

const me = async (cookie?: string) => {
  const { body } = await app.call('GET', '/api/me', cookie ? { cookie } : {});
  return (body as { me: Record<string, unknown> | null }).me;
};

it('signs up, in and out', async () => {
  expect(await me()).toBeNull();
  const ana = await newAccount(app, { name: '  Ana \u202e Costa ' });
  expect(await me(ana.cookie)).toMatchObject({ name: 'Ana Costa', email: ana.email, isGuest: false, timeZone: 'UTC' });
});
