import type { Answer, TestApp } from '@debrief/server/platform/testing';

/** The cookie a browser would send after this answer; empty when it set none or was told to forget it. */
export const cookieOf = ({ headers }: Answer): string =>
  headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ');

let made = 0;

/** A fresh account, signed in; `cookie` belongs to its browser. */
export async function newAccount(
  app: TestApp,
  more: { name?: string; cookie?: string } = {},
): Promise<{ cookie: string; email: string; password: string; account: string }> {
  made += 1;
  const email = `person${made}.${Date.now()}@example.org`;
  const password = 'correct horse battery';
  const answer = await app.call('POST', '/api/sign-up', {
    body: { name: more.name ?? `Person ${made}`, email, password },
    ...(more.cookie ? { cookie: more.cookie } : {}),
  });
  if (answer.status !== 200) throw new Error(`sign-up answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return { cookie: cookieOf(answer), email, password, account: (answer.body as { account: string }).account };
}
