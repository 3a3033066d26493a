import { LATE_FOR, routes, type RouteArgs } from '@debrief/contracts';
import { Erasures } from '@debrief/server/live';
import type { TestApp } from '@debrief/server/platform/testing';
import { eventually } from '@debrief/testing';
import { bring, bringTo, hostSession, joinByLink, lockable, takeSeat, type Meeting } from '../support/meeting';
import { newAccount, newGuest, type Person } from '../support/person';
import { roomOf, tick } from '../support/rooms';
import { bootServer } from '../support/server';

let server: TestApp;
beforeAll(async () => {
  server = await bootServer();
});
afterAll(() => server.close());

const at = (session: string, round = 1) => ({ params: { session, round: String(round) } });
/** A round that `host` interviews `candidate` in. */
const sit = async (host: Person, candidate: Person): Promise<Meeting> => {
  const { session, code } = await hostSession(host);
  await joinByLink(server.url, code, candidate);
  return { session, code, ana: await takeSeat(host, session), tom: await takeSeat(candidate, session) };
};
const chainOf = async (person: Person) => (await person.http(routes.listFixes, { query: {} })).fixes;
const openOf = async (person: Person) => (await person.http(routes.lastFix, {})).fix?.text ?? null;
const word = (meeting: Meeting, text: string, version = 0) =>
  meeting.tom.person.http(routes.proposeFix, { ...at(meeting.session), body: { text, version } });
const mark = (person: Person, session: string, outcome: RouteArgs<typeof routes.markFix>['body']['outcome']) =>
  person.http(routes.markFix, { ...at(session), body: { outcome } });

test('a fix is read in the next brief, marked there, carried on, and fixed in the end', async () => {
  const [ana, tom, ivy] = [
    await newAccount(server.url, 'Ana'),
    await newAccount(server.url, 'Tom'),
    await newAccount(server.url, 'Ivy'),
  ];
  const first = await sit(ana, tom);
  await bringTo(first, 'debrief');
  // The wording is the candidate's; an interviewer suggests one.
  await expect(
    ana.http(routes.proposeFix, { ...at(first.session), body: { text: 'Mine', version: 0 } }),
  ).rejects.toMatchObject({ problem: { code: 'not-your-role' } });
  await ana.http(routes.suggestFix, { ...at(first.session), body: { text: 'Say the unit first.', version: 0 } });
  expect((await tom.http(routes.getDebrief, at(first.session))).suggestions).toMatchObject([
    { text: 'Say the unit first.' },
  ]);
  await word(first, 'I will name the unit before I compute.');
  expect(await openOf(tom)).toBe('I will name the unit before I compute.');

  const second = await sit(ivy, tom);
  await expect(ivy.http(routes.getCarriedFix, at(second.session))).rejects.toMatchObject({
    problem: { code: 'not-found' },
  });
  await bringTo(second, 'brief');
  const observer = await bring(second, 'Max', 'observer');
  await expect(observer.person.http(routes.getCarriedFix, at(second.session))).rejects.toMatchObject({
    problem: { code: 'not-your-role' },
  });
  await expect(ana.http(routes.getCarriedFix, at(second.session))).rejects.toMatchObject({
    problem: { code: 'not-found' },
  });
  const read = await ivy.http(routes.getCarriedFix, at(second.session));
  expect(read.fix).toMatchObject({ text: 'I will name the unit before I compute.' });
  expect(await tom.http(routes.getCarriedFix, at(second.session))).toEqual(read);
  // What was read stays what is marked, whatever it is called at home meanwhile.
  await word(first, 'Other words.', 1);
  expect(await ivy.http(routes.getCarriedFix, at(second.session))).toEqual(read);
  await expect(mark(ivy, second.session, 'partly')).rejects.toMatchObject({ problem: { code: 'not-now' } });

  await second.ana.act('round.start', { round: 1 });
  expect((await ivy.http(routes.listFixQuestions, {})).questions).toEqual([]);
  await second.ana.act('scoring.start', { round: 1 });
  for (const seat of [second.ana, second.tom]) await seat.act('card.lock', { round: 1, card: lockable('estimation') });
  expect((await ivy.http(routes.listFixQuestions, {})).questions).toMatchObject([
    { session: second.session, round: 1, candidate: 'Tom', text: 'I will name the unit before I compute.' },
  ]);
  expect((await observer.person.http(routes.getDebrief, at(second.session))).carried).toBeNull();
  expect(await mark(ivy, second.session, 'partly')).toMatchObject({ outcomes: [{ outcome: 'partly' }] });
  await expect(mark(tom, second.session, 'fixed')).rejects.toMatchObject({ problem: { code: 'not-your-role' } });
  expect((await ivy.http(routes.listFixQuestions, {})).questions).toEqual([]);
  expect((await tom.http(routes.getDebrief, at(second.session))).carried?.outcomes).toMatchObject([
    { outcome: 'partly' },
  ]);
  const carried = await tom.http(routes.carryFix, { ...at(second.session), body: { version: 0 } });
  expect(carried).toMatchObject({ text: 'I will name the unit before I compute.', isCarriedOn: true });
  expect(await chainOf(tom)).toMatchObject([
    {
      session: first.session,
      state: 'open',
      rounds: [{ isCarriedOn: true, outcomes: [{ by: 'Ivy', outcome: 'partly' }] }],
    },
  ]);

  // In the third round two interviewers mark it; neither reads the other's word before their own.
  const third = await sit(ana, tom);
  await bringTo(third, 'debrief');
  await mark(ana, third.session, 'fixed');
  expect(await chainOf(tom)).toMatchObject([
    { session: first.session, state: 'fixed', rounds: [{}, { outcomes: [{ by: 'Ana', outcome: 'fixed' }] }] },
  ]);
  expect(await openOf(tom)).toBeNull();
  // Whoever wants to go on with it may.
  const again = await tom.http(routes.carryFix, { ...at(third.session), body: { version: 0 } });
  expect(await openOf(tom)).not.toBeNull();
  // Worded anew it is another fix, and the first one is fixed again.
  await word(third, 'I will round early.', again.version);
  expect(await chainOf(tom)).toMatchObject([
    { session: third.session, state: 'open' },
    { session: first.session, state: 'fixed' },
  ]);
  await tom.http(routes.dropFix, { body: { session: third.session, round: 1, isDropped: true } });
  expect(await openOf(tom)).toBeNull();
  await tom.http(routes.dropFix, { body: { session: third.session, round: 1, isDropped: false } });
  expect(await openOf(tom)).toBe('I will round early.');
  await expect(
    ana.http(routes.dropFix, { body: { session: third.session, round: 1, isDropped: true } }),
  ).rejects.toMatchObject({ problem: { code: 'not-found' } });
  expect((await tom.http(routes.listFixes, { query: {} })).counts).toEqual({
    open: 1,
    fixed: 1,
    replaced: 0,
    dropped: 0,
  });

  // Erased, the words are nowhere, also where they had travelled.
  await server.app.get(Erasures).run(first.session, first.tom.participant);
  for (const table of ['scoring_fix', 'scoring_fix_pin']) {
    const rows: unknown[] = await server.dataSource.query(
      `select 1 from ${table} where words in ('I will name the unit before I compute.', 'Other words.')`,
    );
    // Where the candidate went on with it, too: they are the same words.
    expect([table, rows.length]).toEqual([table, 0]);
  }
});

test('a guest who signs in to an account after the opening brings none of its fixes into that round', async () => {
  const [ana, tom] = [await newAccount(server.url, 'Ana'), await newAccount(server.url, 'Tom')];
  const first = await sit(ana, tom);
  await bringTo(first, 'debrief');
  await word(first, 'I will name the unit before I compute.');
  const { session, code } = await hostSession(ana);
  const { person: guest, joined } = await newGuest(server.url, code, 'Tom');
  const second: Meeting = { session, code, ana: await takeSeat(ana, session), tom: await takeSeat(guest, session) };
  await bringTo(second, 'debrief');
  // As live does when an account takes over what its guest has done.
  await server.dataSource.query(`update live_participant set account_id = $1 where id = $2`, [
    tom.account,
    joined.participant,
  ]);
  expect(await ana.http(routes.getCarriedFix, at(session))).toEqual({ fix: null });
  await expect(mark(ana, session, 'fixed')).rejects.toMatchObject({ problem: { code: 'not-found' } });
});

test('the fix is pinned with the opening or the cards stay shut: nothing that fails in between loses it', async () => {
  const [ana, tom] = [await newAccount(server.url, 'Ana'), await newAccount(server.url, 'Tom')];
  const first = await sit(ana, tom);
  await bringTo(first, 'debrief');
  await word(first, 'As it held at the opening.');
  const second = await sit(ana, tom);
  await bringTo(second, 'scoring');
  await second.ana.act('card.lock', { round: 1, card: lockable('estimation') });
  const pin = `create trigger no_pin before insert on scoring_fix_pin for each row execute function no_pin()`;
  await server.dataSource.query(
    `create function no_pin() returns trigger language plpgsql as 'begin raise exception ''cut off''; end'; ${pin}`,
  );
  const lock = () => second.tom.answer('card.lock', { round: 1, card: lockable('estimation') });
  const cutOff = await lock();
  await server.dataSource.query(`drop trigger no_pin on scoring_fix_pin; drop function no_pin()`);
  const again = await lock();
  // Whatever was asked for in the meantime: the opening holds what it was made with.
  await word(first, 'Worded after the opening.', 1);
  expect((await ana.http(routes.getCarriedFix, at(second.session))).fix).toMatchObject({
    text: 'As it held at the opening.',
  });
  expect([cutOff, again]).toEqual(['internal', 'ok']);
});

test('a round that lapsed brings no fix, however late it is asked for', async () => {
  const [ana, tom] = [await newAccount(server.url, 'Ana'), await newAccount(server.url, 'Tom')];
  const first = await sit(ana, tom);
  await bringTo(first, 'debrief');
  await word(first, 'I will name the unit.');
  const second = await sit(ana, tom);
  await bringTo(second, 'scoring');
  (await roomOf(server, second.session)).clock = () => Date.now() + 2 * LATE_FOR;
  await tick(server, second.session);
  await eventually(() => expect(second.ana.socket.events.map(({ kind }) => kind)).toContain('cards-lapsed'));
  expect(await ana.http(routes.getCarriedFix, at(second.session))).toEqual({ fix: null });
});

test('two interviewers each mark a fix, and a newer fix replaces an open one', async () => {
  const ana = await newAccount(server.url, 'Ana');
  const tom = await newAccount(server.url, 'Tom');
  const first = await sit(ana, tom);
  await bringTo(first, 'debrief');
  await word(first, 'First fix.');

  const { session, code } = await hostSession(ana, { format: 'panel' });
  await joinByLink(server.url, code, tom);
  const panel = { session, code, ana: await takeSeat(ana, session), tom: await takeSeat(tom, session) };
  const ivy = await bring(panel, 'Ivy', 'interviewer');
  await bringTo(panel, 'scoring');

  for (const seat of [panel.ana, panel.tom, ivy])
    await seat.act('card.lock', { round: 1, card: lockable('estimation') });
  await mark(ana, session, 'fixed');
  const unmarked = await ivy.person.http(routes.getDebrief, at(session));
  expect(unmarked.carried).toMatchObject({ text: 'First fix.', outcomes: [] });
  expect((await mark(ivy.person, session, 'not')).outcomes).toHaveLength(2);
  expect(await chainOf(tom)).toMatchObject([{ state: 'open' }]);
  await word(panel, 'Second fix.');
  expect(await chainOf(tom)).toMatchObject([
    { text: 'Second fix.', state: 'open' },
    { text: 'First fix.', state: 'replaced' },
  ]);

  // What is worded once a brief is open is not what that brief opened with.
  const between = await sit(ana, tom);
  await bringTo(between, 'debrief');
  const next = await sit(ana, tom);
  await bringTo(next, 'brief');
  await word(between, 'Too late for this brief.');
  expect((await ana.http(routes.getCarriedFix, at(next.session))).fix?.text).toBe('Second fix.');
});

test('advice is answered as it reads, and only its author and the candidate read the answer', async () => {
  const ana = await newAccount(server.url, 'Ana');
  const meeting = await sit(ana, (await newGuest(server.url, (await hostSession(ana)).code, 'Tom')).person);
  const observer = await bring(meeting, 'Ivy', 'observer', true);
  await bringTo(meeting, 'scoring');

  for (const seat of [meeting.ana, meeting.tom, observer])
    await seat.act('card.lock', { round: 1, card: lockable('estimation') });
  const where = at(meeting.session);
  const advice = { when: 'you start to compute', attempt: 'saying the unit', because: 'the sums stay comparable' };
  const words = { keep: 'The tree.', keepAt: 1_700_000_000_000, task: '' };
  await expect(
    ana.http(routes.putFeedback, { ...where, body: { ...words, version: 0, advice: [advice, advice] } }),
  ).rejects.toMatchObject({ problem: { code: 'bad-input' } });
  const written = await ana.http(routes.putFeedback, { ...where, body: { ...words, version: 0, advice: [advice] } });
  expect(written).toMatchObject({
    keepAt: 1_700_000_000_000,
    advice: [{ ...advice, place: 1, version: 1, answer: null }],
  });
  const answer = (person: Person, version: number) =>
    person.http(routes.answerAdvice, {
      params: { ...where.params, author: meeting.ana.participant, place: '1' },
      body: { version, answer: 'later' },
    });
  await expect(answer(ana, 1)).rejects.toMatchObject({ problem: { code: 'not-your-role' } });
  expect(await answer(meeting.tom.person, 1)).toMatchObject({ answer: 'later' });
  const answerFor = async (person: Person) =>
    (await person.http(routes.getDebrief, where)).feedback[0]?.advice[0]?.answer;
  expect(await answerFor(ana)).toBe('later');
  expect(await answerFor(meeting.tom.person)).toBe('later');
  expect(await answerFor(observer.person)).toBeNull();
  // Other words have no answer yet, and an answer to the old ones does not meet them.
  await ana.http(routes.putFeedback, {
    ...where,
    body: { ...words, version: 1, advice: [{ ...advice, when: 'you begin' }] },
  });
  expect(await answerFor(meeting.tom.person)).toBeNull();
  await expect(answer(meeting.tom.person, 1)).rejects.toMatchObject({ problem: { code: 'conflict' } });
  await ana.http(routes.putFeedback, { ...where, body: { ...words, version: 2, advice: [] } });
  expect((await ana.http(routes.getDebrief, where)).feedback[0]?.advice).toEqual([]);
  await ana.http(routes.putFeedback, { ...where, body: { ...words, version: 3, advice: [advice] } });
  await expect(answer(meeting.tom.person, 1)).rejects.toMatchObject({ problem: { code: 'conflict' } });
});

test('what somebody wrote after the opening goes when they are erased; levels and scores stay', async () => {
  const ana = await newAccount(server.url, 'Ana');
  const meeting = await sit(ana, await newAccount(server.url, 'Tom'));
  const { session } = meeting;
  await bringTo(meeting, 'debrief');
  const secret = 'canary-of-ana';
  await server.dataSource.query(
    `insert into scoring_late_card (session, round, participant, card, locked_at) values ($1, 1, $2, $3, now())`,
    [session, meeting.ana.participant, JSON.stringify(lockable('estimation', secret, 2))],
  );
  const advice = [{ when: secret, attempt: secret, because: secret }];
  await ana.http(routes.putFeedback, {
    ...at(session),
    body: { version: 0, keep: secret, keepAt: null, advice, task: secret },
  });
  await ana.http(routes.suggestFix, { ...at(session), body: { text: secret, version: 0 } });
  await ana.http(routes.sendRating, {
    params: { ...at(session).params, participant: meeting.tom.participant },
    body: { specific: 3, usable: 3, fair: 3, kept: 3, again: true, thanks: secret },
  });
  expect(await server.app.get(Erasures).run(session, meeting.ana.participant)).toBe(4);
  const tables: { table_name: string }[] = await server.dataSource.query(
    `select table_name from information_schema.tables where table_name like 'scoring\\_%'`,
  );
  for (const { table_name } of tables) {
    const rows: unknown[] = await server.dataSource.query(
      `select 1 from ${table_name} as it where row_to_json(it)::text like '%${secret}%'`,
    );
    expect([table_name, rows]).toEqual([table_name, []]);
  }
  const { lateCards } = await ana.http(routes.getDebrief, at(session));
  expect(lateCards[0]?.card.levels.map(({ level }) => level)).toEqual(lockable('estimation').levels.map(() => 2));
});
