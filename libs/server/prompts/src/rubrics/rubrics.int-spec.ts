import type { InterviewType, RouteResult, RubricView, RubricWords, rubricRoutes } from '@debrief/contracts';
import { rubrics, type Rubric } from '@debrief/prompt-bank';
import { AccountsModule } from '@debrief/server/accounts';
import { newAccount } from '@debrief/server/accounts/testing';
import { bootApp, type TestApp } from '@debrief/server/platform/testing';
import { PromptsModule, PromptsService } from '../index';
import { Rubrics } from './rubrics.service';

jest.setTimeout(60_000);

let app: TestApp;
let admin: { cookie: string };
let other: { cookie: string };
beforeAll(async () => {
  app = await bootApp({ imports: [AccountsModule, PromptsModule], settings: { trustProxy: 1 } });
  const ada = await newAccount(app, { name: 'Ada' });
  await app.dataSource.query(
    `insert into accounts_profile (account_id, is_admin) values ($1, true)
     on conflict (account_id) do update set is_admin = true`,
    [ada.account],
  );
  admin = ada;
  other = await newAccount(app, { name: 'Ben' });
});
afterAll(() => app.close());

// Versions are for ever, so each test that makes some has a type of its own; what is refused is asked of metrics.
const METRICS = rubrics.metrics;
const wordsOf = ({ dimensions, redFlags }: Pick<RubricView, 'dimensions' | 'redFlags'>): RubricWords => ({
  dimensions: dimensions.map(({ key, name, weight, levels }) => ({ key, name, weight, levels: [...levels] })),
  redFlags: [...redFlags],
});
const shipped = (type: InterviewType = 'metrics'): RubricWords => wordsOf(rubrics[type]);
/** The shipped one with the first dimension changed. */
const changed = (first: Partial<RubricWords['dimensions'][number]>, type: InterviewType = 'metrics'): RubricWords => {
  const words = shipped(type);
  return { ...words, dimensions: words.dimensions.map((each, at) => (at === 0 ? { ...each, ...first } : each)) };
};
const save = async (
  rubric: unknown,
  { basedOn = 1, why = 'So that two people agree.', who = admin, type = 'metrics' as InterviewType } = {},
) => {
  const { status, body } = await app.call('POST', `/api/rubrics/${type}/versions`, {
    cookie: who.cookie,
    body: { basedOn, why, rubric },
  });
  return { status, body: body as RubricView & { code?: string; fields?: Record<string, string> } };
};
const versions = async (type: InterviewType, cookie?: string) => {
  const { body } = await app.call('GET', `/api/rubrics/${type}/versions`, cookie ? { cookie } : {});
  return (body as RouteResult<typeof rubricRoutes.listRubricVersions>).versions;
};
const current = async (type: InterviewType = 'metrics') =>
  (await app.call('GET', `/api/rubrics/${type}`)).body as RubricView;

describe('saving', () => {
  it('makes the next version, tidied, with who and why, and leaves the old one as it was', async () => {
    const type = 'technical';
    const { status, body } = await save(changed({ name: '  Parts   first ' }, type), { type });
    expect([status, body.version, body.dimensions[0]?.name]).toEqual([200, 2, 'Parts first']);
    expect(body.dimensions[0]?.skill).toBe(rubrics[type].dimensions[0]?.skill);
    expect(await current(type)).toEqual(body);
    expect((await app.call('GET', `/api/rubrics/${type}/versions/1`)).body).toEqual(rubrics[type]);
    expect((await app.call('GET', `/api/rubrics/${type}/versions/3`)).status).toBe(404);
    expect(await app.app.get(PromptsService).rubric(type, 1)).toEqual(rubrics[type]);
    expect(await app.app.get(PromptsService).rubric(type, null)).toEqual(body);
    expect(await versions(type, other.cookie)).toMatchObject([
      { version: 2, author: 'Ada', isShipped: false, why: 'So that two people agree.' },
      { version: 1, author: null, isShipped: true },
    ]);
    expect((await versions(type))[0]).toMatchObject({ author: null, isShipped: false });
  });

  it('is for the admin alone', async () => {
    expect((await save(changed({ name: 'Mine' }), { who: other })).status).toBe(403);
    expect((await current()).version).toBe(1);
  });

  it.each<[string, unknown, string]>([
    ['a sum of 99', changed({ weight: 19 }), 'body.rubric.weights'],
    ['a weight under 5', changed({ weight: 4 }), 'body.rubric.dimensions.0.weight'],
    ['no name', changed({ name: ' ' }), 'body.rubric.dimensions.0.name'],
    ['the name of another', changed({ name: 'clarity' }), 'body.rubric.dimensions.4.name'],
    ['two levels alike', changed({ levels: ['One', 'Two', 'two ', 'Four'] }), 'body.rubric.dimensions.0.levels.2'],
    ['an empty level', changed({ levels: ['One', '', 'Three', 'Four'] }), 'body.rubric.dimensions.0.levels.1'],
    ['another key', changed({ key: 'luck' }), 'body.rubric.dimensions'],
    ['a dimension less', { ...shipped(), dimensions: shipped().dimensions.slice(1) }, 'body.rubric.dimensions'],
    ['a red flag twice', { ...shipped(), redFlags: ['Lies.', 'lies.'] }, 'body.rubric.redFlags.1'],
  ])('refuses %s by its field', async (_, words, field) => {
    const { status, body } = await save(words);
    expect([status, body.code]).toEqual([400, 'bad-input']);
    expect(Object.keys(body.fields ?? {})).toContain(field);
    expect((await current()).version).toBe(1);
  });

  it.each<[string, unknown, string]>([
    ['a sentence of 161 characters', changed({ levels: ['a', 'b', 'c', 'd'.repeat(161)] }), 'Why'],
    ['three levels', changed({ levels: ['a', 'b', 'c'] }), 'Why'],
    ['half a percent', changed({ weight: 19.5 }), 'Why'],
    ['NUL', changed({ name: 'a\u0000b' }), 'Why'],
    ['no reason', changed({ name: 'New' }), ''],
    ['a blank reason', changed({ name: 'New' }), '   '],
    ['a skill', { ...shipped(), skill: 'DATA' }, 'Why'],
  ])('refuses %s', async (_, words, why) => {
    expect((await save(words, { why })).status).toBe(400);
  });

  it('refuses a version made from an old one, and one that changes nothing', async () => {
    const type = 'strategy';
    expect((await save(changed({ name: 'First' }, type), { type })).status).toBe(200);
    const late = await save(changed({ name: 'Second' }, type), { type });
    expect([late.status, late.body.code]).toEqual([409, 'conflict']);
    const ahead = await save(changed({ name: 'Second' }, type), { type, basedOn: 9 });
    expect([ahead.status, ahead.body.code]).toEqual([409, 'conflict']);
    const same = await save(changed({ name: 'First' }, type), { type, basedOn: 2 });
    expect([same.status, same.body.code]).toEqual([409, 'already-done']);
    expect((await save(shipped(type), { type, basedOn: 2, why: 'Back to the first.' })).body.version).toBe(3);
  });

  it('lets one of several win who save at once', async () => {
    const type = 'estimation';
    const answers = await Promise.all([1, 2, 3, 4].map((n) => save(changed({ name: `Name ${n}` }, type), { type })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await versions(type)).toHaveLength(2);
  });
});

it('pages through versions, each once', async () => {
  await app.dataSource.query(
    `insert into prompts_rubric (type, version, content, author)
     select type, n, content, 'somebody' from prompts_rubric, generate_series(2, 25) n where type = 'behavioural'`,
  );
  const page = async (cursor: string) =>
    (await app.call('GET', `/api/rubrics/behavioural/versions${cursor}`)).body as RouteResult<
      typeof rubricRoutes.listRubricVersions
    >;
  const first = await page('');
  const second = await page(`?cursor=${first.next}`);
  expect([...first.versions, ...second.versions].map(({ version }) => version)).toEqual(
    Array.from({ length: 25 }, (_, at) => 25 - at),
  );
  expect(second.next).toBeNull();
  expect((await app.call('GET', `/api/rubrics/behavioural/versions?cursor=abc`)).status).toBe(400);
});

describe('what comes with a server', () => {
  const ship = (...list: Rubric[]) => app.app.get(Rubrics).ship(list);
  const reworded = (type: InterviewType, version: number): Rubric => ({
    ...rubrics[type],
    version,
    redFlags: ['Makes it up.'],
  });

  it('is refused by name when it has changed under an old number', async () => {
    await expect(ship(reworded('metrics', 1))).rejects.toThrow('“metrics” has changed and is still version 1.');
    await ship(METRICS);
    expect((await current()).version).toBe(1);
  });

  it('becomes current under a new number, once', async () => {
    await ship(reworded('product-sense', 2));
    await ship(reworded('product-sense', 2));
    expect(await current('product-sense')).toMatchObject({ version: 2, redFlags: ['Makes it up.'] });
    expect(await versions('product-sense')).toHaveLength(2);
  });

  it('goes behind what somebody here has written, which stays current', async () => {
    const type = 'resume-impact';
    const { body } = await save(changed({ name: 'Ours' }, type), { type });
    await ship(reworded(type, 2));
    await ship(reworded(type, 2));
    expect(await current(type)).toEqual({ ...body, version: 4 });
    expect((await versions(type, other.cookie)).map(({ version, author }) => [version, author])).toEqual([
      [4, 'Ada'],
      [3, null],
      [2, 'Ada'],
      [1, null],
    ]);
  });
});
