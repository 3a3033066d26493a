import { routes, type Card, type Level } from '@debrief/contracts';
import { rubrics } from '@debrief/prompt-bank';
import { Erasures, eraseWords } from '@debrief/server/live';
import { CalibrationService, Replays, type ReferenceContent } from '@debrief/server/progress';
import type { TestApp } from '@debrief/server/platform/testing';
import { eventually } from '@debrief/testing';
import { DataSource } from 'typeorm';
import { bring, hostSession, joinByLink, lockable, takeSeat, type Meeting, type Seat } from '../support/meeting';
import { newAccount, type Person } from '../support/person';
import { bootServer } from '../support/server';

const TYPE = 'estimation';
const SKILLS = [...new Set(rubrics[TYPE].dimensions.map(({ skill }) => skill))];

let server: TestApp;
let ana: Person;
let tom: Person;
beforeAll(async () => {
  server = await bootServer();
  ana = await newAccount(server.url, 'Ana');
  tom = await newAccount(server.url, 'Tom');
});
afterAll(() => server.close());

const upToDate = (on = server): Promise<void> => on.app.get(Replays).now();
const progressOf = (person: Person) => person.http(routes.getProgress, {});

/** A meeting in its interview: `host` asks, `guest` (or a guest by that name) answers. */
const begin = async (
  host: Person,
  guest: Person | string,
  mode: 'stress' | 'learning' = 'stress',
): Promise<Meeting> => {
  const { session, code } = await hostSession(host, { mode });
  const other = await joinByLink(server.url, code, guest);
  const meeting = { session, code, ana: await takeSeat(host, session), tom: await takeSeat(other, session) };
  await meeting.ana.act('brief.open', {});
  await meeting.ana.act('round.start', { round: 1 });
  return meeting;
};
const cardOf = (level: Level, over: Record<string, Level | undefined> = {}): Card => {
  const card = lockable(TYPE, 'said what the number is for', level);
  return { ...card, levels: card.levels.map((item) => ({ ...item, level: over[item.dimension] ?? item.level })) };
};
/** The candidate always finds themselves strong: if that counted anywhere, every figure here would differ. */
const lockAll = async ({ ana: lead, tom: candidate }: Pick<Meeting, 'ana' | 'tom'>, card: Card): Promise<void> => {
  await lead.act('scoring.start', { round: 1 });
  await lead.act('card.lock', { round: 1, card });
  await candidate.act('card.lock', { round: 1, card: cardOf(4) });
};
const leave = (...seats: Seat[]): void => seats.forEach(({ socket }) => socket.close());
/** A whole round in which Ana judges Tom. */
const play = async (level: Level, host = ana, guest: Person | string = tom): Promise<Meeting> => {
  const meeting = await begin(host, guest);
  await lockAll(meeting, cardOf(level));
  leave(meeting.ana, meeting.tom);
  return meeting;
};
const states = async (): Promise<unknown> => ({
  skills: await server.dataSource.query(`select * from progress_skill order by who, skill`),
  points: await server.dataSource.query(`select * from progress_point order by who, skill, session`),
  raters: await server.dataSource.query(`select * from progress_rater order by who`),
  prompts: await server.dataSource.query(`select * from progress_difficulty order by prompt`),
});

test('before any round: nothing is said of anybody, and nothing is missing from the answer', async () => {
  const nobody = await newAccount(server.url, 'Nil');
  expect(await progressOf(nobody)).toMatchObject({
    skills: [],
    types: [],
    basis: { rounds: 0, sessions: 0, cards: 0, raters: 0 },
    practice: { goal: null },
    rounds: [],
  });
  expect(await nobody.http(routes.getRater, {})).toMatchObject({
    ratings: 0,
    severity: { measurable: false, why: 'too-few', have: 0, need: 10 },
  });
  const next = await nobody.http(routes.getNextPrompts, { query: {} });
  expect(next.prompts).toHaveLength(5);
  expect(next.drill).toBeNull();
  expect(await nobody.http(routes.getAgreement, { query: {} })).toEqual({ of: 'mine', types: [] });
  expect(await nobody.http(routes.getCalibration, {})).toMatchObject({ state: { state: 'none' }, sessions: [] });
});

test('an opened round counts for its candidate and its rater, and for nobody else', async () => {
  const meeting = await begin(ana, tom);
  const [first, second] = rubrics[TYPE].dimensions;
  await lockAll(meeting, cardOf(2, { [first?.key ?? '']: 0 }));
  leave(meeting.ana, meeting.tom);
  await upToDate();

  const mine = await progressOf(tom);
  // The first dimension was not observed, and no other one of this type measures its skill.
  expect(mine.skills.map(({ skill }) => skill).sort()).toEqual(SKILLS.filter((each) => each !== first?.skill).sort());
  for (const each of [...mine.skills, ...mine.types]) {
    expect(each).toMatchObject({ sessions: 1, raters: 1, raw: { mean: 2 } });
    expect(each.low).toBeLessThan(each.level);
    expect(each.high).toBeGreaterThan(each.level);
    expect(each.trend).toHaveLength(1);
  }
  const [type] = mine.types;
  expect(type?.isEarly).toBe(true);
  expect(type).toMatchObject({ type: TYPE, coverage: 1 - (first?.weight ?? 0) / 100, raw: { count: 4 } });
  // One level of one person tells little; two dimensions of one skill tell more.
  for (const { skill, isEarly, raw } of mine.skills)
    expect({ skill, isEarly }).toEqual({ skill, isEarly: raw.count < 2 });
  const own = mine.skills.find(({ skill }) => skill === second?.skill);
  expect(own?.measuredBy).toContainEqual({ type: TYPE, dimension: second?.key, name: second?.name });
  expect(mine.basis).toEqual({ rounds: 1, sessions: 1, cards: 1, raters: 1 });
  expect(mine.practice.weeks.at(-1)).toMatchObject({ asCandidate: 1, asInterviewer: 0 });
  expect(mine.practice.weeks).toHaveLength(12);
  expect(mine.rounds).toMatchObject([{ session: meeting.session, role: 'candidate', talkShare: null }]);
  expect(mine.rounds[0]?.phases[0]?.plannedMs).toBeGreaterThan(60_000);

  const hers = await progressOf(ana);
  expect(hers).toMatchObject({ skills: [], types: [], basis: { cards: 0 } });
  expect(hers.rounds).toMatchObject([{ session: meeting.session, role: 'interviewer' }]);
  expect(await ana.http(routes.getRater, {})).toMatchObject({ ratings: 4, rounds: 1, candidates: 1 });
  expect(await tom.http(routes.getRater, {})).toMatchObject({ ratings: 0 });
});

test('learning rounds, late cards and second values change nothing', async () => {
  const before = await progressOf(tom);
  const learning = await begin(ana, tom, 'learning');
  await lockAll(learning, cardOf(4));
  leave(learning.ana, learning.tom);

  const watched = await begin(ana, tom);
  const eve = await bring(watched, 'Eve', 'observer', true);
  await eve.act('participant.leave', {});
  await lockAll(watched, cardOf(2));
  const where = { params: { session: watched.session, round: '1' } };
  await eve.person.http(routes.lockLate, { ...where, body: { card: cardOf(4) } });
  await ana.http(routes.putSecond, {
    ...where,
    body: { version: 0, levels: [{ dimension: rubrics[TYPE].dimensions[1]?.key ?? '', level: 4 }] },
  });
  leave(watched.ana, watched.tom, eve);
  await upToDate();

  const after = await progressOf(tom);
  expect(after.basis).toEqual({ rounds: 2, sessions: 2, cards: 2, raters: 1 });
  for (const { raw } of after.types) expect(raw.mean).toBe(2);
  expect(await eve.person.http(routes.getRater, {})).toMatchObject({ ratings: 0 });
  // They were practice all the same.
  expect(after.rounds).toHaveLength(before.rounds.length + 2);
  expect(after.practice.weeks.at(-1)?.asCandidate).toBe(3);
});

test('a guest who gets an account keeps what they were judged by, and what they set out to do', async () => {
  const meeting = await begin(ana, 'Gus');
  await lockAll(meeting, cardOf(3));
  await upToDate();
  const { person } = meeting.tom;
  await person.http(routes.putGoal, { body: { rounds: 3 } });
  const asGuest = await progressOf(person);
  expect(asGuest.basis.cards).toBe(1);

  leave(meeting.ana, meeting.tom);
  const me = await person.http(routes.signUp, {
    body: { name: 'Gus', email: 'gus@example.org', password: 'correct horse battery' },
  });
  expect(me.account).not.toBe(person.account);
  // Without being told: the server has noticed that the rows are somebody else's now.
  await eventually(async () => {
    const left: unknown[] = await server.dataSource.query(`select 1 from progress_skill where who = $1`, [
      person.account,
    ]);
    expect(left).toEqual([]);
  }, 30_000);
  const asAccount = await progressOf(person);
  expect(asAccount.skills.map(({ skill, trend }) => [skill, trend])).toEqual(
    asGuest.skills.map(({ skill, trend }) => [skill, trend]),
  );
  expect(asAccount.practice.goal).toBe(3);
}, 60_000);

test('two processes take a round once; what one of them lost, the other finds', async () => {
  const other = await bootServer({ databaseUrl: server.settings.databaseUrl });
  const { session } = await play(1);
  await Promise.all([upToDate(), upToDate(other), other.app.get(Replays).look(), server.app.get(Replays).look()]);
  const count = async () =>
    server.dataSource.query(
      `select count(*)::int as rows, (select count(*)::int from progress_round where session = $1) as rounds from progress_rating where session = $1`,
      [session],
    );
  expect(await count()).toEqual([{ rows: rubrics[TYPE].dimensions.length, rounds: 1 }]);

  // As after a crash between the opening and its taking in.
  await server.dataSource.query(`delete from progress_round where session = $1`, [session]);
  await other.app.get(Replays).look();
  expect(await count()).toEqual([{ rows: rubrics[TYPE].dimensions.length, rounds: 1 }]);
  await other.close();
});

test('in whatever order rounds arrive, the figures are the same to the last bit', async () => {
  await play(4, tom, ana);
  await upToDate();
  const before = await states();
  const sessions: { session: string }[] = await server.dataSource.query(
    `select session from progress_round order by at`,
  );
  for (const { session } of sessions.slice(0, 3)) {
    await server.dataSource.query(`delete from progress_round where session = $1`, [session]);
    await upToDate();
  }
  expect(await states()).toEqual(before);
  await server.dataSource.query(`delete from progress_round`);
  await upToDate();
  expect(await states()).toEqual(before);
});

test('whoever is erased leaves their levels and nothing wrong; a session that is deleted counts nowhere', async () => {
  const before = await states();
  const { session, ana: lead } = await play(3);
  await upToDate();
  const counted = await states();
  await eraseWords(server.app.get(DataSource), session, lead.participant);
  await server.app.get(Erasures).run(session, lead.participant);
  await server.dataSource.query(`delete from progress_round where session = $1`, [session]);
  await upToDate();
  expect(await states()).toEqual(counted);

  await server.dataSource.query(`delete from live_session where id = $1`, [session]);
  await upToDate();
  expect(await states()).toEqual(before);
});

test('oneself is no rater, not even from a second seat', async () => {
  const meeting = await begin(ana, tom);
  await lockAll(meeting, cardOf(3));
  leave(meeting.ana, meeting.tom);
  await server.dataSource.query(`update live_participant set account_id = $1 where id = $2`, [
    tom.account,
    meeting.ana.participant,
  ]);
  const before = await progressOf(tom);
  await upToDate();
  const after = await progressOf(tom);
  expect(after.basis).toEqual(before.basis);
  expect(await tom.http(routes.getRater, {})).toMatchObject({ candidates: 1 });
  await server.dataSource.query(`update live_participant set account_id = $1 where id = $2`, [
    ana.account,
    meeting.ana.participant,
  ]);
});

test('the next prompts are ones nobody here has met: not asked, not read, not watched, not avoided', async () => {
  const known = async (): Promise<string[]> => {
    const rows: { prompt: string }[] = await server.dataSource.query(
      `select r.prompt from live_participant p join live_round_role role on role.participant = p.id
       join live_round r on r.session = role.session and r.round = role.round where p.account_id = $1
       union select prompt_id from prompts_seen where account_id = $1`,
      [tom.account],
    );
    return rows.map(({ prompt }) => prompt);
  };
  const all = await server.dataSource.query(`select id from prompts_prompt where type = $1 order by id`, [TYPE]);
  const open = (all as { id: string }[]).map(({ id }) => id);
  const met = await known();
  const left = open.filter((id) => !met.includes(id));
  // All but two are avoided, so that the answer must name these two.
  for (const prompt of left.slice(2))
    await tom.http(routes.choosePrompt, { params: { prompt }, body: { avoid: true } });
  const { prompts, drill } = await tom.http(routes.getNextPrompts, { query: { type: TYPE } });
  expect(prompts.map(({ prompt }) => prompt).sort()).toEqual(left.slice(0, 2).sort());
  for (const each of prompts) {
    expect(Object.values(each.terms).every((term) => term >= 0 && term <= 1)).toBe(true);
    expect(each.skills.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    // Three rounds of this type lie behind Tom.
    expect(each.loses).toContain('third-running');
    expect(each.terms.spacing).toBeLessThan(0.1);
  }
  expect(SKILLS).toContain(drill?.skill);
  expect(drill?.share).toBeGreaterThan(0);
  expect(met).not.toContain(drill?.prompt);
  // Opened again on the same day, the page says the same.
  const again = await tom.http(routes.getNextPrompts, { query: { type: TYPE } });
  expect(again.prompts.map(({ prompt }) => prompt)).toEqual(prompts.map(({ prompt }) => prompt));
  expect(again.drill).toMatchObject({ prompt: drill?.prompt, skill: drill?.skill });
  // The tests after this one ask Tom more.
  await server.dataSource.query(`delete from prompts_choice where account_id = $1`, [tom.account]);
});

test('whoever watched a round has seen its prompt', async () => {
  const watched = await begin(ana, tom);
  const oz = await bring(watched, 'Oz', 'observer');
  leave(watched.ana, watched.tom, oz);
  const next = () => oz.person.http(routes.getNextPrompts, { query: { type: TYPE } });
  const [{ prompt } = { prompt: '' }]: { prompt: string }[] = await server.dataSource.query(
    `select prompt from live_round where session = $1`,
    [watched.session],
  );
  const other = (await next()).prompts.map((each) => each.prompt).find((each) => each !== prompt) ?? '';
  await server.dataSource.query(
    `insert into prompts_choice (account_id, prompt_id, kind) select $1, id, 'avoid' from prompts_prompt where id <> all($2)`,
    [oz.person.account, [prompt, other]],
  );
  expect((await next()).prompts.map((each) => each.prompt)).toEqual([other]);
});

test('agreement is over rounds one was in; over all of them it is the admin’s', async () => {
  const shared = await begin(ana, tom);
  const ivy = await bring(shared, 'Ivy', 'interviewer');
  await shared.ana.act('scoring.start', { round: 1 });
  const [first, second] = rubrics[TYPE].dimensions;
  await shared.ana.act('card.lock', { round: 1, card: cardOf(3) });
  await ivy.act('card.lock', { round: 1, card: cardOf(3, { [first?.key ?? '']: 1, [second?.key ?? '']: 0 }) });
  await shared.tom.act('card.lock', { round: 1, card: cardOf(4) });
  leave(shared.ana, shared.tom, ivy);
  await upToDate();
  for (const person of [ana, tom, ivy.person]) {
    const { types } = await person.http(routes.getAgreement, { query: {} });
    expect(types).toMatchObject([{ type: TYPE, rounds: 1 }]);
    const [far, lone, same] = types[0]?.dimensions ?? [];
    expect(far).toMatchObject({ units: 1, exact: { k: 0, n: 1 }, withinOne: { k: 0, n: 1 }, alpha: null });
    expect(lone).toMatchObject({ units: 0, exact: null });
    expect(same).toMatchObject({ units: 1, exact: { k: 1, n: 1 }, withinOne: { k: 1, n: 1 } });
    expect(same?.exact?.low).toBeGreaterThan(0.1);
  }
  const stranger = await newAccount(server.url, 'Sol');
  expect(await stranger.http(routes.getAgreement, { query: {} })).toMatchObject({ types: [] });
  const rawCount = async () => (await progressOf(tom)).types.find(({ type }) => type === TYPE)?.raw.count ?? 0;
  const before = await rawCount();
  // Two seats of one account are one rater, who agrees with nobody and is heard once.
  await server.dataSource.query(`update live_participant set account_id = $1 where id = $2`, [
    ana.account,
    ivy.participant,
  ]);
  expect(await tom.http(routes.getAgreement, { query: {} })).toMatchObject({ types: [] });
  expect(await rawCount()).toBe(before - (rubrics[TYPE].dimensions.length - 1));
  await expect(stranger.http(routes.getAgreement, { query: { of: 'everyone' } })).rejects.toMatchObject({
    problem: { code: 'forbidden' },
  });
});

test('a goal is kept, paused and refused outside 1 to 14', async () => {
  expect(await tom.http(routes.putGoal, { body: { rounds: 2 } })).toEqual({ rounds: 2 });
  expect((await progressOf(tom)).practice.goal).toBe(2);
  expect(await tom.http(routes.putGoal, { body: { rounds: null } })).toEqual({ rounds: null });
  expect((await progressOf(tom)).practice.goal).toBeNull();
  for (const rounds of [0, 15, 2.5]) {
    const { status } = await tom.request('PUT', '/api/me/goal', { body: { rounds } });
    expect({ rounds, status }).toEqual({ rounds, status: 400 });
  }
});

test('a reference is shown once one has scored it; the first scoring counts, two of them make the state', async () => {
  const calibration = server.app.get(CalibrationService);
  const content = (title: string, reference: Level): ReferenceContent => ({
    title,
    minutes: 20,
    overall: 'no',
    levels: rubrics[TYPE].dimensions.map(({ key }) => ({
      dimension: key,
      level: reference,
      reason: `At 12:05 it meets the ${reference} of ${key}.`,
    })),
  });
  for (const [place, key] of ['first-round', 'second-round'].entries()) {
    const { session } = await play(2);
    await calibration.setReference(key, { place, session, round: 1 }, content(`Round ${place}`, 2));
  }
  const read = () => tom.http(routes.getCalibration, {});
  const put = (key: string, card: Card) => tom.http(routes.putCalibration, { params: { key }, body: { card } });
  const before = await read();
  expect(before.state).toEqual({ state: 'ready', done: 0, of: 2, meanGap: null, wide: 0 });
  expect(before.sessions.map(({ key, title, mine }) => [key, title, mine])).toEqual([
    ['first-round', 'Round 0', null],
    ['second-round', 'Round 1', null],
  ]);
  expect(JSON.stringify(before)).not.toContain('12:05');

  const bare = cardOf(2);
  const [one] = bare.levels;
  const refused = await tom.request('PUT', '/api/calibration/first-round', {
    body: { card: { ...bare, levels: [{ ...one, evidence: [] }, ...bare.levels.slice(1)] } },
  });
  expect(refused).toMatchObject({ status: 400, body: { code: 'bad-input' } });
  expect((await read()).state.done).toBe(0);

  // One dimension two apart, one not observed, the others as agreed.
  const [far, lone] = rubrics[TYPE].dimensions.map(({ key }) => key);
  const given = await put('first-round', cardOf(2, { [far ?? '']: 4, [lone ?? '']: 0 }));
  expect(given.comparison).toMatchObject({ isFirst: true, meanGap: 0.5, wide: 1 });
  expect(given.comparison.dimensions.slice(0, 3)).toMatchObject([
    { dimension: far, mine: 4, reference: 2, gap: 2, reason: expect.stringContaining('12:05') },
    { dimension: lone, mine: 0, gap: null },
    { mine: 2, gap: 0, evidence: [expect.objectContaining({ kind: 'quote' })] },
  ]);
  expect(given.state).toMatchObject({ state: 'begun', done: 1, of: 2 });

  // Having seen it, agreeing is easy, and worth nothing.
  const again = await Promise.all([put('first-round', cardOf(2)), put('first-round', cardOf(2))]);
  for (const { comparison } of again) expect(comparison).toMatchObject({ isFirst: false, meanGap: 0 });
  expect((await read()).sessions[0]?.mine).toEqual(given.comparison);

  // The other one still has its reference for itself.
  expect((await read()).sessions[1]?.mine).toBeNull();
  const both = await Promise.all([put('second-round', cardOf(2)), put('second-round', cardOf(3))]);
  expect(both.filter(({ comparison }) => comparison.isFirst)).toHaveLength(1);
  const { state } = await read();
  expect(state).toMatchObject({ state: expect.stringMatching(/^(not-)?passed$/), done: 2, wide: 1 });
  expect(state.state).toBe((state.meanGap ?? 9) <= 0.6 ? 'passed' : 'not-passed');

  const eager = await newAccount(server.url, 'Eli');
  for (const key of ['first-round', 'second-round'])
    await eager.http(routes.putCalibration, { params: { key }, body: { card: cardOf(4) } });
  expect((await eager.http(routes.getRater, {})).calibration).toMatchObject({ state: 'not-passed', meanGap: 2 });
  const idle = await newAccount(server.url, 'Ida');
  const almostNothing = Object.fromEntries(rubrics[TYPE].dimensions.slice(1).map(({ key }) => [key, 0 as const]));
  for (const key of ['first-round', 'second-round'])
    await idle.http(routes.putCalibration, { params: { key }, body: { card: cardOf(2, almostNothing) } });
  expect((await idle.http(routes.getCalibration, {})).state).toMatchObject({ state: 'not-passed', meanGap: 0 });
});
