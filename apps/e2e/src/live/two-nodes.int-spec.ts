import type { TestApp } from '@debrief/server/platform/testing';
import { eventually } from '@debrief/testing';
import { bringTo, hostSession, joinByLink, lockable, takeSeat, type Seat } from '../support/meeting';
import { newAccount, newGuest, type Person } from '../support/person';
import { bootServer } from '../support/server';

let one: TestApp;
let two: TestApp;
let host: Person;
beforeAll(async () => {
  one = await bootServer();
  two = await bootServer({ databaseUrl: one.settings.databaseUrl });
  host = await newAccount(one.url, 'Ana');
});
afterAll(async () => {
  await two.close();
  await one.close();
});

/** Ana on the first node, a new guest on the second, in the same session. */
const meetAcross = async (): Promise<{ session: string; ana: Seat; tom: Seat }> => {
  const { session, code } = await hostSession(host);
  const { person } = await newGuest(one.url, code, 'Tom');
  return { session, ana: await takeSeat(host, session), tom: await takeSeat(person.at(two.url), session) };
};
const openings = async (session: string): Promise<{ cards: number }[]> =>
  one.dataSource.query(
    `select jsonb_array_length(payload->'cards')::int as cards from live_log where session = $1 and kind = 'cards-opened'`,
    [session],
  );

test('each node locks one card at the same moment: the cards open once, with both, twenty times', async () => {
  for (let turn = 0; turn < 20; turn += 1) {
    const { session, ana, tom } = await meetAcross();
    await bringTo({ ana, tom }, 'scoring');
    const acks = await Promise.all(
      [ana, tom].map((seat) => seat.socket.command('card.lock', { round: 1, card: lockable('estimation') })),
    );
    expect({ turn, acks }).toMatchObject({ turn, acks: [{ ok: true }, { ok: true }] });
    expect({ turn, openings: await openings(session) }).toEqual({ turn, openings: [{ cards: 2 }] });
    for (const seat of [ana, tom]) seat.socket.close();
  }
}, 120_000);

test('what one node writes reaches the people of the other', async () => {
  const { ana, tom } = await meetAcross();
  await ana.act('chat.say', { text: 'from the first node' });
  await eventually(() => expect(JSON.stringify(tom.socket.events)).toContain('from the first node'), 12_000);
  await tom.act('chat.say', { text: 'from the second node' });
  await eventually(() => expect(JSON.stringify(ana.socket.events)).toContain('from the second node'), 12_000);
  for (const seat of [ana, tom]) {
    const seqs = seat.socket.events.filter(({ stream }) => stream === 'room').map(({ seq }) => seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect(new Set(seqs).size).toBe(seqs.length);
    seat.socket.close();
  }
}, 40_000);

test('when a node is gone nobody is taken for absent: not the other’s people, nor those who come over', async () => {
  const { session, ana, tom } = await meetAcross();
  await bringTo({ ana, tom }, 'interview');
  await two.close();
  const moved = await takeSeat(tom.person.at(one.url), session);
  // Thirty seconds without the lost node: whoever is here is stamped again by the one that is left.
  await one.dataSource.query(`update live_participant set seen_at = seen_at - interval '30 s' where session = $1`, [
    session,
  ]);
  await eventually(async () => {
    const rows: { late: number }[] = await one.dataSource.query(
      `select count(*)::int as late from live_participant where session = $1 and seen_at < clock_timestamp() - interval '16 s'`,
      [session],
    );
    expect(rows).toEqual([{ late: 0 }]);
  }, 20_000);
  const [gone]: { n: number }[] = await one.dataSource.query(
    `select count(*)::int as n from live_log where session = $1 and kind = 'participant-away'`,
    [session],
  );
  expect(gone).toEqual({ n: 0 });
  expect(await moved.answer('chat.say', { text: 'I am here' })).toBe('ok');
  expect(await ana.answer('chat.say', { text: 'So am I' })).toBe('ok');
  two = await bootServer({ databaseUrl: one.settings.databaseUrl });
}, 60_000);

test('an invite accepted on both nodes at once seats one person once', async () => {
  const { session, code } = await hostSession(host);
  const guest = await newAccount(one.url, 'Twice');
  await Promise.all([joinByLink(one.url, code, guest), joinByLink(two.url, code, guest.at(two.url))]);
  const rows: { n: number }[] = await one.dataSource.query(
    `select count(*)::int as n from live_participant where session = $1 and account_id = $2`,
    [session, guest.account],
  );
  expect(rows).toEqual([{ n: 1 }]);
});
