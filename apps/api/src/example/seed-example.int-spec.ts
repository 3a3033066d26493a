import { routes, type RouteResult } from '@debrief/contracts';
import { AccountsModule } from '@debrief/server/accounts';
import { LiveModule, verifySession } from '@debrief/server/live';
import { bootApp, type TestApp } from '@debrief/server/platform/testing';
import { PromptsModule } from '@debrief/server/prompts';
import { ReviewModule } from '@debrief/server/review';
import { ScoringModule } from '@debrief/server/scoring';
import { randomUUID } from 'node:crypto';
import { database } from '../database';
import { marks } from './marks-and-cards';
import { seedExample } from './seed-example';

let server: TestApp;
let session = '';
let answers: { session: string; made: boolean }[] = [];

beforeAll(async () => {
  server = await bootApp({
    imports: [AccountsModule, PromptsModule, LiveModule, ScoringModule, ReviewModule],
    entities: database.entities,
  });
  // What a seed leaves that was ended in the middle.
  await server.dataSource.query(
    `insert into live_session (id, format, type, length, mode, is_example, created_at) values ($1, 'one-way', 'product-sense', 'long', 'stress', true, now())`,
    [randomUUID()],
  );
  answers = await Promise.all([seedExample(server.app), seedExample(server.app)]);
  answers.push(await seedExample(server.app));
  session = answers[0]?.session ?? '';
}, 60_000);
afterAll(() => server.close());

type Replay = RouteResult<typeof routes.getReplay>;
const readReplay = async (cookie?: string): Promise<Replay> => {
  const first = await server.call('GET', `/api/sessions/${session}/replay`, cookie ? { cookie } : {});
  expect(first.status).toBe(200);
  return first.body as Replay;
};
const rowsOf = <T>(sql: string, ...values: unknown[]): Promise<T[]> => server.dataSource.query(sql, values);

test('twice at once, and once more: one example', async () => {
  expect(answers.map(({ made }) => made).sort()).toEqual([false, false, true]);
  expect(new Set(answers.map((answer) => answer.session)).size).toBe(1);
  expect(await rowsOf(`select id from live_session where is_example`)).toEqual([{ id: session }]);
  expect((await server.call('GET', '/api/example')).body).toEqual({ session });
});

test('it is sealed, proven, and lies three days back as an hour of one evening', async () => {
  expect((await verifySession(server.dataSource, session)).faults).toEqual([]);
  const [row] = await rowsOf<{ status: string; sealed: boolean; due: boolean; minutes: number; days: number }>(
    `select status, sealed_at is not null as sealed, next_due_at is not null as due,
       extract(epoch from ended_at - created_at)::float8 / 60 as minutes, extract(epoch from now() - created_at)::float8 / 86400 as days
     from live_session where id = $1`,
    session,
  );
  expect(row).toMatchObject({ status: 'ended', sealed: true, due: false });
  expect(row?.minutes).toBeCloseTo(57, 0);
  expect(row?.days).toBeGreaterThan(2);
  expect(row?.days).toBeLessThan(4);
});

test('it reads as a whole interview: six phases, one over its time, one longer, a twist at twelve', async () => {
  const { events } = await readReplay();
  const of = (kind: string) => events.filter((event) => event.kind === kind);
  const started = of('interview-started')[0]?.at ?? 0;
  expect(of('phase-started')).toHaveLength(6);
  expect(of('twist-given').map(({ at }) => (at - started) / 1000)).toEqual([720]);
  // Ana is done early with the second phase; the third runs 70 seconds over.
  expect(of('phase-due').map(({ at }) => (at - started) / 1000)).toEqual([16 * 60 + 45]);
  expect(of('time-added')).toHaveLength(1);
  expect(of('fact-given').length).toBeGreaterThanOrEqual(8);
  expect(of('doc').length).toBeGreaterThanOrEqual(25);
  expect(of('cards-opened')).toHaveLength(1);
});

test('a stranger reads what its candidate reads, and nothing of the panel or of Tom', async () => {
  const replay = await readReplay();
  const [ana] = await rowsOf<{ id: string }>(
    `select id from live_participant where session = $1 and name = 'Ana Ribeiro'`,
    session,
  );
  expect(new Set(replay.events.map(({ stream }) => stream))).toEqual(new Set(['room', `self.${ana?.id}`]));
  expect(replay.next).toBeNull();
  const panel = await rowsOf<{ kind: string }>(
    `select distinct kind from live_log where session = $1 and stream = 'r1.panel'`,
    session,
  );
  expect(panel.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['hint-logged', 'probe-asked', 'prompt-chosen']),
  );

  const said = JSON.stringify(replay);
  const uncited = ['order', 'evening', 'stop', 'friday'];
  const open = marks.filter(({ name }) => !uncited.includes(name));
  expect(open).toHaveLength(12);
  for (const { words } of open) expect(said).toContain(words);
  for (const { name, words } of marks) if (uncited.includes(name)) expect(said).not.toContain(words);
  expect(said).not.toMatch(/r1\.private|Volunteers unasked|probe-asked|mark-set/);
});

test('what was written in the debrief can be read, and nobody can act in it', async () => {
  const { body } = await server.call('GET', `/api/sessions/${session}/rounds/1/debrief`);
  expect(body).toMatchObject({ feedback: [{ keep: expect.any(String) }], fix: { isAgreed: true }, lateCards: [] });
  const guide = await server.call('GET', `/api/sessions/${session}/rounds/1/guide`);
  expect(guide.status).toBeGreaterThanOrEqual(400);
});

test('it counts in no history and in no guide seen', async () => {
  expect(
    await rowsOf(`select account_id from live_participant where session = $1 and account_id is not null`, session),
  ).toEqual([]);
  expect(await rowsOf(`select 1 from prompts_seen`)).toEqual([]);
  const made = await server.call('POST', routes.signUp.path, {
    body: { name: 'Newcomer', email: 'newcomer@example.test', password: 'a long enough password' },
  });
  expect(made.status).toBeLessThan(300);
  const cookie = made.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const rounds = await server.call('GET', '/api/rounds', { cookie });
  expect(rounds.status).toBe(200);
  expect(JSON.stringify(rounds.body)).not.toContain(session);
  expect((await server.call('GET', '/api/sessions', { cookie })).body).toEqual({ sessions: [] });
});
