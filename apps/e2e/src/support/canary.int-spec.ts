import { findCanaries, guideSecrets, promptOf } from './canary';

const secret = 'Half of them “never” come back: 48/96 & more';

test.each<[string, string]>([
  ['plain', `… ${secret} …`],
  ['JSON', JSON.stringify({ a: secret })],
  ['JSON in JSON', JSON.stringify({ a: JSON.stringify({ b: secret }) })],
  ['URL', `/x?q=${encodeURIComponent(secret)}`],
  ['form', new URLSearchParams({ q: secret }).toString()],
  ['base64', Buffer.from(`${secret}…`).toString('base64')],
  ['base64, one byte on', Buffer.from(`.${secret}…`).toString('base64')],
  ['base64, two bytes on', Buffer.from(`..${secret}…`).toString('base64')],
])('a secret is found as %s', (_, haystack) => {
  expect(findCanaries(['before', haystack], [secret])).not.toEqual([]);
});

test('a guide has many secrets, and nothing public is one', async () => {
  const prompt = await promptOf('cargo-bikes');
  const secrets = await guideSecrets(prompt.id);
  expect(secrets.length).toBeGreaterThan(40);
  expect(secrets).not.toContain(prompt.statement);
  expect(findCanaries([prompt.statement, prompt.title], secrets)).toEqual([]);
});
