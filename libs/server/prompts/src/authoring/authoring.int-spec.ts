import { type Authored, type Desk, type Guide, reviewChecks, type Verdict } from '@debrief/contracts';
import { draftOf, guideOf, loadShippedPrompts, type Prompt, type PromptDraft } from '@debrief/prompt-bank';
import { AccountsModule, AccountsService } from '@debrief/server/accounts';
import { newAccount } from '@debrief/server/accounts/testing';
import { bootApp, type TestApp } from '@debrief/server/platform/testing';
import { Plays, PromptsModule, PromptsService } from '../index';

jest.setTimeout(60_000);

interface Someone {
  cookie: string;
  account: string;
}
let app: TestApp;
let good: PromptDraft;
let source: Prompt;
/** Accounts that have interviewed with a version, as sessions would tell it. */
const hosts = new Set<string>();

beforeAll(async () => {
  app = await bootApp({ imports: [AccountsModule, PromptsModule], settings: { trustProxy: 1 } });
  const shipped = await loadShippedPrompts('libs/prompt-bank/prompts');
  source = shipped.find(({ id }) => id === 'cargo-bikes') as Prompt;
  good = { ...draftOf(source), title: 'Cargo bikes again' };
  app.app.get(Plays).register((accounts) => Promise.resolve(accounts.filter((each) => hosts.has(each))));
});
afterAll(() => app.close());

const ask = async <T = Record<string, unknown>>(
  who: Someone | null,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: T & { code?: string; fields?: Record<string, string> }; text: string }> => {
  const answer = await app.call(method, path, {
    ...(who && { cookie: who.cookie }),
    ...(body !== undefined && { body }),
  });
  return { status: answer.status, body: answer.body as never, text: JSON.stringify(answer.body) };
};
const guest = async (): Promise<Someone> => {
  const reply = { header: jest.fn(), request: { ip: '10.3.0.1', headers: {} } };
  const person = await app.app.get(AccountsService).makeGuest('Gus', reply as never);
  return { cookie: String(reply.header.mock.calls[0]?.[1]).split(';')[0] ?? '', account: person.accountId };
};
const admin = async (): Promise<Someone> => {
  const person = await newAccount(app, { name: 'Admin' });
  await app.dataSource.query(
    `insert into accounts_profile (account_id, is_admin) values ($1, true)
     on conflict (account_id) do update set is_admin = true`,
    [person.account],
  );
  return person;
};
const at = (id: string, more = '') => `/api/my-prompts/${id}${more}`;
const begin = async (who: Someone, title = 'Cargo bikes again'): Promise<string> => {
  const { body, status } = await ask<{ prompt: string }>(who, 'POST', '/api/my-prompts', { type: 'estimation', title });
  expect(status).toBe(200);
  return body.prompt;
};
const save = (who: Someone, id: string, rev: number, content: PromptDraft) =>
  ask<{ rev: number }>(who, 'PUT', at(id, '/draft'), { rev, content });
/** A prompt without a fault, as a draft of revision 2. */
const written = async (who: Someone, content: PromptDraft = good): Promise<string> => {
  const id = await begin(who, String(content['title']));
  expect((await save(who, id, 1, content)).status).toBe(200);
  return id;
};
const sendOff = (who: Someone, id: string, rev = 2) => ask<Desk>(who, 'POST', at(id, '/review'), { rev });
const open = (who: Someone, id: string) => ask<Guide>(who, 'POST', `/api/reviews/${id}`, { understood: true });
const judge = (who: Someone, id: string, version: number, verdict: 'good' | 'change', more: object = {}) =>
  ask(who, 'PUT', `/api/reviews/${id}`, {
    version,
    verdict,
    words: verdict === 'good' ? '' : 'The second fact contradicts the first.',
    checks: verdict === 'good' ? reviewChecks : [],
    ...more,
  });
const publish = (who: Someone, id: string, version: number) => ask<Desk>(who, 'POST', at(id, '/publish'), { version });
const pick = (id: string, askedBy: string[] = []) =>
  app.app.get(PromptsService).pick({ type: 'estimation', forAccounts: [], avoid: [], wanted: id, askedBy });
/** Two others find it good, and the first of them has interviewed with it. */
const approve = async (id: string, version: number): Promise<Someone[]> => {
  const reviewers = [await newAccount(app, { name: 'Ben' }), await newAccount(app, { name: 'Cleo' })];
  hosts.add(reviewers[0]?.account ?? '');
  for (const each of reviewers) {
    expect((await open(each, id)).status).toBe(200);
    expect((await judge(each, id, version, 'good')).status).toBe(204);
  }
  return reviewers;
};

describe('a draft', () => {
  it('begins with a place for everything, is stored unfinished, and says what is missing when it is to be used', async () => {
    const ana = await newAccount(app);
    const id = await begin(ana, 'Über den Fluss!');
    expect(id).toMatch(/^u-ber-den-fluss-[0-9a-f]{10}$/);
    const { body } = await ask<{ content: PromptDraft; rev: number; desk: Desk }>(ana, 'GET', at(id));
    expect(body.rev).toBe(1);
    expect(body.content).toMatchObject({ title: 'Über den Fluss!', estimation: { formula: 'a * b' } });
    expect(body.desk.standing).toMatchObject({ state: 'draft', version: null, isChanged: true });

    const refused = await ask(ana, 'POST', at(id, '/use'), { rev: 1 });
    expect([refused.status, refused.body.code]).toEqual([400, 'bad-input']);
    expect(refused.body.fields?.['draft.statement']).toBe('must have at least 20 characters');
    expect(await app.dataSource.query(`select 1 from prompts_version where prompt_id = $1`, [id])).toEqual([]);
    // Whoever writes it can never be asked it.
    await expect(
      app.app
        .get(PromptsService)
        .recordSeen(ana.account, id, 'played', { session: '00000000-0000-4000-8000-000000000001', round: 1 }),
    ).rejects.toMatchObject({ code: 'guide-seen' });
  });

  it('is stored only from the revision it was made from', async () => {
    const ana = await newAccount(app);
    const id = await begin(ana);
    const [first, second] = await Promise.all([
      save(ana, id, 1, { title: 'From the left tab' }),
      save(ana, id, 1, { title: 'From the right tab' }),
    ]);
    expect([first.status, second.status].sort()).toEqual([200, 409]);
    const loser = first.status === 409 ? first : second;
    expect(loser.body.code).toBe('conflict');
    const { body } = await ask<{ content: PromptDraft; rev: number }>(ana, 'GET', at(id));
    expect([body.rev, body.content['title']]).toEqual([
      2,
      first.status === 200 ? 'From the left tab' : 'From the right tab',
    ]);
    // A version is made of the draft that its writer sees, not of one that came from elsewhere since.
    expect((await ask(ana, 'POST', at(id, '/use'), { rev: 1 })).body.code).toBe('conflict');
  });

  it('is refused with what cannot be stored, too large, too deep or foreign', async () => {
    const ana = await newAccount(app);
    const eve = await newAccount(app);
    const id = await begin(ana);
    for (const content of [{ title: 'a\u0000b' }, { title: '\ud800' }, { 'k\u0000': 1 }, [], 'text'])
      expect((await ask(ana, 'PUT', at(id, '/draft'), { rev: 1, content })).status).toBe(400);
    const deep = `{"rev":1,"content":{"a":${'['.repeat(200)}${']'.repeat(200)}}}`;
    expect((await ask(ana, 'PUT', at(id, '/draft'), deep)).status).toBe(400);
    expect((await ask(ana, 'PUT', at(id, '/draft'), `{"rev":1,"content":{"__proto__":{"isAdmin":true}}}`)).status).toBe(
      400,
    );
    expect((await save(ana, id, 1, { statement: 'x'.repeat(200 * 1024) })).status).toBe(200);
    expect((await save(ana, id, 2, { statement: 'x'.repeat(262_130) })).status).toBe(413);
    expect((await save(ana, id, 2, { statement: 'x'.repeat(300 * 1024) })).status).toBe(413);
    expect((await save(eve, id, 2, { title: 'mine now' })).status).toBe(404);
    expect((await save(ana, id, 7, { title: 'from the future' })).status).toBe(409);
    expect((await ask(await guest(), 'POST', '/api/my-prompts', { type: 'metrics', title: 'Mine' })).status).toBe(403);
  });

  it('lists by time in pages, with where each stands', async () => {
    const ana = await newAccount(app);
    for (let n = 0; n < 9; n += 1) await begin(ana, `Number ${n}`);
    await app.dataSource.query(
      `insert into prompts_prompt select (jsonb_populate_record(null::prompts_prompt,
         to_jsonb(p) || jsonb_build_object('id', 'copy-' || n || '-' || p.id, 'no', 100000 + n))).*
       from (select * from prompts_prompt where owner = $1 limit 1) p, generate_series(1, 50) n`,
      [ana.account],
    );
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null && page < 5; page += 1) {
      const { body }: { body: { prompts: Authored[]; next: string | null } } = await ask(
        ana,
        'GET',
        `/api/my-prompts${cursor && `?cursor=${cursor}`}`,
      );
      seen.push(...body.prompts.map(({ id }) => id));
      cursor = body.next;
    }
    expect([seen.length, new Set(seen).size]).toEqual([59, 59]);
    expect((await ask(ana, 'GET', '/api/my-prompts?cursor=abc')).status).toBe(400);
  });
});

describe('used privately', () => {
  it('is found and hosted by its owner alone', async () => {
    const ana = await newAccount(app);
    const eve = await newAccount(app);
    const id = await written(ana);
    const { body } = await ask<Desk>(ana, 'POST', at(id, '/use'), { rev: 2 });
    expect(body.standing).toMatchObject({ state: 'private', version: 1, isChanged: false });
    expect(await pick(id, [ana.account])).toEqual({ prompt: id, version: 1 });
    await expect(pick(id, [eve.account])).rejects.toMatchObject({ code: 'not-found' });
    await expect(pick(id)).rejects.toMatchObject({ code: 'not-found' });
    expect((await ask(ana, 'GET', `/api/prompts/${id}`)).status).toBe(200);
    expect((await ask(eve, 'GET', `/api/prompts/${id}`)).status).toBe(404);
    // The same draft again is the same version; another one is the next.
    expect((await ask<Desk>(ana, 'POST', at(id, '/use'), { rev: 2 })).body.versions).toHaveLength(1);
    await save(ana, id, 2, { ...good, title: 'Cargo bikes, better' });
    const again = await ask<Desk>(ana, 'POST', at(id, '/use'), { rev: 3 });
    expect(again.body.versions.map(({ version }) => version)).toEqual([2, 1]);
    expect((await app.app.get(PromptsService).guide({ prompt: id, version: 1 })).title).toBe('Cargo bikes again');
  });
});

describe('review', () => {
  it('needs two others, one of whom has played it, and then its writer publishes it', async () => {
    const ana = await newAccount(app, { name: 'Ana' });
    const [ben, cleo] = [await newAccount(app, { name: 'Ben' }), await newAccount(app, { name: 'Cleo' })];
    const id = await written(ana);
    expect((await sendOff(ana, id)).body.standing).toMatchObject({
      state: 'in-review',
      version: null,
      reviewVersion: 1,
    });
    expect((await sendOff(ana, id)).body.code).toBe('not-now');
    expect((await open(ana, id)).status).toBe(404);
    expect((await judge(ben, id, 1, 'good')).body.code).toBe('not-now');

    // To play it somebody hosts with it: its writer, and whoever has begun to review it.
    await expect(pick(id, [ben.account])).rejects.toMatchObject({ code: 'not-found' });
    expect(await pick(id, [ana.account])).toEqual({ prompt: id, version: 1 });
    const { body } = await open(ben, id);
    expect(body.facts).toHaveLength(source.facts.length);
    expect(await pick(id, [ben.account])).toEqual({ prompt: id, version: 1 });
    expect(
      await app.dataSource.query(`select how from prompts_seen where account_id = $1 and prompt_id = $2`, [
        ben.account,
        id,
      ]),
    ).toEqual([{ how: 'guide' }]);

    const half = await judge(ben, id, 1, 'good', { checks: reviewChecks.slice(1) });
    expect(half.body.fields).toHaveProperty(['body.checks']);
    expect((await judge(ben, id, 1, 'good')).status).toBe(204);
    expect((await publish(ana, id, 1)).body.code).toBe('not-now');
    await open(cleo, id);
    expect((await judge(cleo, id, 1, 'good', { words: 'Ready.' })).status).toBe(204);
    expect((await publish(ana, id, 1)).body.code).toBe('not-now');

    hosts.add(cleo.account);
    const { desk } = (await ask<{ desk: Desk }>(ana, 'GET', at(id))).body;
    expect(desk.canPublish).toBe(true);
    expect(desk.verdicts.map(({ reviewer, played }: Verdict) => [reviewer, played])).toEqual([
      ['Ben', false],
      ['Cleo', true],
    ]);
    expect((await publish(ben, id, 1)).status).toBe(404);
    expect((await publish(ana, id, 2)).body.code).toBe('not-now');
    expect((await publish(ana, id, 1)).body.standing).toMatchObject({
      state: 'public',
      version: 1,
      reviewVersion: null,
    });
    expect((await ask(null, 'GET', `/api/prompts/${id}`)).status).toBe(200);
    expect(await pick(id)).toEqual({ prompt: id, version: 1 });
    expect((await publish(ana, id, 1)).body.code).toBe('already-done');
  });

  it('counts whoever was asked it since this version was made', async () => {
    const ana = await newAccount(app);
    const tom = await newAccount(app);
    const id = await written(ana);
    await sendOff(ana, id);
    await app.app
      .get(PromptsService)
      .recordSeen(tom.account, id, 'played', { session: '00000000-0000-4000-8000-000000000002', round: 1 });
    const { body } = await ask<{ played: boolean }>(tom, 'GET', `/api/reviews/${id}`);
    expect(body.played).toBe(true);
    await open(tom, id);
    await judge(tom, id, 1, 'good');
    expect((await ask<{ desk: Desk }>(ana, 'GET', at(id))).body.desk.verdicts[0]).toMatchObject({ played: true });
  });

  it('sends back what has to change, and takes it again only when something has', async () => {
    const ana = await newAccount(app);
    const ben = await newAccount(app, { name: 'Ben' });
    const id = await written(ana);
    await sendOff(ana, id);
    await open(ben, id);
    expect((await judge(ben, id, 1, 'change', { words: 'No.' })).status).toBe(400);
    expect((await judge(ben, id, 1, 'change', { checks: ['fair'] })).status).toBe(204);
    const { desk } = (await ask<{ desk: Desk }>(ana, 'GET', at(id))).body;
    expect(desk.standing).toMatchObject({ state: 'draft', reviewVersion: null });
    expect(desk.verdicts).toMatchObject([
      { reviewer: 'Ben', verdict: 'change', words: 'The second fact contradicts the first.', checks: ['fair'] },
    ]);
    expect((await judge(ben, id, 1, 'good')).status).toBe(404);
    expect((await sendOff(ana, id)).body.code).toBe('not-now');
    await save(ana, id, 2, { ...good, title: 'Cargo bikes, mended' });
    expect((await sendOff(ana, id, 3)).body.standing).toMatchObject({ reviewVersion: 2 });
    expect((await ask(ana, 'DELETE', at(id, '/review'))).status).toBe(200);
    expect((await ask(ana, 'DELETE', at(id, '/review'))).body.code).toBe('already-done');
  });

  it('keeps what is offered until the new version is published, and sessions keep theirs for ever', async () => {
    const ana = await newAccount(app);
    const id = await written(ana);
    await sendOff(ana, id);
    await approve(id, 1);
    await publish(ana, id, 1);
    expect((await sendOff(ana, id)).body.code).toBe('not-now');
    await save(ana, id, 2, { ...good, title: 'Cargo bikes, second edition' });
    expect((await ask(ana, 'POST', at(id, '/use'), { rev: 3 })).body.code).toBe('not-now');
    expect((await sendOff(ana, id, 3)).body.standing).toMatchObject({ state: 'public', version: 1, reviewVersion: 2 });
    expect((await pick(id)).version).toBe(1);
    expect((await pick(id, [ana.account])).version).toBe(2);
    const read = await ask(null, 'GET', `/api/prompts/${id}`);
    expect(read.text).not.toContain('second edition');
    await approve(id, 2);
    expect((await publish(ana, id, 2)).body.standing).toMatchObject({ version: 2 });
    expect((await pick(id)).version).toBe(2);
    expect((await app.app.get(PromptsService).guide({ prompt: id, version: 1 })).title).toBe('Cargo bikes again');
  });

  it('publishes once, and never together with a verdict that sends it back', async () => {
    for (let i = 0; i < 6; i += 1) {
      const ana = await newAccount(app);
      const id = await written(ana);
      await sendOff(ana, id);
      const [ben] = await approve(id, 1);
      const both = await Promise.all([publish(ana, id, 1), publish(ana, id, 1)]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      await save(ana, id, 2, { ...good, title: `Edition ${i}` });
      await sendOff(ana, id, 3);
      await approve(id, 2);
      await open(ben as Someone, id);
      const [published, sentBack] = await Promise.all([publish(ana, id, 2), judge(ben as Someone, id, 2, 'change')]);
      expect([published.status < 300, sentBack.status < 300].sort()).toEqual([false, true]);
      const { standing } = (await ask<{ desk: Desk }>(ana, 'GET', at(id))).body.desk;
      expect(standing).toMatchObject({ version: published.status < 300 ? 2 : 1, reviewVersion: null });
    }
  });

  it('lists what waits, longest first, without the reader’s own and without a word of the guide', async () => {
    const ana = await newAccount(app);
    const ben = await newAccount(app);
    const id = await written(ana);
    await sendOff(ana, id);
    const waiting = async (who: Someone) => {
      const { body, text } = await ask<{ prompts: { card: { id: string }; mine: string }[] }>(
        who,
        'GET',
        '/api/reviews',
      );
      return { of: body.prompts.find(({ card }) => card.id === id), text };
    };
    expect((await waiting(ana)).of).toBeUndefined();
    const { of, text } = await waiting(ben);
    expect(of).toMatchObject({ good: 0, played: false, mine: 'none' });
    for (const secret of secretsOf()) expect(text).not.toContain(secret);
    await open(ben, id);
    expect((await waiting(ben)).of).toMatchObject({ mine: 'reading' });
    expect((await ask(await guest(), 'GET', '/api/reviews')).status).toBe(403);
  });
});

describe('retiring', () => {
  it('takes a prompt out of every offer, can be undone, and old sessions still read it', async () => {
    const ana = await newAccount(app);
    const id = await written(ana);
    await sendOff(ana, id);
    await approve(id, 1);
    await publish(ana, id, 1);
    expect((await ask<Desk>(ana, 'POST', at(id, '/retire'))).body.standing.state).toBe('retired');
    expect((await ask(ana, 'GET', `/api/prompts/${id}`)).status).toBe(404);
    await expect(pick(id, [ana.account])).rejects.toMatchObject({ code: 'not-found' });
    expect((await app.app.get(PromptsService).guide({ prompt: id, version: 1 })).prompt).toBe(id);
    expect((await sendOff(ana, id)).body.code).toBe('not-now');
    expect((await ask<Desk>(ana, 'DELETE', at(id, '/retire'))).body.standing.state).toBe('public');
    expect((await ask(null, 'GET', `/api/prompts/${id}`)).status).toBe(200);
  });
});

describe('who reads what', () => {
  it('is written down for each state and viewer, and no outsider receives a word of it', async () => {
    const ana = await newAccount(app, { name: 'Ana' });
    const viewers: Record<string, Someone | null> = {
      owner: ana,
      reviewer: await newAccount(app, { name: 'Ben' }),
      admin: await admin(),
      other: await newAccount(app),
      guest: await guest(),
      stranger: null,
    };
    const outside: string[] = [];
    const table: string[] = [];
    const look = async (state: string, id: string, version: number) => {
      const probes = {
        page: ['GET', `/api/prompts/${id}`],
        draft: ['GET', at(id)],
        version: ['GET', at(id, `/versions/${version}`)],
        review: ['GET', `/api/reviews/${id}`],
        guide: ['POST', `/api/prompts/${id}/guide`, { understood: true }],
      } as const;
      for (const [probe, [method, path, body]] of Object.entries(probes)) {
        const line: string[] = [];
        for (const [name, who] of Object.entries(viewers)) {
          const { status, text } = await ask(who, method, path, body);
          line.push(`${name} ${status}`);
          const isPublic = state === 'public' || state === 'public, next in review';
          if (['other', 'guest', 'stranger'].includes(name) && !isPublic) outside.push(text);
        }
        table.push(`${state}: ${probe}: ${line.join(', ')}`);
      }
    };
    const id = await written(ana);
    await look('draft', id, 1);
    await ask(ana, 'POST', at(id, '/use'), { rev: 2 });
    await look('private', id, 1);
    await sendOff(ana, id);
    await open(viewers['reviewer'] as Someone, id);
    await look('in review', id, 1);
    await judge(viewers['reviewer'] as Someone, id, 1, 'good');
    await approve(id, 1);
    await publish(ana, id, 1);
    await ask(ana, 'POST', at(id, '/retire'));
    await look('retired', id, 1);
    await ask(ana, 'DELETE', at(id, '/retire'));
    await look('public', id, 1);
    await save(ana, id, 2, { ...good, title: 'The next edition' });
    await sendOff(ana, id, 3);
    await look('public, next in review', id, 2);
    expect(`\n${table.join('\n')}\n`).toMatchSnapshot();
    for (const list of [
      '/api/prompts',
      '/api/prompts?text=cargo',
      '/api/reviews',
      '/api/my-prompts',
      '/api/prompt-reports',
    ])
      outside.push((await ask(viewers['other'] ?? null, 'GET', list)).text);
    // The shipped prompt that it was copied from shows its card and statement to everybody.
    const all = outside.join('\n');
    for (const secret of secretsOf()) expect([secret, all.includes(secret)]).toEqual([secret, false]);
    expect(secretsOf().length).toBeGreaterThan(40);
  });

  it('puts no word of an unpublished prompt where a typo is corrected', async () => {
    const ana = await newAccount(app);
    const id = await written(ana, { ...good, title: 'Quixotrope bikes' });
    await ask(ana, 'POST', at(id, '/use'), { rev: 2 });
    await sendOff(ana, id);
    const known = () => app.dataSource.query(`select 1 from prompts_word where word = 'quixotrope'`);
    expect(await known()).toEqual([]);
    await approve(id, 1);
    await publish(ana, id, 1);
    expect(await known()).toHaveLength(1);
  });
});

describe('reports', () => {
  const report = (who: Someone, id: string, kind = 'faulty') =>
    ask<{ id: string }>(who, 'POST', `/api/prompts/${id}/reports`, { kind, words: 'The totals do not add up.' });
  const list = async (who: Someone) =>
    (
      await ask<{ toAnswer: { id: string; prompt: string }[]; mine: { answer: string | null }[] }>(
        who,
        'GET',
        '/api/prompt-reports',
      )
    ).body;

  it('reach the writer, once while one is open, and the answer comes back', async () => {
    const ana = await newAccount(app);
    const [ben, eve] = [await newAccount(app), await newAccount(app)];
    const id = await written(ana);
    expect((await report(ben, id)).status).toBe(404);
    await sendOff(ana, id);
    await approve(id, 1);
    await publish(ana, id, 1);
    expect((await report(ana, id)).body.code).toBe('not-now');
    const [first, second] = await Promise.all([report(ben, id), report(ben, id)]);
    expect([first.status, second.status].sort()).toEqual([200, 409]);
    const open = (await list(ana)).toAnswer;
    expect(open.map(({ prompt }) => prompt)).toEqual([id]);
    expect((await list(eve)).toAnswer).toEqual([]);
    const answer = (who: Someone) =>
      ask(who, 'POST', `/api/prompt-reports/${open[0]?.id}`, { answer: 'Mended in version 2.' });
    expect((await answer(eve)).status).toBe(404);
    expect((await answer(ana)).status).toBe(204);
    expect((await answer(ana)).body.code).toBe('already-done');
    expect((await list(ana)).toAnswer).toEqual([]);
    expect((await list(ben)).mine).toMatchObject([{ answer: 'Mended in version 2.' }]);
    expect((await report(ben, id)).status).toBe(200);
  });

  it('of what came with the server reach admins; ten a day are taken', async () => {
    const boss = await admin();
    const ben = await newAccount(app);
    const shipped = await loadShippedPrompts('libs/prompt-bank/prompts');
    const ids = shipped.slice(0, 11).map(({ id }) => id);
    const answers = await Promise.all(ids.slice(0, 9).map((id) => report(ben, id, 'leaked')));
    expect(answers.map(({ status }) => status)).toEqual(ids.slice(0, 9).map(() => 200));
    const last = await Promise.all(ids.slice(9).map((id) => report(ben, id)));
    expect(last.map(({ status }) => status).sort()).toEqual([200, 429]);
    expect((await list(boss)).toAnswer.length).toBeGreaterThanOrEqual(10);
    expect((await list(ben)).toAnswer).toEqual([]);
    expect((await report(await guest(), ids[0] ?? '')).status).toBe(403);
  });
});

/** Sentences of the guide that stand in nothing that anybody may read. */
function secretsOf(): string[] {
  const { card: _card, ...guide } = { ...guideOf(source), card: null };
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string' && value.length > 30 && value !== source.statement)
      found.push(JSON.stringify(value).slice(1, -1));
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk(guide);
  return found;
}
