import { eventually } from '@debrief/testing';
import { enter, framesOf, offer, rosterOf, signal } from '../support/calling';
import { hostSession, takeSeat, type Seat } from '../support/meeting';
import { newGuest } from '../support/person';
import { hasRedis } from '../support/redis-process';
import { openTwoNodes, type TwoNodes } from '../support/two-nodes';

const here = hasRedis() ? describe : describe.skip;

here('a call over two nodes and a Redis', () => {
  let nodes: TwoNodes;
  let redis: TwoNodes['redis'];
  let one: TwoNodes['one'];
  let two: TwoNodes['two'];
  let host: TwoNodes['host'];
  beforeAll(async () => {
    nodes = await openTwoNodes();
    ({ redis, one, two, host } = nodes);
  }, 30_000);
  afterAll(() => nodes.close(), 30_000);

  /** Ana on the first node, Tom on the second, both in the call and told of each other. */
  const callAcross = async () => {
    const { session, code } = await hostSession(host);
    const { person } = await newGuest(one.url, code, 'Tom');
    const ana = await takeSeat(host, session);
    const tom = await takeSeat(person.at(two.url), session);
    const [mine, theirs] = [(await enter(ana)).peer, (await enter(tom)).peer];
    for (const seat of [ana, tom])
      await eventually(() =>
        expect(
          rosterOf(seat)
            .map(({ peer }) => peer)
            .sort(),
        ).toEqual([mine, theirs].sort()),
      );
    return { session, person, ana, tom, mine, theirs };
  };
  const peersOf = (seat: Seat) => rosterOf(seat).map(({ peer }) => peer);

  test('words go from node to node, to the one they are for', async () => {
    const { ana, tom, mine, theirs } = await callAcross();
    const data = offer('across');
    expect(await signal(ana, theirs, data)).toEqual({ ok: true });
    await eventually(() =>
      expect(framesOf(tom, 'signal')).toEqual([{ from: mine, participant: ana.participant, data }]),
    );
    expect(framesOf(ana, 'signal')).toEqual([]);
    for (const seat of [ana, tom]) seat.socket.close();
  });

  test('a second tab on another node takes the call, and the first is told', async () => {
    const { session, person, ana, tom, mine, theirs } = await callAcross();
    const tab = await takeSeat(person.at(one.url), session);
    const { peer } = await enter(tab);
    await eventually(() => expect(framesOf(tom, 'call.moved')).toEqual([{ peer: theirs }]));
    await eventually(() => expect(peersOf(ana).sort()).toEqual([mine, peer].sort()));
    // And back again, the other way round.
    const again = await enter(tom);
    await eventually(() => expect(framesOf(tab, 'call.moved')).toEqual([{ peer }]));
    await eventually(() => expect(peersOf(ana).sort()).toEqual([mine, again.peer].sort()));
    for (const seat of [ana, tom, tab]) seat.socket.close();
  });

  test('whoever is sent away on one node is out of the call on the other', async () => {
    const { ana, tom, mine, theirs } = await callAcross();
    await ana.act('participant.kick', { participant: tom.participant });
    await eventually(() => expect(peersOf(ana)).toEqual([mine]));
    expect(await signal(ana, theirs)).toMatchObject({ ok: false, code: 'not-now' });
    ana.socket.close();
  });

  test('whoever leaves, or is lost, is out of it on both', async () => {
    const first = await callAcross();
    await first.tom.socket.ask('call.leave', [{}]);
    await eventually(() =>
      expect(framesOf(first.ana, 'call').at(-1)).toMatchObject({ peers: [{ peer: first.mine }], left: [first.theirs] }),
    );
    const second = await callAcross();
    second.tom.socket.close();
    await eventually(() => expect(framesOf(second.ana, 'call').at(-1)).toMatchObject({ peers: [{}], left: [] }));
    for (const { ana } of [first, second]) ana.socket.close();
    first.tom.socket.close();
  });

  test('Redis comes and goes: both hear of each other again', async () => {
    const { ana, tom, mine, theirs } = await callAcross();
    await redis.kill();
    await redis.start();
    await eventually(async () => {
      await tom.socket.ask('call.change', [{ sends: { audio: true, video: true, screen: false, muted: false } }]);
      expect(rosterOf(ana).find(({ peer }) => peer === theirs)?.sends.video).toBe(true);
    }, 15_000);
    expect(peersOf(tom)).toContain(mine);
    for (const seat of [ana, tom]) seat.socket.close();
  }, 30_000);
});
