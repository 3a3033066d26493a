import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { routes, type WireEvent } from '@debrief/contracts';
import { inOrder, stateAt } from '@debrief/live-core';
import { verifySession } from '@debrief/server/live';
import type { TestApp } from '@debrief/server/platform/testing';
import { takeSeat } from '../support/meeting';
import { newAccount } from '../support/person';
import { bootServer } from '../support/server';

/** The rows of a whole session (two rounds, a swap, cards, notes) as an earlier landing of the product stored them. */
const earlier = JSON.parse(readFileSync(join(__dirname, '../fixtures/landing-2.json'), 'utf8')) as Record<
  string,
  Record<string, unknown>[]
>;
const session = String(earlier['live_session']?.[0]?.['id']);

let server: TestApp;
beforeAll(async () => {
  server = await bootServer();
  for (const [table, rows] of Object.entries(earlier)) {
    // By name: a column that has been added since takes its default.
    const columns = Object.keys(rows[0] ?? {}).join(', ');
    if (!columns) continue;
    await server.dataSource.query(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(rows)],
    );
  }
});
afterAll(() => server.close());

/** Somebody who now owns the seat of an earlier participant. */
const inSeatOf = async (isHost: boolean) => {
  const person = await newAccount(server.url, isHost ? 'Ana' : 'Tom');
  await server.dataSource.query(`update live_participant set account_id = $3 where session = $1 and is_host = $2`, [
    session,
    isHost,
    person.account,
  ]);
  return person;
};

test('a session of an earlier landing still verifies', async () => {
  expect(await verifySession(server.dataSource, session)).toMatchObject({ faults: [] });
});

test('it is read, folded and replayed as it was', async () => {
  const ana = await inSeatOf(true);
  const { events } = await ana.http(routes.getReplay, { params: { session }, query: {} });
  const { room } = stateAt(inOrder(events as unknown as WireEvent[]), Number.MAX_SAFE_INTEGER);
  expect(room).toMatchObject({ status: 'ended', recordings: [], consents: {} });
  expect(room.rounds.map(({ openedAt, cards, talk }) => [openedAt !== null, cards?.length, talk])).toEqual([
    [true, 2, null],
    [true, 2, null],
  ]);
  expect(room.rounds[0]?.prompt?.title).toBeTruthy();
  expect(events.some(({ kind }) => kind === 'doc')).toBe(true);
  const seat = await takeSeat(ana, session);
  expect(await seat.answer('chat.say', { text: 'late' })).toBe('ended');
});
