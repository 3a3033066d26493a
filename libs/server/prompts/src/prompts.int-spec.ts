import { setTimeout as sleep } from 'node:timers/promises';
import type { Guide, PromptCard } from '@debrief/contracts';
import { guideOf, loadShippedPrompts, type Prompt } from '@debrief/prompt-bank';
import { AccountsModule, AccountsService } from '@debrief/server/accounts';
import { newAccount } from '@debrief/server/accounts/testing';
import { AccountLinks } from '@debrief/server/platform';
import { bootApp, type TestApp } from '@debrief/server/platform/testing';
import { Bank } from './bank';
import { PromptsModule, PromptsService } from './index';

jest.setTimeout(60_000);

const LOANS = 'longer-loans';
const ROUND = { session: '00000000-0000-4000-8000-000000000001', round: 1 };
let app: TestApp;
let prompts: PromptsService;
beforeAll(async () => {
  app = await bootApp({ imports: [AccountsModule, PromptsModule], settings: { trustProxy: 1 } });
  prompts = app.app.get(PromptsService);
});
afterAll(() => app.close());

const list = async (query = '', cookie?: string) => {
  const { body, status } = await app.call('GET', `/api/prompts${query}`, cookie ? { cookie } : {});
  expect(status).toBe(200);
  return (body as { prompts: PromptCard[]; total: number }).prompts;
};
const openGuide = (cookie?: string, prompt = LOANS, body: unknown = { understood: true }) =>
  app.call('POST', `/api/prompts/${prompt}/guide`, { body, ...(cookie ? { cookie } : {}) });
const seenRows = (account: string) =>
  app.dataSource.query(`select prompt_id, how from prompts_seen where account_id = $1 order by 1, 2`, [account]);

describe('the library', () => {
  it('shows cards to anybody, filtered', async () => {
    const all = await list();
    expect(all.length).toBeGreaterThanOrEqual(6);
    expect(all.every(({ mine }) => mine === 'open')).toBe(true);
    expect((await list('?type=estimation')).every(({ type }) => type === 'estimation')).toBe(true);
    expect((await list('?type=estimation&length=long')).length).toBe(0);
    expect((await list('?text=LOANS%20longer')).map(({ id }) => id)).toEqual([LOANS]);
    expect(await list('?text=qqqxyzzy')).toEqual([]);
    expect((await app.call('GET', '/api/prompts?type=poetry')).status).toBe(400);
    expect((await app.call('GET', '/api/prompts?text=%00')).status).toBe(400);
  });

  it('finds unfinished words, and what a typo meant, and says so', async () => {
    const find = async (text: string) =>
      (await app.call('GET', `/api/prompts?text=${encodeURIComponent(text)}`)).body as {
        prompts: PromptCard[];
        meant: string | null;
      };
    expect((await find('longer loa')).prompts[0]?.id).toBe(LOANS);
    const typo = await find('longerr');
    expect(typo.meant).toContain('longer');
    expect((await find('longerr')).prompts.some(({ id }) => id === LOANS)).toBe(true);
    for (const odd of ['"', '-', "'", '" or & | !', ':*', 'a:*', '<->', '\\', '%', 'the'])
      expect(Array.isArray((await find(odd)).prompts)).toBe(true);
    expect((await app.call('GET', '/api/prompts?after=nonsense')).status).toBe(400);
    const place = Buffer.from(JSON.stringify(['a title', 'an-id'])).toString('base64url');
    expect((await app.call('GET', `/api/prompts?after=${place}`)).status).toBe(200);
    for (const order of ['used', 'newest'])
      expect((await app.call('GET', `/api/prompts?order=${order}&after=${place}`)).status).toBe(400);
  });

  describe('a search', () => {
    type Found = { prompts: PromptCard[]; total: number; isMore: boolean; next: string | null; meant: string | null };
    const find = async (query: string, cookie?: string) =>
      (await app.call('GET', `/api/prompts?${query}`, cookie ? { cookie } : {})).body as Found;
    const ids = async (query: string, cookie?: string) => (await find(query, cookie)).prompts.map(({ id }) => id);
    const text = encodeURIComponent;
    /** Copies of a prompt under a text of their own. */
    const write = (prefix: string, many: number, title: string, statement: string) =>
      app.dataSource.query(
        `with words as (insert into prompts_word select distinct lower(w) from regexp_split_to_table($3 || ' ' || $4, ' ') w order by 1 on conflict do nothing)
         insert into prompts_prompt (id, status, visibility, version, title, type, subtype, domain, difficulty, styles, skills, has_long, card, words)
         select $2 || '-' || i, 'published', 'public', 1, $3, type, subtype, 'searches', difficulty, styles, skills, has_long,
           card || jsonb_build_object('id', $2 || '-' || i), setweight(to_tsvector('english', $3), 'A') || setweight(to_tsvector('english', $4), 'C')
         from prompts_prompt, generate_series(1, $5::int) i where id = $1`,
        [LOANS, prefix, title, statement, many],
      );
    afterEach(() => app.dataSource.query(`delete from prompts_prompt where domain = 'searches'`));

    it('wants every word, puts those of a title first, and knows word forms', async () => {
      await write('body', 3, 'Nothing of it', 'wombats were crossing a causeway');
      await write('title', 1, 'Wombat causeway', 'crossing by night');
      expect(await ids('text=wombat')).toEqual(['title-1', 'body-3', 'body-2', 'body-1']);
      expect((await ids('text=wombats%20causeways'))[0]).toBe('title-1');
      expect(await ids('text=wombat%20night')).toEqual(['title-1']);
      expect(await ids(`text=${text('"crossing a causeway"')}`)).toHaveLength(3);
      expect(await ids(`text=${text('wombat -night')}`)).toHaveLength(3);
      expect(await ids(`text=${text('the wombat')}`)).toHaveLength(4);
    });

    it('finishes the last word: in titles from its first letter, in texts from its third', async () => {
      await write('unfinished', 1, 'Quokka', 'about zyzzyvas only');
      expect(await ids('text=q')).toContain('unfinished-1');
      expect(await ids('text=qu')).toContain('unfinished-1');
      expect(await ids('text=quokka%20zyz')).toEqual(['unfinished-1']);
      expect(await ids('text=zy')).toEqual([]);
    });

    it.each([
      ['one letter wrong', 'causewey'],
      ['one missing', 'causway'],
      ['one too many', 'causseway'],
      ['two swapped', 'cuaseway'],
      ['two swapped at the end of a short word', 'laons'],
    ])('reads a typo: %s', async (_, typo) => {
      await write('typo', 2, 'Causeway', 'of loans');
      const { meant, prompts: found } = await find(`text=${typo}`);
      expect([meant, found.length > 1]).toEqual([typo === 'laons' ? 'loans' : 'causeway', true]);
    });

    it('changes only the words that nothing has, to ones that something has', async () => {
      await write('typo', 1, 'Causeway', 'a ferryman in it');
      expect((await find('text=ferryman%20causewya')).meant).toBe('ferryman causeway');
      await app.dataSource.query(`update prompts_prompt set status = 'retired' where domain = 'searches'`);
      expect((await find('text=causewya')).meant).not.toBe('causeway');
    });

    it('finds in the transaction that publishes, and no longer in the one that retires', async () => {
      await write('moment', 1, 'Axolotl', 'of it');
      expect(await ids('text=axolotl')).toEqual(['moment-1']);
      for (const [change, found] of [
        [`status = 'retired'`, []],
        [`status = 'published'`, ['moment-1']],
        [`visibility = 'private'`, []],
        [`visibility = 'public', words = to_tsvector('english', 'capybara')`, []],
      ] as const) {
        await app.dataSource.query(`update prompts_prompt set ${change} where id = 'moment-1'`);
        expect([change, await ids('text=axolotl%20')]).toEqual([change, found]);
      }
      expect(await ids('text=capybara')).toEqual(['moment-1']);
      await app.dataSource.query(`delete from prompts_prompt where domain = 'searches'`);
      expect(await app.dataSource.query(`select 1 from prompts_posting where word in ('capybara', 'axolotl')`)).toEqual(
        [],
      );
    });

    it('goes with every filter, and both ways with what the reader has seen', async () => {
      await write('kinds', 2, 'Numbat', 'of it');
      const card = (await find('text=numbat')).prompts[0]!;
      for (const [filter, other] of [
        [`type=${card.type}`, 'type=estimation'],
        [`subtype=${card.subtype}`, 'subtype=none'],
        [`difficulty=${card.difficulty}`, `difficulty=${card.difficulty === 'easy' ? 'hard' : 'easy'}`],
        [`style=${card.styles[0]}`, 'style=none'],
        ['domain=searches', 'domain=none'],
        ['length=long', 'skill=none'],
        ['length=short', 'favourites=true'],
      ]) {
        expect([filter, await ids(`text=numbat&${filter}`)]).toEqual([filter, ['kinds-2', 'kinds-1']]);
        expect([other, await ids(`text=numbat&${other}`)]).toEqual([other, []]);
      }
      const { cookie, account } = await newAccount(app);
      await prompts.recordSeen(account, 'kinds-1', 'played', ROUND);
      for (const query of ['text=numbat&', 'domain=searches&']) {
        expect(await ids(`${query}seen=true`, cookie)).toEqual(['kinds-1']);
        expect(await ids(`${query}unseen=true`, cookie)).toEqual(['kinds-2']);
        expect(await ids(`${query}seen=true`)).toEqual([]);
      }
    });

    it('pages by how well texts fit, none twice or missed while better ones are added', async () => {
      await write('pages', 60, 'Bandicoot', 'of it');
      await write('rest', 60, 'Nothing', 'a bandicoot in it');
      const found: string[] = [];
      for (let after = '', page = 0; page < 9; page += 1) {
        const { prompts: rows, next, total } = await find(`text=bandicoot${after && `&after=${after}`}`);
        expect(total).toBeGreaterThanOrEqual(120);
        found.push(...rows.map(({ id }) => id));
        await write(`new${page}`, 1, 'Bandicoot bandicoot', 'bandicoot');
        if (!next) break;
        after = next;
      }
      expect(new Set(found).size).toBe(found.length);
      expect(found.filter((id) => /^(pages|rest)-/.test(id))).toHaveLength(120);
      expect((await app.call('GET', '/api/prompts?text=bandicoot&after=nonsense')).status).toBe(400);
    });

    it('finds the few that have two words which are common each', async () => {
      await write('left', 1600, 'Potoroo', 'of it');
      await write('right', 1600, 'Nothing', 'about bilbies');
      await write('both', 2, 'Nothing', 'a potoroo and bilbies');
      expect((await ids('text=potoroo%20bilbies')).sort()).toEqual(['both-1', 'both-2']);
      expect(await find('text=potoroo')).toMatchObject({ total: 500, isMore: true });
    });

    it('offers for a round all that a text finds, however many pages of the library that are', async () => {
      await write('offered', 65, 'Quoll', 'by night');
      const [{ type }] = (await find('text=quoll')).prompts as [PromptCard];
      for (const text of ['quoll', 'quoll night', 'quoll nihgt'])
        expect([text, (await prompts.choices(type, null, text)).length]).toEqual([text, 65]);
    });

    it('says that there may be more only where a way to finish the word has brought less than it has', async () => {
      for (let letter = 0; letter < 26; letter += 1)
        await write(`end${letter}`, 1, `Kultarr${String.fromCharCode(97 + letter).repeat(2)}`, 'of it');
      await write('whole', 35, 'Kultarr', 'of it');
      expect(await find('text=kult')).toMatchObject({ total: 61, isMore: false });
      await write('further', 20, 'Kultarr', 'of it');
      expect(await find('text=kult')).toMatchObject({ total: 66, isMore: true });
      expect(await find('text=kultarr.')).toMatchObject({ total: 55, isMore: false });
    });
  });

  it.each(['title', 'newest', 'used'])('pages by %s, no row twice or missed while rows are added', async (order) => {
    await app.dataSource.query(
      `insert into prompts_prompt (id, status, visibility, version, title, type, subtype, domain, difficulty, styles, skills, has_long, card, words)
       select 'page-${order}-' || i, 'published', 'public', 1, 'Same title', type, subtype, 'pages', difficulty, styles, skills,
         has_long, card || jsonb_build_object('id', 'page-${order}-' || i), words
       from prompts_prompt, generate_series(1, 120) i where id = $1`,
      [LOANS],
    );
    const found: string[] = [];
    for (let after = '', page = 0; page < 9; page += 1) {
      const { body } = await app.call('GET', `/api/prompts?domain=pages&order=${order}${after && `&after=${after}`}`);
      const { prompts: rows, next, total } = body as { prompts: PromptCard[]; next: string | null; total: number };
      expect(total).toBeGreaterThanOrEqual(120);
      found.push(...rows.map(({ id }) => id));
      await app.dataSource.query(
        `insert into prompts_prompt (id, status, visibility, version, title, type, subtype, domain, difficulty, styles, skills, has_long, card, words)
         select 'page-${order}-new-' || $2::int, status, visibility, version, 'A title before all', type, subtype, 'pages', difficulty,
           styles, skills, has_long, card || jsonb_build_object('id', 'page-${order}-new-' || $2::int), words
         from prompts_prompt where id = $1`,
        [LOANS, page],
      );
      if (!next) break;
      after = next;
    }
    expect(new Set(found).size).toBe(found.length);
    expect(found.filter((id) => /^page-[a-z]+-\d+$/.test(id))).toHaveLength(120);
    await app.dataSource.query(`delete from prompts_prompt where domain = 'pages'`);
  });

  it('keeps favourites of an account, and whoever avoids a prompt is not asked it', async () => {
    const { account, cookie } = await newAccount(app);
    const choose = (body: object) => app.call('PUT', `/api/prompts/cargo-bikes/choice`, { body, cookie });
    expect((await choose({ favourite: true })).body).toEqual({ favourite: true, avoid: false });
    expect((await list('?favourites=true', cookie)).map(({ id }) => id)).toEqual(['cargo-bikes']);
    expect(await list('?favourites=true')).toEqual([]);
    expect((await choose({ favourite: false, avoid: true })).body).toEqual({ favourite: false, avoid: true });
    expect((await prompts.choices('estimation', account)).some(({ id }) => id === 'cargo-bikes')).toBe(false);
    const ask = { type: 'estimation' as const, forAccounts: [account], avoid: [] };
    for (let i = 0; i < 30; i += 1) expect((await prompts.pick(ask)).prompt).not.toBe('cargo-bikes');
    await expect(prompts.pick({ ...ask, wanted: 'cargo-bikes' })).rejects.toMatchObject({ code: 'guide-seen' });
    await choose({ avoid: false });
    expect((await prompts.pick({ ...ask, wanted: 'cargo-bikes' })).prompt).toBe('cargo-bikes');
  });

  it('counts a use with the round in which it appeared, and none when that fails', async () => {
    const uses = async () => ((await app.call('GET', '/api/prompts/cargo-bikes')).body as { uses: number }).uses;
    const before = await uses();
    await prompts.recordSeen('user-of-it', 'cargo-bikes', 'played', ROUND);
    await prompts.recordSeen('reader-of-it', 'cargo-bikes', 'guide', ROUND);
    await expect(prompts.recordSeen('reader-of-it', 'cargo-bikes', 'played', ROUND)).rejects.toThrow();
    expect(await uses()).toBe(before + 1);
  });

  it('says with the whole library what its menus hold, and with a prompt what it weighs', async () => {
    const { menus } = (await app.call('GET', '/api/prompts')).body as { menus: Record<string, string[]> };
    const all = (await app.dataSource.query(
      `select distinct domain from prompts_prompt where status = 'published' and visibility = 'public'`,
    )) as { domain: string }[];
    expect([...(menus['domain'] ?? [])].sort()).toEqual(all.map(({ domain }) => domain).sort());
    expect(menus['skill']).toContain('COMM');
    expect(menus['style']).toContain('startup');
    expect(menus['subtype']?.every((each) => each.includes('.'))).toBe(true);
    expect((await app.call('GET', '/api/prompts?type=metrics')).body).not.toHaveProperty('menus');
    const { skills } = (await app.call('GET', `/api/prompts/${LOANS}`)).body as { skills: { share: number }[] };
    expect(skills.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  it('offers for a round what fits some words, without what the candidate knows or avoids', async () => {
    const { account, cookie } = await newAccount(app);
    const idsOf = async (text: string) => (await prompts.choices('estimation', account, text)).map(({ id }) => id);
    expect(await idsOf('cargo bikes')).toContain('cargo-bikes');
    expect(await idsOf('cargo bieks')).toContain('cargo-bikes');
    await app.call('PUT', '/api/prompts/cargo-bikes/choice', { body: { avoid: true }, cookie });
    expect(await idsOf('cargo bikes')).not.toContain('cargo-bikes');
    expect((await prompts.choices('metrics', account, 'cargo bikes')).map(({ id }) => id)).not.toContain('cargo-bikes');
  });

  it('shows a version in review to its writer, and to nobody else', async () => {
    const { account, cookie } = await newAccount(app);
    const other = await newAccount(app);
    await app.dataSource.query(
      `with text as (insert into prompts_version (prompt_id, version, content, hash)
         select 'mine', 1, content || '{"id": "mine"}', hash from prompts_version where prompt_id = $1 limit 1)
       insert into prompts_prompt (id, owner, status, review_version, title, type, subtype, domain, difficulty, styles, skills, has_long, card, words)
       select 'mine', $2, 'in-review', 1, title, type, subtype, domain, difficulty, styles, skills, has_long, card, words
       from prompts_prompt where id = $1`,
      [LOANS, account],
    );
    expect((await app.call('GET', '/api/prompts/mine', { cookie })).body).toMatchObject({
      card: { title: 'Longer loans' },
    });
    for (const reader of [other.cookie, undefined])
      expect((await app.call('GET', '/api/prompts/mine', reader ? { cookie: reader } : {})).status).toBe(404);
    expect((await list('?text=longer%20loans', cookie)).map(({ id }) => id)).toEqual([LOANS]);
  });

  it('answers a rubric of each kind and 404 for a prompt that is not there', async () => {
    const { body } = await app.call('GET', '/api/rubrics/technical');
    expect((body as { dimensions: { weight: number }[] }).dimensions.reduce((sum, { weight }) => sum + weight, 0)).toBe(
      100,
    );
    expect((await app.call('GET', '/api/prompts/no-such-prompt')).status).toBe(404);
    expect((await app.call('GET', '/api/prompts/..%2f..')).status).toBe(400);
  });

  it('lets out no sentence of any guide but the statement', async () => {
    const shipped = await loadShippedPrompts('libs/prompt-bank/prompts');
    const { cookie } = await newAccount(app);
    let leaked = JSON.stringify(await list('', cookie));
    for (const { id } of shipped)
      leaked += JSON.stringify((await app.call('GET', `/api/prompts/${id}`, { cookie })).body);
    for (const secret of shipped.flatMap(secretsOf)) expect([secret, leaked.includes(secret)]).toEqual([secret, false]);
    expect(shipped.flatMap(secretsOf).length).toBeGreaterThan(300);
  });
});

describe('a guide outside a session', () => {
  it('is for accounts that have said they understand, and is remembered', async () => {
    expect((await openGuide()).status).toBe(401);
    const { cookie, account } = await newAccount(app);
    expect((await openGuide(cookie, LOANS, {})).status).toBe(400);
    expect(await seenRows(account)).toEqual([]);

    const { status, body } = await openGuide(cookie);
    expect(status).toBe(200);
    expect((body as Guide).facts.length).toBeGreaterThan(5);
    expect(await seenRows(account)).toEqual([{ prompt_id: LOANS, how: 'guide' }]);
    expect((await list('?text=longer%20loans', cookie))[0]?.mine).toBe('guide-seen');
    expect((await list('?unseen=true', cookie)).some(({ id }) => id === LOANS)).toBe(false);
    const read = (await app.call('GET', `/api/prompts/${LOANS}`, { cookie })).body;
    expect(read).toMatchObject({ guideSeenAt: expect.stringMatching(/Z$/) });
    expect((await openGuide(cookie)).status).toBe(200);
  });

  it('is not for guests', async () => {
    const reply = { header: jest.fn(), request: { ip: '10.2.0.1', headers: {} } };
    await app.app.get(AccountsService).makeGuest('Gus', reply as never);
    const cookie = String(reply.header.mock.calls[0]?.[1]).split(';')[0];
    expect((await openGuide(cookie)).status).toBe(403);
  });

  it('is not sent when it cannot be recorded first', async () => {
    const { cookie } = await newAccount(app);
    await app.dataSource.query(`alter table prompts_seen rename to prompts_seen_gone`);
    const { status, body } = await openGuide(cookie);
    await app.dataSource.query(`alter table prompts_seen_gone rename to prompts_seen`);
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('facts');
  });

  it('is refused to somebody who is being asked that prompt, and leaves no trace', async () => {
    const { cookie, account } = await newAccount(app);
    prompts.refuseGuide((who, prompt) => Promise.resolve(who === account && prompt === LOANS));
    const { status, body } = await openGuide(cookie);
    expect([status, (body as { code: string }).code]).toEqual([409, 'not-now']);
    expect(await seenRows(account)).toEqual([]);
    expect((await openGuide(cookie, 'cargo-bikes')).status).toBe(200);
  });
});

describe('choosing', () => {
  const pick = (account: string, more: object = {}) =>
    prompts.pick({ type: 'estimation', forAccounts: [account], avoid: [], ...more });

  it('never takes what the candidate has played or read the guide of', async () => {
    const { account, cookie } = await newAccount(app);
    const all = (await list('?type=estimation')).map(({ id }) => id).sort();
    const picked = new Set<string>();
    for (let i = 0; i < 400; i += 1) picked.add((await pick(account)).prompt);
    expect([...picked].sort()).toEqual(all);

    await openGuide(cookie, all[0]);
    for (let i = 0; i < 30; i += 1) expect((await pick(account)).prompt).not.toBe(all[0]);
    await expect(pick(account, { wanted: all[0] })).rejects.toMatchObject({ code: 'guide-seen' });
    expect((await prompts.choices('estimation', account)).map(({ id }) => id).sort()).toEqual(all.slice(1));
    expect(await prompts.hasSeen(account, all[0] ?? '')).toBe(true);

    for (const id of all.slice(1)) await prompts.recordSeen(account, id, 'played', ROUND);
    await expect(pick(account)).rejects.toMatchObject({ code: 'not-found' });
    expect((await list('?type=estimation', cookie)).map(({ mine }) => mine).sort()).toEqual([
      'guide-seen',
      ...all.slice(1).map(() => 'played'),
    ]);
  });

  it('takes the wanted one when it fits', async () => {
    const { account } = await newAccount(app);
    expect((await pick(account, { wanted: 'cargo-bikes' })).prompt).toBe('cargo-bikes');
    await expect(pick(account, { wanted: 'cargo-bikes', avoid: ['cargo-bikes'] })).rejects.toMatchObject({
      code: 'guide-seen',
    });
    await expect(pick(account, { wanted: LOANS })).rejects.toMatchObject({ code: 'bad-input' });
    await expect(pick(account, { wanted: 'none' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('lets either the guide or the round win, never both', async () => {
    for (let i = 0; i < 20; i += 1) {
      const account = `racer-${i}`;
      const running = new Set<string>();
      const service = app.app.get(PromptsService);
      service.refuseGuide((who) => Promise.resolve(who === account && running.has(who)));
      const start = app.dataSource.transaction(async (manager) => {
        if (i % 2) await sleep(2);
        await service.recordSeen(account, LOANS, 'played', ROUND, manager);
        await sleep(1);
        running.add(account);
      });
      const [round, guide] = await Promise.allSettled([start, service.openGuide(account, LOANS)]);
      expect([round.status, guide.status].sort()).toEqual(['fulfilled', 'rejected']);
    }
  });
});

it('hands out facts, twists, nudges and probes of the pinned version, and nothing for unknown keys', async () => {
  const version = { prompt: LOANS, version: 1 };
  const guide = await prompts.guide(version);
  const [phase] = guide.phases;
  expect(await prompts.fact(version, guide.facts[0]?.id ?? '')).toMatchObject({ label: guide.facts[0]?.label });
  expect(await prompts.twist(version, guide.twists[0]?.id ?? '')).toEqual({ text: guide.twists[0]?.text });
  expect(await prompts.nudge(version, phase?.key ?? '')).toEqual({ text: phase?.nudge });
  expect(await prompts.probe(version, phase?.probes[0]?.id ?? '')).toBe(true);
  expect([
    await prompts.fact(version, 'none'),
    await prompts.twist(version, 'none'),
    await prompts.nudge(version, 'none'),
    await prompts.probe(version, 'none'),
  ]).toEqual([undefined, undefined, undefined, false]);
  const material = await prompts.material(version, 'short');
  expect(Object.keys(material).sort()).toEqual(['dimensions', 'phases', 'rubric', 'statement', 'title']);
  expect(material.phases.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(20);
});

it('moves what a guest knows to their account, once', async () => {
  await prompts.recordSeen('guest-1', LOANS, 'played', ROUND);
  await prompts.recordSeen('guest-1', 'cargo-bikes', 'played', ROUND);
  await prompts.recordSeen('account-1', LOANS, 'played', ROUND);
  const links = app.app.get(AccountLinks);
  for (let i = 0; i < 2; i += 1)
    await app.dataSource.transaction((manager) => links.run('guest-1', 'account-1', manager));
  expect(await seenRows('guest-1')).toEqual([]);
  expect(await seenRows('account-1')).toHaveLength(2);
});

describe('versions', () => {
  const bank = () => app.app.get(Bank);
  const shipped = () => loadShippedPrompts('libs/prompt-bank/prompts');

  it('refuse a changed text under an old number, by name, and take it under a new one', async () => {
    const [first, ...rest] = (await shipped()) as [Prompt, ...Prompt[]];
    const changed = { ...first, title: `${first.title}!` };
    await expect(bank().ship([changed, ...rest])).rejects.toThrow(`“${first.id}” has changed and is still version 1`);
    await bank().ship([{ ...changed, version: 2 }, ...rest]);
    expect(await prompts.guide({ prompt: first.id, version: 2 })).toMatchObject({ title: changed.title });
    expect(await prompts.guide({ prompt: first.id, version: 1 })).toMatchObject({ title: first.title });
  });

  it('are read from the database when this server ships another one', async () => {
    const [first] = await shipped();
    const other = await bootApp({
      imports: [AccountsModule, PromptsModule],
      databaseUrl: app.settings.databaseUrl,
    });
    try {
      const old = await other.app.get(PromptsService).guide({ prompt: first?.id ?? '', version: 2 });
      expect(old.title).toBe(`${first?.title}!`);
    } finally {
      await other.app.close();
    }
  });

  it('disappear from the library when retired, and stay readable for old sessions', async () => {
    const [first, ...rest] = (await shipped()) as [Prompt, ...Prompt[]];
    await bank().ship([{ ...first, version: 3, status: 'retired' }, ...rest]);
    expect((await list()).some(({ id }) => id === first.id)).toBe(false);
    expect((await app.call('GET', `/api/prompts/${first.id}`)).status).toBe(404);
    expect((await prompts.guide({ prompt: first.id, version: 3 })).prompt).toBe(first.id);
  });
});

/** Every sentence of a prompt that only interviewers may read, long enough not to occur by chance. */
function secretsOf(prompt: Prompt): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string' && value.length > 30 && value !== prompt.statement && value !== prompt.title)
      found.push(JSON.stringify(value).slice(1, -1));
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk(guideOf(prompt));
  return found;
}
