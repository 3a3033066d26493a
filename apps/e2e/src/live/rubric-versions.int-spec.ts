import { routes, type Card, type WireEvent } from '@debrief/contracts';
import { rubrics } from '@debrief/prompt-bank';
import type { TestApp } from '@debrief/server/platform/testing';
import { bring, bringTo, lockable, meet, type Meeting, type Seat } from '../support/meeting';
import { newAccount, type Person } from '../support/person';
import { rewordedRubric } from '../support/reworded-rubric';
import { bootServer } from '../support/server';

const TYPE = 'estimation';
const LAST_FLAG = rubrics[TYPE].redFlags.length - 1;
/** Can be locked by the shipped rubric only: the one that is made here has a red flag less. */
const flagged = (): Card => ({ ...lockable(TYPE), redFlags: [LAST_FLAG] });

let server: TestApp;
let admin: Person;
beforeAll(async () => {
  server = await bootServer();
  admin = await newAccount(server.url, 'Ada');
  await server.dataSource.query(`update accounts_profile set is_admin = true where account_id = $1`, [admin.account]);
});
afterAll(() => server.close());

const rubricOf = ({ session }: Meeting, { person }: Seat) =>
  person.http(routes.getRoundRubric, { params: { session, round: '1' } });
const change = (basedOn: number) =>
  admin.http(routes.saveRubric, {
    params: { type: TYPE },
    body: { basedOn, why: 'The range matters more than the slip.', rubric: rewordedRubric(TYPE) },
  });

test('a round keeps its rubric over a change, in cards, late cards, second values and the replay', async () => {
  const before = await meet(server.url);
  const eve = await bring(before, 'Eve', 'observer', true);
  await bringTo(before, 'interview');
  const inBrief = await meet(server.url);
  await bringTo(inBrief, 'brief');
  expect(await rubricOf(inBrief, inBrief.ana)).toMatchObject({ version: 1 });

  const made = await change(1);
  expect(made).toMatchObject({ version: 2, redFlags: rubrics[TYPE].redFlags.slice(0, -1) });

  // Begun before the change: every reader and every card goes by the old one.
  await before.ana.act('scoring.start', { round: 1 });
  for (const seat of [before.ana, before.tom, eve])
    expect(await rubricOf(before, seat)).toEqual({ ...rubrics[TYPE], version: 1 });
  await eve.act('participant.leave', {});
  await before.ana.act('card.lock', { round: 1, card: flagged() });
  await before.tom.act('card.lock', { round: 1, card: lockable(TYPE) });
  const where = { params: { session: before.session, round: '1' } };
  await eve.person.http(routes.lockLate, { ...where, body: { card: flagged() } });
  const [first] = rubrics[TYPE].dimensions;
  await before.ana.person.http(routes.putSecond, {
    ...where,
    body: { version: 0, levels: [{ dimension: first?.key ?? '', level: 2 }] },
  });
  const debrief = await before.tom.person.http(routes.getDebrief, where);
  expect([debrief.lateCards.length, debrief.second.length]).toEqual([1, 1]);
  const replay = await before.tom.person.http(routes.getReplay, { params: { session: before.session }, query: {} });
  expect(begunWith(replay.events as unknown as WireEvent[])).toEqual([1]);

  // In the brief during the change: the new one counts from the appearance on.
  expect(await rubricOf(inBrief, inBrief.ana)).toEqual(made);
  await inBrief.ana.act('round.start', { round: 1 });
  await inBrief.ana.act('scoring.start', { round: 1 });
  expect(await rubricOf(inBrief, inBrief.tom)).toEqual(made);
  expect(await inBrief.ana.answer('card.lock', { round: 1, card: flagged() })).toBe('bad-input');
  await inBrief.ana.act('card.lock', { round: 1, card: lockable(TYPE) });
  await change(2).then(
    () => expect('nothing differs').toBe('refused'),
    (error: unknown) => expect(error).toMatchObject({ problem: { code: 'already-done' } }),
  );

  // Another process, later: it has folded neither session and read neither version.
  const later = await bootServer({ databaseUrl: server.settings.databaseUrl });
  const cookie = before.tom.person.headers;
  const answer = await fetch(`${later.url}/api/sessions/${before.session}/rounds/1/rubric`, { headers: cookie });
  expect(await answer.json()).toEqual({ ...rubrics[TYPE], version: 1 });
  await later.close();

  const { rounds } = await before.ana.person.http(routes.listRubricRounds, { params: { type: TYPE }, query: {} });
  expect(rounds.map(({ session, version }) => [session, version])).toEqual([[before.session, 1]]);
  const theirs = await inBrief.tom.person.http(routes.listRubricRounds, { params: { type: TYPE }, query: {} });
  expect(theirs.rounds.map(({ session, version }) => [session, version])).toEqual([[inBrief.session, 2]]);
  const other = await before.ana.person.http(routes.listRubricRounds, { params: { type: 'metrics' }, query: {} });
  expect(other.rounds).toEqual([]);
});

/** The versions of the rubric that rounds of this log began with. */
const begunWith = (events: readonly WireEvent[]): unknown[] =>
  events.flatMap((event) => ('kind' in event && event.kind === 'interview-started' ? [event.payload.rubric] : []));
