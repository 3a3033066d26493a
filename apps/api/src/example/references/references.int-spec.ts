import { routes, type RouteResult } from '@debrief/contracts';
import { AccountsModule } from '@debrief/server/accounts';
import { LiveModule, verifySession } from '@debrief/server/live';
import { bootApp, type TestApp } from '@debrief/server/platform/testing';
import { ProgressModule } from '@debrief/server/progress';
import { rubrics } from '@debrief/prompt-bank';
import { PromptsModule } from '@debrief/server/prompts';
import { ReviewModule } from '@debrief/server/review';
import { ScoringModule } from '@debrief/server/scoring';
import { database } from '../../database';
import { seedExample } from '../seed-example';
import { references, seedReferences } from './index';

let server: TestApp;
let made: { session: string; made: boolean }[] = [];

beforeAll(async () => {
  server = await bootApp({
    imports: [AccountsModule, PromptsModule, LiveModule, ScoringModule, ReviewModule, ProgressModule],
    entities: database.entities,
  });
  made = await seedReferences(server.app);
}, 60_000);
afterAll(() => server.close());

test('both are made once, sealed and proven, beside the tour', async () => {
  expect(made.map((each) => each.made)).toEqual([true, true]);
  expect((await seedReferences(server.app)).map((each) => each.made)).toEqual([false, false]);
  const tour = await seedExample(server.app);
  expect(tour.made).toBe(true);
  expect((await server.call('GET', '/api/example')).body).toEqual({ session: tour.session });
  for (const { session } of made) expect((await verifySession(server.dataSource, session)).faults).toEqual([]);
}, 40_000);

test.each(references.map((each, at) => [each.key, at] as const))(
  '%s: every dimension of its rubric has a level with a reason that names a moment',
  (_key, at) => {
    const { content, cast } = references[at] ?? {};
    const rubric = rubrics[cast?.plan.type ?? 'metrics'];
    expect(content?.levels.map(({ dimension }) => dimension)).toEqual(rubric.dimensions.map(({ key }) => key));
    for (const { reason } of content?.levels ?? []) expect(reason.length).toBeGreaterThan(120);
    expect(content?.levels.filter(({ reason }) => /\d+:\d\d|twenty minutes/.test(reason))).toHaveLength(
      content?.levels.length ?? -1,
    );
  },
);

test('anybody reads the round, and nobody a card, a level or a reason', async () => {
  for (const [at, { session }] of made.entries()) {
    const { status, body } = await server.call('GET', `/api/sessions/${session}/replay`);
    expect(status).toBe(200);
    const { events } = body as RouteResult<typeof routes.getReplay>;
    const kinds = new Set(events.map(({ kind }) => kind));
    expect(kinds.has('cards-lapsed')).toBe(true);
    for (const hidden of ['cards-opened', 'card-locked', 'scorer-locked', 'mark-set', 'hint-logged'])
      expect(kinds.has(hidden)).toBe(false);
    expect(events.filter(({ kind }) => kind === 'doc').length).toBeGreaterThan(25);
    for (const { reason } of references[at]?.content.levels ?? []) expect(JSON.stringify(body)).not.toContain(reason);
  }
});
