import type { Answer, TestApp } from '@debrief/server/platform/testing';

/** The cookie a browser would send after this answer; empty when it set none or was told to forget it. */
export const cookieOf = ({ headers }: Answer): string =>
  headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ');

let addresses = 0;

/** Headers that make a request come from a network nobody has come from, where the server believes a proxy: limits per address stay out of the way. */
export const anyAddress = ({ settings }: Pick<TestApp, 'settings'>): Record<string, string> => {
  addresses += 1;
  return settings.trustProxy ? { 'x-forwarded-for': `10.1.${addresses >> 8}.${addresses & 255}` } : {};
};

let made = 0;

/** A fresh account, signed in; `cookie` belongs to its browser. Servers booted with `trustProxy: 1` see each from its own address. */
export async function newAccount(
  app: TestApp,
  more: { name?: string; cookie?: string } = {},
): Promise<{ cookie: string; email: string; password: string; account: string }> {
  made += 1;
  const email = `person${made}.${Date.now()}@example.org`;
  const password = 'correct horse battery';
  const answer = await app.call('POST', '/api/sign-up', {
    body: { name: more.name ?? `Person ${made}`, email, password },
    headers: anyAddress(app),
    ...(more.cookie ? { cookie: more.cookie } : {}),
  });
  if (answer.status !== 200) throw new Error(`sign-up answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return { cookie: cookieOf(answer), email, password, account: (answer.body as { account: string }).account };
}
