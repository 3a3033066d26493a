import { routes, type Ack } from '@debrief/contracts';
import { eventually } from '@debrief/testing';
import { createClient } from '@redis/client';
import { closeClients } from '../support/clients';
import { liveOf } from '../support/live-of';
import { bring, bringTo, hostSession, meet, takeSeat, type Seat } from '../support/meeting';
import { newAccount, newGuest } from '../support/person';
import { Proxy } from '../support/proxy';
import { hasRedis } from '../support/redis-process';
import { openTwoNodes, type TwoNodes } from '../support/two-nodes';
import { bootServer } from '../support/server';

/** Well below the 5 s after which a head would repair what Redis did not carry. */
const AT_ONCE = 1_500;
const here = hasRedis() ? describe : describe.skip;

here('two nodes and a Redis', () => {
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

  const meetAcross = async (): Promise<{ session: string; ana: Seat; tom: Seat }> => {
    const { session, code } = await hostSession(host);
    const { person } = await newGuest(one.url, code, 'Tom');
    return { session, ana: await takeSeat(host, session), tom: await takeSeat(person.at(two.url), session) };
  };
  const heard = (seat: Seat): string => JSON.stringify(seat.socket.frames);
  const rowsOf = (session: string): Promise<unknown[]> =>
    one.dataSource.query(`select stream, seq, kind from live_log where session = $1 order by 1, 2`, [session]);

  test('what one node commits is at the people of the other at once, each row once and in order', async () => {
    const { session, ana, tom } = await meetAcross();
    await bringTo({ ana, tom }, 'interview');
    for (let line = 0; line < 20; line += 1) {
      await ana.act('chat.say', { text: `from one ${line}` });
      await tom.act('chat.say', { text: `from two ${line}` });
    }
    for (const seat of [ana, tom]) {
      await eventually(() => expect(heard(seat)).toContain('from two 19'), AT_ONCE);
      await eventually(() => expect(heard(seat)).toContain('from one 19'), AT_ONCE);
      const seqs = seat.socket.events.filter(({ stream }) => stream === 'room').map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.map((_, at) => (seqs[0] ?? 0) + at));
    }
    expect(await rowsOf(session)).toHaveLength(new Set((await rowsOf(session)).map((row) => JSON.stringify(row))).size);
    for (const seat of [ana, tom]) seat.socket.close();
  }, 30_000);

  test('a kick, a caret and a sign-out reach the other node at once', async () => {
    const { session, ana, tom } = await meetAcross();
    await eventually(() => {
      // May be lost, and is, while another frame is on its way out.
      tom.socket.socket.emit('presence', { state: 'typing' });
      expect(heard(ana)).toContain('typing');
    }, AT_ONCE);
    await ana.act('participant.kick', { participant: tom.participant });
    await eventually(() => expect(tom.socket.closedBy).not.toBeNull(), AT_ONCE);
    expect(heard(tom)).toContain('kicked');
    await expect(takeSeat(tom.person, session)).rejects.toThrow('forbidden');

    const there = await takeSeat(host.at(two.url), session);
    await host.http(routes.signOut, {});
    await eventually(() => expect(there.socket.closedBy).not.toBeNull(), AT_ONCE);
    expect(heard(there)).toContain('signed-out');
    host = await newAccount(one.url, 'Ana');
  }, 30_000);

  test('whoever is let in, or given a role, on one node hears it on the other', async () => {
    const meeting = await meet(one.url, { format: 'panel' });
    const third = await bring(meeting, 'Eve', 'interviewer');
    const eve = await takeSeat(third.person.at(two.url), meeting.session);
    third.socket.close();
    await bringTo(meeting, 'interview');
    await eventually(() => expect(heard(eve)).toContain('r1.panel'), AT_ONCE);
    const promptOf = (seat: Seat) => seat.socket.events.some(({ stream }) => stream === 'r1.panel');
    expect({ eve: promptOf(eve), tom: promptOf(meeting.tom) }).toEqual({ eve: true, tom: false });
    // A request to the other node is judged by what has just been committed here.
    const { statement } = await third.person
      .at(two.url)
      .http(routes.getRoundGuide, { params: { session: meeting.session, round: '1' } });
    expect(statement).toBeTruthy();
    for (const seat of [meeting.ana, meeting.tom, eve]) seat.socket.close();
  }, 30_000);

  test('a tab that comes back on the other node replaces its old socket', async () => {
    const { session, ana, tom } = await meetAcross();
    const tab = '0a0a0a0a-0000-4000-8000-00000000000a';
    await tom.rejoin({ tab });
    const moved = await takeSeat(tom.person.at(one.url), session);
    expect(await moved.socket.join(session, { tab })).toMatchObject({ ok: true });
    await eventually(() => expect(tom.socket.closedBy).not.toBeNull(), AT_ONCE);
    expect(moved.socket.closedBy).toBeNull();
    for (const seat of [ana, moved]) seat.socket.close();
  }, 30_000);

  test('who can write to Redis can make the nodes do nothing', async () => {
    const { session, ana, tom } = await meetAcross();
    const before = await rowsOf(session);
    const intruder = createClient({ url: redis.url });
    await intruder.connect();
    // Whatever the nodes say is caught and said again, then forged, on every channel that they use.
    const caught: [string, Buffer][] = [];
    const listener = intruder.duplicate();
    for (const client of [intruder, listener]) client.on('error', () => undefined);
    await listener.connect();
    await listener.pSubscribe('*', (message, channel) => void caught.push([channel.toString(), message]), true);
    await ana.act('chat.say', { text: 'overheard?' });
    tom.socket.socket.emit('presence', { state: 'typing' });
    await eventually(() => expect(caught.length).toBeGreaterThan(1), AT_ONCE);
    expect(Buffer.concat(caught.map(([, body]) => body)).includes('overheard?')).toBe(false);
    const afterChat = await rowsOf(session);
    expect(afterChat).toHaveLength(before.length + 1);
    const frames = { ana: ana.socket.frames.length, tom: tom.socket.frames.length };
    const genuine = [...caught];
    const known = await intruder.pubSubChannels();
    expect(known.some((name) => name.includes('request'))).toBe(true);
    for (const channel of new Set([...known, ...genuine.map(([name]) => name)])) {
      const bodies = [
        Buffer.from('not sealed'),
        Buffer.alloc(200, 1),
        Buffer.from(JSON.stringify([[session, 'room', 2147483647]])),
        Buffer.from(JSON.stringify({ type: 4, uid: 'x', opts: { rooms: [], except: [] }, close: true })),
      ];
      for (const body of bodies) await intruder.publish(channel, body);
      // A true message under another channel's name.
      for (const [name, body] of genuine) if (name !== channel) await intruder.publish(channel, body);
    }
    expect(await ana.answer('chat.say', { text: 'still here' })).toBe('ok');
    await eventually(() => expect(heard(tom)).toContain('still here'), AT_ONCE);
    expect({ ana: ana.socket.closedBy, tom: tom.socket.closedBy }).toEqual({ ana: null, tom: null });
    expect(await rowsOf(session)).toHaveLength(afterChat.length + 1);
    expect(ana.socket.frames.length - frames.ana).toBeLessThanOrEqual(4);
    for (const client of [intruder, listener]) client.destroy();
    for (const seat of [ana, tom]) seat.socket.close();
  }, 30_000);

  test('a node that stops answers what it has, and its people go on at the other within seconds', async () => {
    const [first, second] = [
      one,
      await bootServer({ databaseUrl: one.settings.databaseUrl, settings: { redisUrl: redis.url } }),
    ];
    const proxy = new Proxy([first, second].map(({ url }) => Number(new URL(url).port)));
    await proxy.start();
    const { session, ana, tom } = await meetAcross();
    await bringTo({ ana, tom }, 'interview');
    const lives = await Promise.all(
      [ana, tom].flatMap(({ person }) =>
        [0, 1].map(async () => {
          const live = liveOf(person.at(one.url), session, { url: proxy.url, reconnectionDelayMax: 600 });
          await eventually(() => expect(live.get().status).toBe('live'), 5_000);
          return live;
        }),
      ),
    );
    const texts = Array.from({ length: 120 }, (_, at) => `line ${at}`);
    const acks: Promise<Ack | undefined>[] = [];
    let longest = 0;
    const talk = (async () => {
      for (const [at, text] of texts.entries()) {
        const since = performance.now();
        const ack = lives[at % lives.length]?.send('chat.say', { text });
        void ack?.then(() => (longest = Math.max(longest, performance.now() - since)));
        acks.push(ack ?? Promise.resolve(undefined));
        await new Promise((later) => setTimeout(later, 15));
      }
    })();
    await new Promise((later) => setTimeout(later, 400));
    await second.app.close();
    await talk;
    expect((await Promise.all(acks)).map((ack) => ack?.ok)).toEqual(texts.map(() => true));
    const rows: { text: string }[] = await one.dataSource.query(
      `select payload->>'text' as text from live_log where session = $1 and kind = 'chat-said'`,
      [session],
    );
    expect(rows.map(({ text }) => text).sort()).toEqual([...texts].sort());
    expect(longest).toBeLessThan(8_000);
    await eventually(() => {
      for (const live of lives) expect(live.get().room).toEqual(lives[0]?.get().room);
    }, 6_000);
    closeClients(proxy.url);
    for (const seat of [ana, tom]) seat.socket.close();
    await proxy.stop();
  }, 40_000);

  test('Redis is killed, frozen and brought back: nothing waits for it, and what it did not carry is found', async () => {
    const { ana, tom } = await meetAcross();
    await redis.kill();
    expect(await ana.answer('chat.say', { text: 'without Redis' })).toBe('ok');
    await eventually(() => expect(heard(tom)).toContain('without Redis'), 7_000);
    // Somebody new comes in while it is away.
    const late = await takeSeat(tom.person, (await hostSession(host)).session).catch((error: unknown) => String(error));
    expect(late).toContain('not-found');
    await redis.start();
    await eventually(async () => {
      await ana.act('chat.say', { text: `back ${Date.now()}` });
      const said = JSON.stringify(ana.socket.events.at(-1));
      await eventually(() => expect(heard(tom)).toContain(JSON.parse(said).payload.text), 800);
    }, 12_000);
    redis.freeze();
    expect(await tom.answer('chat.say', { text: 'while it is frozen' })).toBe('ok');
    await eventually(() => expect(heard(ana)).toContain('while it is frozen'), 7_000);
    redis.thaw();
    for (const seat of [ana, tom]) seat.socket.close();
  }, 60_000);
});
