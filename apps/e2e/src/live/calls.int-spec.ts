import { MAX_SDP, type CallSends } from '@debrief/contracts';
import { newId } from '@debrief/client';
import { eventually } from '@debrief/testing';
import type { TestApp } from '@debrief/server/platform/testing';
import { createHmac } from 'node:crypto';
import { all, enter, framesOf, nothing, offer, rosterOf, settled, signal, sound } from '../support/calling';
import { expectNoCanary, guideSecrets } from '../support/canary';
import { bring, bringTo, joinByLink, meet, takeSeat, type Meeting, type Seat } from '../support/meeting';
import { newAccount } from '../support/person';
import { RawSocket } from '../support/raw-socket';
import { bootServer } from '../support/server';

const turn = { urls: ['turn:turn.example:3478'], secret: 'between us and the relay' };
let server: TestApp;
beforeAll(async () => {
  server = await bootServer({ settings: { turn, stunUrls: ['stun:stun.example'] } });
});
afterAll(() => server.close());

const refused = (code: string) => expect.objectContaining({ ok: false, code });

const microphone = async ({ session }: Meeting, { participant }: Seat): Promise<boolean[]> => {
  const rows: { has: boolean }[] = await server.dataSource.query(
    `select (payload->>'has')::boolean as has from live_log
     where session = $1 and kind = 'microphone-changed' and payload->>'participant' = $2 order by seq`,
    [session, participant],
  );
  return rows.map(({ has }) => has);
};

test('two who enter hear of each other, and their words reach each other and nobody else', async () => {
  const meeting = await meet(server.url);
  const { ana, tom } = meeting;
  const kim = await bring(meeting, 'Kim', 'observer');
  const [one, other] = [await enter(ana), await enter(tom, all)];
  expect(one.answer).toMatchObject({ ok: true, part: 'send', peers: [{ peer: one.peer, sends: sound }] });
  expect(other.entered.peers).toHaveLength(2);
  await eventually(() => expect(rosterOf(ana).map(({ peer }) => peer)).toContain(other.peer));
  const data = { ...offer(), candidates: [{ candidate: 'candidate:1 1 udp 1 10.0.0.7 9 typ host', sdpMid: '0' }] };
  expect(await signal(ana, other.peer, data)).toEqual({ ok: true });
  await eventually(() =>
    expect(framesOf(tom, 'signal')).toEqual([{ from: one.peer, participant: ana.participant, data }]),
  );
  await settled(kim);
  expect(kim.socket.frames.filter(({ kind }) => ['call', 'signal'].includes(kind))).toEqual([]);
  // Addresses travel in these words; the log holds none of them.
  const [row]: { n: number }[] = await server.dataSource.query(
    `select count(*)::int as n from live_log where session = $1 and payload::text like '%10.0.0.7%'`,
    [meeting.session],
  );
  expect(row?.n).toBe(0);
});

test('credentials of a relay are made for one participant and run out', async () => {
  const { ana } = await meet(server.url);
  const { entered } = await enter(ana);
  const [stun, relay] = entered.ice.servers;
  expect(stun).toEqual({ urls: ['stun:stun.example'] });
  const [expiry = '', owner] = (relay?.username ?? '').split(':');
  expect(owner).toBe(ana.participant);
  expect(Number(expiry) * 1000 - Date.now()).toBeGreaterThan(9 * 60_000);
  expect(Number(expiry) * 1000 - Date.now()).toBeLessThan(11 * 60_000);
  expect(relay?.credential).toBe(createHmac('sha1', turn.secret).update(`${expiry}:${owner}`).digest('base64'));
  expect(JSON.stringify(await ana.socket.ask('ice', [{}]))).not.toContain(turn.secret);
});

test('a stranger, somebody at the door and somebody of another session get nothing', async () => {
  const meeting = await meet(server.url);
  const { ana } = meeting;
  const { peer } = await enter(ana);
  const guest = await takeSeat(await joinByLink(server.url, meeting.code, 'Mia'), meeting.session);
  const elsewhere = (await meet(server.url)).ana;
  await enter(elsewhere);
  const nobody = await RawSocket.open(await newAccount(server.url));
  const call = { peer: newId(), sends: sound, again: false };
  expect(guest.joined.admitted).toBe(false);
  for (const request of [
    ['call.enter', call],
    ['call.change', { sends: sound }],
    ['ice', {}],
  ] as const) {
    expect(await guest.socket.ask(request[0], [request[1]])).toEqual(refused('forbidden'));
    expect(await nobody.ask(request[0], [request[1]])).toEqual(refused('not-now'));
  }
  for (const seat of [guest, elsewhere]) expect(await signal(seat, peer)).toEqual(refused('not-now'));
  expect(await nobody.ask('signal', [{ to: peer, data: offer() }])).toEqual(refused('not-now'));
  await settled(ana);
  expect(framesOf(ana, 'signal')).toEqual([]);
  expect(framesOf(guest, 'call')).toEqual([]);
});

test('an observer who asks to send only hears, and two observers have nothing to say to each other', async () => {
  const meeting = await meet(server.url);
  const { ana, tom } = meeting;
  const [kim, lee] = [await bring(meeting, 'Kim', 'observer'), await bring(meeting, 'Lee', 'observer')];
  await bringTo(meeting, 'interview');
  const sender = await enter(ana);
  const watching = [await enter(kim, all), await enter(lee, all)];
  for (const { answer } of watching) expect(answer).toMatchObject({ ok: true, part: 'hear' });
  expect(await kim.socket.ask('call.change', [{ sends: all }])).toEqual({ ok: true });
  await eventually(() => expect(rosterOf(ana)).toHaveLength(3));
  expect(
    rosterOf(ana)
      .filter(({ part }) => part === 'hear')
      .map(({ sends }) => sends),
  ).toEqual([nothing, nothing]);
  expect(await microphone(meeting, kim)).toEqual([]);
  expect(await signal(kim, sender.peer)).toEqual({ ok: true });
  expect(await signal(kim, watching[1]?.peer ?? '')).toEqual(refused('not-now'));
  expectNoCanary(tom.person, await guideSecrets('cargo-bikes'));
  expectNoCanary(kim.person, await guideSecrets('cargo-bikes'));
});

test('a role decides: who becomes an observer of the next round stops sending at once', async () => {
  const meeting = await meet(server.url);
  const { ana, tom } = meeting;
  const kim = await bring(meeting, 'Kim', 'seat');
  for (const seat of [ana, tom, kim]) await enter(seat, all);
  await eventually(() => expect(rosterOf(ana).map(({ part }) => part)).toEqual(['send', 'send', 'send']));
  await ana.act('brief.open', {});
  const opened = ana.socket.events.flatMap((event) => (event.kind === 'round-opened' ? [event.payload] : []))[0];
  const observers = opened?.observers ?? [];
  expect(observers).toHaveLength(1);
  await eventually(() =>
    expect(
      rosterOf(ana)
        .filter(({ part, sends }) => part === 'hear' && !sends.audio)
        .map((one) => one.participant),
    ).toEqual(observers),
  );
});

test('whoever is sent away in mid-call is out of it, and their last words reach nobody', async () => {
  const meeting = await meet(server.url);
  const { ana, tom } = meeting;
  const [one, other] = [await enter(ana), await enter(tom)];
  await eventually(() => expect(rosterOf(ana)).toHaveLength(2));
  const kicked = tom.socket;
  await ana.act('participant.kick', { participant: tom.participant });
  await eventually(() => expect(rosterOf(ana).map(({ peer }) => peer)).toEqual([one.peer]));
  await eventually(() => expect(kicked.closedBy).not.toBeNull());
  expect(await signal(ana, other.peer)).toEqual(refused('not-now'));
  expect(await microphone(meeting, tom)).toEqual([true]);
  const after = kicked.frames.length;
  await signal(ana, other.peer);
  expect(kicked.frames).toHaveLength(after);
});

test('one entrance per person: a second tab takes the call, and the first may not come back by itself', async () => {
  const meeting = await meet(server.url);
  const { ana, tom } = meeting;
  await enter(ana);
  const first = await enter(tom);
  const phone = await takeSeat(tom.person, meeting.session);
  const second = await enter(phone);
  await eventually(() => expect(framesOf(tom, 'call.moved')).toEqual([{ peer: first.peer }]));
  await eventually(() => expect(framesOf(ana, 'call').at(-1)).toMatchObject({ left: [first.peer] }));
  expect(rosterOf(ana).map(({ peer }) => peer)).toContain(second.peer);
  expect(rosterOf(ana)).toHaveLength(2);
  expect((await enter(tom, sound, { peer: first.peer, again: true })).answer).toEqual(refused('conflict'));
  expect((await enter(tom)).answer).toMatchObject({ ok: true });
  await eventually(() => expect(framesOf(phone, 'call.moved')).toEqual([{ peer: second.peer }]));
});

test('nobody enters under the id of another', async () => {
  const { ana, tom } = await meet(server.url);
  const { peer } = await enter(ana);
  expect((await enter(tom, sound, { peer })).answer).toEqual(refused('forbidden'));
  expect((await enter(tom)).entered.peers).toHaveLength(2);
});

test('a lost connection comes back to the same place; the log hears nothing of it', async () => {
  const meeting = await meet(server.url);
  const { ana, tom } = meeting;
  await enter(ana);
  const { peer } = await enter(tom);
  await tom.rejoin();
  expect((await enter(tom, sound, { peer, again: true })).answer).toMatchObject({ ok: true });
  await eventually(() => expect(rosterOf(ana).map((one) => one.peer)).toContain(peer));
  expect(await microphone(meeting, tom)).toEqual([true]);
});

test('a microphone is in the log when it comes and when it goes; a mute is not', async () => {
  const meeting = await meet(server.url);
  const { ana } = meeting;
  await enter(ana, nothing);
  const say = (sends: CallSends) => ana.socket.ask('call.change', [{ sends }]);
  for (const sends of [sound, { ...sound, muted: true }, { ...sound, video: true }, nothing, sound]) await say(sends);
  expect(await microphone(meeting, ana)).toEqual([true, false, true]);
  await ana.socket.ask('call.leave', [{}]);
  expect(await microphone(meeting, ana)).toEqual([true, false, true, false]);
});

test('a socket that is gone for good ends its microphone after a while', async () => {
  const meeting = await meet(server.url);
  const { ana, tom } = meeting;
  await enter(ana);
  await enter(tom);
  tom.socket.close();
  await eventually(() => expect(rosterOf(ana)).toHaveLength(1));
  expect(await microphone(meeting, tom)).toEqual([true]);
  await eventually(async () => expect(await microphone(meeting, tom)).toEqual([true, false]), 15_000);
}, 25_000);

const candidate = { candidate: 'candidate:1', sdpMid: '0' };
test.each<[string, unknown]>([
  ['a description beyond the limit', offer('x'.repeat(MAX_SDP + 1))],
  ['an unknown type', { link: newId(), description: { type: 'rollback', sdp: '', isFirst: true } }],
  ['NUL', offer('v=0\u0000')],
  ['a field of its own', { ...offer(), html: '<b>' }],
  ['no link', { description: { type: 'offer', sdp: 'v=0', isFirst: true } }],
  ['too many candidates', { link: newId(), candidates: Array.from({ length: 41 }, () => candidate) }],
  ['a long candidate', { link: newId(), candidates: [{ candidate: 'x'.repeat(1_001) }] }],
  ['text', 'v=0'],
  ['nothing', null],
])('garbage is refused and goes nowhere: %s', async (_, data) => {
  const { ana, tom } = await meet(server.url);
  await enter(ana);
  const { peer } = await enter(tom);
  const answer = await signal(ana, peer, data);
  expect(answer).toEqual(refused('bad-input'));
  // What was sent may hold addresses: it is not said back either.
  expect(JSON.stringify(answer)).not.toContain('xxxx');
  await settled(tom);
  expect(framesOf(tom, 'signal')).toEqual([]);
});

test('a description of the greatest size passes; a flood of words is refused and the rest of the room lives', async () => {
  const { ana, tom } = await meet(server.url);
  await enter(ana);
  const { peer } = await enter(tom);
  expect(await signal(ana, peer, offer('x'.repeat(MAX_SDP)))).toEqual({ ok: true });
  const answers = await Promise.all(Array.from({ length: 400 }, () => signal(ana, peer)));
  expect(answers).toContainEqual(refused('too-many'));
  expect(await tom.answer('chat.say', { text: 'still here' })).toBe('ok');
  expect(await ana.answer('chat.say', { text: 'so am I' })).toBe('ok');
});
