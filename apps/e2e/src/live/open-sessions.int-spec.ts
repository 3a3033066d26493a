import { routes } from '@debrief/contracts';
import type { TestApp } from '@debrief/server/platform/testing';
import { bootServer } from '../support/server';
import { bring, hostSession, meet } from '../support/meeting';
import { newGuest } from '../support/person';

let one: TestApp;
let two: TestApp;
beforeAll(async () => {
  one = await bootServer();
  two = await bootServer({ databaseUrl: one.settings.databaseUrl });
}, 30_000);
afterAll(async () => {
  await two.close();
  await one.close();
}, 30_000);

test('open sessions are listed in as many statements for three as for one, and no room is opened for it', async () => {
  const meeting = await meet(one.url);
  const { ana, tom, session } = meeting;
  const eve = await bring(meeting, 'Eve', 'observer');
  await ana.act('participant.kick', { participant: eve.participant });
  const elsewhere = ana.person.at(two.url);
  const statements = jest.spyOn(two.dataSource, 'query');
  const list = async () => {
    statements.mockClear();
    const { sessions } = await elsewhere.http(routes.listOpenSessions, {});
    const own = statements.mock.calls.filter(([sql]) => String(sql).includes('live_'));
    // The first thing that opening a room asks for.
    expect(own.filter(([sql]) => String(sql).startsWith('select is_example'))).toEqual([]);
    return { sessions, statements: own.length };
  };
  // The server's own sweeps ask the same database; hardly ever three times in a row.
  const listCalmly = async () => {
    const lists = [await list(), await list(), await list()];
    return { sessions: lists[2]?.sessions ?? [], statements: Math.min(...lists.map((each) => each.statements)) };
  };
  const alone = await listCalmly();
  const people = alone.sessions[0]?.people.map(({ name, seat, isHost }) => [name, seat, isHost]);
  expect(people).toEqual([
    ['Ana', 0, true],
    ['Tom', 1, false],
    ['Eve', null, false],
  ]);
  expect(alone.sessions[0]).toMatchObject({ session, participant: ana.participant, status: 'lobby' });
  for (let made = 0; made < 2; made += 1) await hostSession(ana.person);
  const three = await listCalmly();
  expect(three.sessions).toHaveLength(3);
  expect(three.statements).toBe(alone.statements);
  // Whoever waits at the door sees nobody but themselves.
  const { person } = await newGuest(one.url, meeting.code, 'Late');
  const atTheDoor = await person.at(two.url).http(routes.listOpenSessions, {});
  expect(atTheDoor.sessions[0]?.people.map(({ name }) => name)).toEqual(['Late']);
  for (const seat of [ana, tom]) seat.socket.close();
}, 30_000);
