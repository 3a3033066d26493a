import { type PackCheck, type PackOutcome } from '@debrief/contracts';
import { loadShippedPrompts, type Pack, type Prompt, writePack } from '@debrief/prompt-bank';
import { AccountsModule } from '@debrief/server/accounts';
import { newAccount } from '@debrief/server/accounts/testing';
import { bootApp, type TestApp } from '@debrief/server/platform/testing';
import { PromptsModule, PromptsService } from '../index';
import { PackWorkshop } from './pack-workshop';

jest.setTimeout(120_000);

interface Someone {
  cookie: string;
  account: string;
}
let app: TestApp;
let shipped: Prompt[];
beforeAll(async () => {
  app = await bootApp({ imports: [AccountsModule, PromptsModule], settings: { trustProxy: 1 } });
  // A busy machine must not make an honest pack fail here.
  Object.assign(app.app.get(PackWorkshop).limits, { parse: 30_000, work: 60_000 });
  shipped = await loadShippedPrompts('libs/prompt-bank/prompts');
});
afterAll(() => app.close());

const frame = {
  name: 'From the study group',
  licence: 'CC-BY-4.0',
  provenance: { by: 'Ana Sol', from: 'Written for a study group', when: '2026-03' },
};
let counter = 0;
const named = (id: string, change: Partial<Prompt> = {}): Prompt => {
  const found = shipped.find((each) => each.id === 'cargo-bikes') as Prompt;
  return { ...structuredClone(found), id, title: `Bikes ${id}`.slice(0, 60), author: 'Ana Sol', ...change };
};
const fresh = (change: Partial<Prompt> = {}) => named(`bikes-of-spec-${(counter += 1)}`, change);
const textOf = (prompts: Prompt[], more: Partial<Pack> = {}): string =>
  writePack({ ...frame, exportedAt: '2026-03-04T05:06:07.000Z', sources: [], prompts, ...more });

const send = async <T>(who: Someone | null, path: string, body: string | Uint8Array) => {
  const answer = await app.call('POST', path, {
    ...(who && { cookie: who.cookie }),
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(body),
  });
  return { status: answer.status, body: answer.body as T };
};
const check = async (who: Someone, text: string | Uint8Array): Promise<PackCheck> => {
  const { status, body } = await send<PackCheck>(who, '/api/packs/check', text);
  expect(status).toBe(200);
  return body;
};
const bring = (who: Someone, text: string | Uint8Array, seal: string | null) =>
  send<{ prompts: PackOutcome[]; code?: string }>(who, `/api/packs?seal=${seal ?? '0'.repeat(64)}`, text);
const take = async (who: Someone, text: string): Promise<PackOutcome[]> => {
  const { seal, faults } = await check(who, text);
  expect(faults).toEqual([]);
  const { status, body } = await bring(who, text, seal);
  expect(status).toBe(200);
  return body.prompts;
};
const out = async (who: Someone, prompts: unknown, more: object = {}) => {
  const answer = await app.call('POST', '/api/packs/export', {
    cookie: who.cookie,
    body: { ...frame, prompts, ...more },
  });
  return { status: answer.status, body: answer.body as { text: string; file: string; code?: string } };
};
const counts = async () =>
  (
    await app.dataSource.query(
      `select (select count(*)::int from prompts_prompt) as prompts, (select count(*)::int from prompts_version) as versions,
        (select count(*)::int from prompts_seen) as seen`,
    )
  )[0] as object;

describe('an import', () => {
  it('shows first and stores then: for the importer alone, playable at once, its guide seen, its source told', async () => {
    const ana = await newAccount(app);
    const ben = await newAccount(app);
    const prompt = fresh();
    const text = textOf([prompt]);
    const before = await counts();
    const dry = await check(ana, text);
    expect(dry.prompts).toMatchObject([{ id: prompt.id, outcome: 'new', title: prompt.title, licence: 'CC-BY-4.0' }]);
    expect(await counts()).toEqual(before);

    expect((await bring(ana, `${text}\n# changed`, dry.seal)).body.code).toBe('conflict');
    expect(await counts()).toEqual(before);
    const done = await bring(ana, text, dry.seal);
    expect(done.body.prompts).toEqual(dry.prompts);

    const mine = { cookie: ana.cookie };
    expect((await app.call('GET', `/api/prompts/${prompt.id}`, mine)).body).toMatchObject({
      card: { mine: 'guide-seen' },
    });
    expect((await app.call('GET', `/api/prompts/${prompt.id}/source`, mine)).body).toMatchObject({
      source: { pack: frame.name, licence: frame.licence, provenance: frame.provenance },
    });
    for (const path of ['', '/source'])
      expect((await app.call('GET', `/api/prompts/${prompt.id}${path}`, { cookie: ben.cookie })).status).toBe(404);
    const ask = { type: prompt.type, avoid: [], wanted: prompt.id };
    const service = app.app.get(PromptsService);
    await expect(service.pick({ ...ask, forAccounts: [ben.account], askedBy: [ana.account] })).resolves.toEqual({
      prompt: prompt.id,
      version: 1,
    });
    await expect(service.pick({ ...ask, forAccounts: [ana.account], askedBy: [ana.account] })).rejects.toMatchObject({
      code: 'guide-seen',
    });
    await expect(service.pick({ ...ask, forAccounts: [], askedBy: [ben.account] })).rejects.toMatchObject({
      code: 'not-found',
    });

    // The old seal shows another plan than the one there would be now.
    expect((await bring(ana, text, dry.seal)).body.code).toBe('conflict');
    expect(await take(ana, text)).toMatchObject([{ outcome: 'same', id: prompt.id }]);
  });

  it('knows a newer version of mine, and gives a copy another id when the id is taken', async () => {
    const ana = await newAccount(app);
    const ben = await newAccount(app);
    const prompt = fresh();
    await take(ana, textOf([prompt]));
    const second = { ...prompt, version: 2, title: 'Bikes, said better' };
    expect(await take(ana, textOf([second]))).toMatchObject([{ outcome: 'newer', id: prompt.id, version: 2 }]);
    // An older or other text under the same number never overwrites.
    const [other] = await take(ana, textOf([{ ...prompt, title: 'Bikes, another way' }]));
    expect(other).toMatchObject({ outcome: 'copy' });

    const [copy] = await take(ben, textOf([prompt]));
    expect(copy?.outcome).toBe('copy');
    expect(copy?.id).toMatch(new RegExp(`^${prompt.id}-[0-9a-f]{12}$`));
    expect(await take(ben, textOf([prompt]))).toMatchObject([{ outcome: 'same', id: copy?.id }]);
    expect(await take(ben, textOf([second]))).toMatchObject([{ outcome: 'newer', id: copy?.id }]);
  });

  it('finds a shipped prompt here already, counts its guide as seen, and never touches it', async () => {
    const ana = await newAccount(app);
    const bikes = shipped.find(({ id }) => id === 'cargo-bikes') as Prompt;
    expect(await take(ana, textOf([bikes]))).toMatchObject([{ outcome: 'same', id: 'cargo-bikes' }]);
    expect(await app.app.get(PromptsService).hasSeen(ana.account, 'cargo-bikes')).toBe(true);
    const [copy] = await take(ana, textOf([{ ...bikes, version: 9, title: 'Taken over' }]));
    expect(copy?.outcome).toBe('copy');
    expect((await app.call('GET', '/api/prompts/cargo-bikes')).body).toMatchObject({ card: { title: bikes.title } });
  });

  it('is all or nothing, and once when asked twice at the same moment', async () => {
    const ana = await newAccount(app);
    const text = textOf([fresh(), fresh()]);
    const { seal } = await check(ana, text);
    const both = await Promise.all([bring(ana, text, seal), bring(ana, text, seal)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);

    const third = textOf([fresh(), fresh()]);
    const dry = await check(ana, third);
    const before = await counts();
    const id = dry.prompts[1]?.id;
    // Somebody takes the second id between the check and the import.
    await app.dataSource.query(
      `insert into prompts_version (prompt_id, version, content, hash) values ($1, 1, '{}', '')`,
      [id],
    );
    expect((await bring(ana, third, dry.seal)).body.code).toBe('conflict');
    await app.dataSource.query(`delete from prompts_version where prompt_id = $1`, [id]);
    expect(await counts()).toEqual(before);
  });

  it('is refused while one is asked the prompt', async () => {
    const ana = await newAccount(app);
    const bikes = shipped.find(({ id }) => id === 'left-on-the-train') as Prompt;
    app.app
      .get(PromptsService)
      .refuseGuide((account, prompt) => Promise.resolve(account === ana.account && prompt === bikes.id));
    const { seal } = await check(ana, textOf([bikes]));
    expect((await bring(ana, textOf([bikes]), seal)).body.code).toBe('not-now');
    expect((await out(ana, { shipped: true, understood: true })).body.code).toBe('not-now');
    expect(await app.app.get(PromptsService).hasSeen(ana.account, bikes.id)).toBe(false);
  });
});

describe('an export', () => {
  it('of what was imported is the pack again, but for the time', async () => {
    const ana = await newAccount(app);
    const text = textOf([fresh(), fresh()], { exportedAt: '2026-03-04T05:06:07.000Z' });
    const taken = await take(ana, text);
    const { body, status } = await out(
      ana,
      taken.map(({ id }) => id),
    );
    expect(status).toBe(200);
    expect(body.file).toBe('from-the-study-group.yaml');
    expect(body.text.replace(/^exportedAt: .*$/m, 'exportedAt: 2026-03-04T05:06:07.000Z')).toBe(text);
    const again = await out(ana, taken.map(({ id }) => id).toReversed());
    expect(again.body.text.replace(/^exportedAt: .*$/m, '')).toBe(body.text.replace(/^exportedAt: .*$/m, ''));
  });

  it('carries the licence of what came from elsewhere', async () => {
    const ana = await newAccount(app);
    const ben = await newAccount(app);
    const prompt = fresh();
    await take(ana, textOf([prompt], { name: 'The first pack', licence: 'CC-BY-SA-4.0' }));
    const { body } = await out(ana, [prompt.id]);
    expect(body.text).toContain('CC-BY-SA-4.0');
    const dry = await check(ben, body.text);
    expect(dry.prompts).toMatchObject([{ licence: 'CC-BY-SA-4.0', outcome: 'copy' }]);
    const [copy] = await take(ben, body.text);
    const source = await app.call('GET', `/api/prompts/${copy?.id}/source`, { cookie: ben.cookie });
    expect(source.body).toMatchObject({ source: { pack: 'The first pack', licence: 'CC-BY-SA-4.0' } });
  });

  it('gives no guide that was not read, and writes down who takes them all', async () => {
    const ana = await newAccount(app);
    const ben = await newAccount(app);
    const mine = fresh();
    await take(ben, textOf([mine]));
    for (const id of ['cargo-bikes', mine.id, 'no-such-prompt'])
      expect((await out(ana, [id])).body.code).toBe('not-found');
    await app.app.get(PromptsService).recordSeen(ana.account, 'longer-loans', 'played', null);
    expect((await out(ana, ['longer-loans'])).body.code).toBe('not-found');
    await app.app.get(PromptsService).openGuide(ana.account, 'cargo-bikes');
    expect((await out(ana, ['cargo-bikes'])).body.text).toContain('id: cargo-bikes');

    const all = await out(ana, { shipped: true, understood: true });
    expect(all.status).toBe(200);
    for (const { id } of shipped) expect(await app.app.get(PromptsService).hasSeen(ana.account, id)).toBe(true);
    const dry = await check(ben, all.body.text);
    expect(dry.faults).toEqual([]);
    expect(dry.prompts.every(({ outcome }) => outcome === 'same')).toBe(true);
    expect(dry.prompts.length).toBe(shipped.length);
  });
});

const MB2 = 2 * 1024 * 1024;
const filled = (line: (n: number) => string): string => {
  let text = '';
  for (let n = 0; text.length < MB2 - 200; n += 1) text += line(n);
  return text.slice(0, MB2);
};
describe('hostile files', () => {
  let ana: Someone;
  beforeAll(async () => {
    ana = await newAccount(app);
    Object.assign(app.app.get(PackWorkshop).limits, new PackWorkshop().limits);
  });
  it.each<[string, () => string | Uint8Array]>([
    ['alias bomb', () => `a: &a [x,x]\n${Array.from({ length: 30 }, (_, n) => `k${n}: &k${n} [*a,*a,*a]\n`).join('')}`],
    ['100,000 levels', () => `pack: ${'['.repeat(100_000)}`],
    ['a million dashes', () => '- '.repeat(MB2 / 2)],
    ['many keys', () => filled((n) => `k${n}: 1\n`)],
    ['many anchors', () => filled((n) => `- &a${n} x\n`)],
    ['many empty lists', () => `a: [${'[],'.repeat(600_000)}]`],
    ['many empty lines', () => '\n'.repeat(MB2)],
    ['many comments', () => '#\n'.repeat(MB2 / 2)],
    ['many documents', () => '---\n'.repeat(MB2 / 4)],
    ['many quotes', () => '"'.repeat(MB2)],
    ['many tags', () => filled(() => '- !!js/x y\n')],
    ['one scalar', () => `pack: ${'a'.repeat(MB2 - 10)}`],
    ['one block scalar', () => `pack: |\n${filled(() => ' aaaa\n').slice(0, MB2 - 20)}`],
    ['invalid UTF-8', () => Buffer.alloc(MB2, 0xff)],
    ['NUL', () => '\0'.repeat(MB2)],
    ['tabs', () => '\t'.repeat(MB2)],
    ['colons', () => ': '.repeat(MB2 / 2)],
    ['question marks', () => '? \n'.repeat(MB2 / 3)],
    ['brackets and braces', () => '{a: [b], '.repeat(200_000)],
    ['200 empty prompts', () => textOf([fresh()]).replace(/prompts:\n[^]*/, `prompts: [${'{},'.repeat(200)}]`)],
  ])('%s: refused in good time, nothing stored, others served meanwhile', async (_name, make) => {
    const text = make();
    const before = await counts();
    await app.dataSource.query(`select 1`);
    const from = performance.now();
    let longest = 0;
    let last = from;
    const pulse = setInterval(() => {
      const at = performance.now();
      longest = Math.max(longest, at - last - 5);
      last = at;
    }, 5);
    const person = await newAccount(app);
    const start = performance.now();
    const answer = await send<PackCheck>(person, '/api/packs/check', text);
    const took = Math.round(performance.now() - start);
    clearInterval(pulse);
    expect(answer.status).toBe(200);
    expect(answer.body.pack).toBeNull();
    expect(answer.body.faultCount).toBeGreaterThan(0);
    expect(answer.body.faults[0]?.line).toBeGreaterThan(0);
    expect((await bring(ana, text, null)).status).toBeGreaterThanOrEqual(400);
    expect(await counts()).toEqual(before);
    times.push(
      `${_name}: ${took} ms, others waited ${Math.round(longest)} ms. ${answer.body.faults[0]?.message ?? ''}`.slice(
        0,
        160,
      ),
    );
  });
  const times: string[] = [];
  afterAll(() => {
    if (process.env['PACK_TIMES']) process.stdout.write(`${times.join('\n')}\n`);
  });

  it('more than 2 MB does not get that far; guests and strangers do not either', async () => {
    expect((await send(ana, '/api/packs/check', 'a'.repeat(MB2 + 1))).status).toBe(413);
    expect((await send(null, '/api/packs/check', 'a')).status).toBe(401);
  });
});
