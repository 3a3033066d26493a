import { routes, type RouteSpec } from '@debrief/contracts';
import { RouteRegistry } from '@debrief/server/platform';
import { bootApp, type TestApp } from '@debrief/server/platform/testing';
import { AccountsModule } from '@debrief/server/accounts';
import { LiveModule } from '@debrief/server/live';
import { ProgressModule } from '@debrief/server/progress';
import { PromptsModule } from '@debrief/server/prompts';
import { ReviewModule } from '@debrief/server/review';
import { ScoringModule } from '@debrief/server/scoring';
import { database } from './database';

const all = Object.values<RouteSpec>(routes);
let server: TestApp;

beforeAll(async () => {
  server = await bootApp({
    imports: [AccountsModule, PromptsModule, LiveModule, ScoringModule, ReviewModule, ProgressModule],
    entities: database.entities,
  });
});
afterAll(() => server.close());

test('every route of the contract is answered, and nothing else', () => {
  const label = (spec: RouteSpec): string => `${spec.method} ${spec.path}`;
  const answered = server.app.get(RouteRegistry).routes.map(({ spec }) => label(spec));
  expect(answered.sort()).toEqual(all.map(label).sort());
});

/** Ids that are well formed and belong to nobody. */
const somewhere = (path: string, value: string): string => path.replace(/:[a-z]\w*/gi, value);
const garbage: unknown[] = [
  '{',
  '[]',
  '"x"',
  'null',
  '1e999',
  { a: { b: [1] } },
  '{"__proto__":{}}',
  { name: 'a\u0000b' },
  'x'.repeat(300_000),
];

describe.each(all.map((spec) => [spec.method, spec.path, spec] as const))('%s %s', (method, path, spec) => {
  const url = somewhere(path, '00000000-0000-4000-8000-000000000000');

  test('answers garbage with a code, a sentence and the request id', async () => {
    const bodies = method === 'GET' ? [undefined] : garbage;
    for (const target of [url, somewhere(path, '%00'), somewhere(path, "1'--"), `${url}?x[]=1&x=2`]) {
      for (const body of bodies) {
        const answer = await server.call(method, target, body === undefined ? {} : { body });
        // A route that takes nothing may well do its work: it has no input to be wrong.
        if (answer.status < 300) continue;
        expect([target, answer.status < 500]).toEqual([target, true]);
        expect(answer.body).toMatchObject({
          ok: false,
          code: expect.any(String),
          message: expect.stringMatching(/\.$/),
          requestId: answer.headers.get('x-request-id'),
        });
      }
    }
  });

  if (spec.access !== 'public') {
    test('is closed to strangers', async () => {
      expect(await server.call(method, url)).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
    });
  }
});
