import { newId } from '@debrief/client';
import { notesDoc, panelDoc, privateDoc, routes } from '@debrief/contracts';
import { eventually } from '@debrief/testing';
import type { TestApp } from '@debrief/server/platform/testing';
import { expectNoCanary, guideSecrets } from '../support/canary';
import { bring, lockable, meet, takeSeat, joinByLink, type Meeting, type Seat } from '../support/meeting';
import { bootServer } from '../support/server';

let server: TestApp;
let meeting: Meeting;
let ivy: Seat;
let oz: Seat;
let ned: Seat;
beforeAll(async () => {
  server = await bootServer();
  meeting = await meet(server.url, { format: 'panel', prompt: 'hot-fountains' });
  ivy = await bring(meeting, 'Ivy', 'interviewer');
  oz = await bring(meeting, 'Oz', 'observer', true);
  ned = await bring(meeting, 'Ned', 'observer');
});
afterAll(() => server.close());

const markOf = (name: string): string => `canary mark of ${name}`;
const kindsOf = (seat: Seat): Set<string> => new Set(seat.socket.events.map(({ kind }) => kind));
const streamsOf = (seat: Seat): string[] =>
  Object.keys(seat.joined.streams)
    .map((name) => name.replace(/^self\..+/, 'self'))
    .sort();

test('a panel round: interviewers share a stream that nobody else hears', async () => {
  const { session, ana, tom } = meeting;
  await ana.act('brief.open', {});
  await eventually(() => {
    for (const seat of [ana, ivy]) expect(kindsOf(seat)).toContain('prompt-chosen');
  });
  for (const seat of [tom, oz, ned]) expect(kindsOf(seat)).not.toContain('prompt-chosen');
  const guide = await ivy.person.http(routes.getRoundGuide, { params: { session, round: '1' } });
  for (const seat of [tom, oz, ned]) {
    const { status } = await seat.person.request('GET', `/api/sessions/${session}/rounds/1/guide`);
    expect(status).toBe(403);
  }
  await ana.act('round.start', { round: 1 });
  const dimension = guide.anchors[0]?.dimension ?? '';
  const [fact] = guide.facts;
  await ivy.act('fact.give', { round: 1, fact: fact?.id ?? '', asked: false });
  await ivy.act('hint.file', { round: 1, fact: fact?.id ?? '', dimension: null });
  await ivy.act('duty.set', { round: 1, dimension, participant: ivy.participant });
  await ana.act('nudge.log', { round: 1, phase: guide.phases[0]?.key ?? '' });
  await ivy.act('probe.ask', { round: 1, probe: guide.phases.flatMap(({ probes }) => probes)[0]?.id ?? '' });
  const panel = ['hint-logged', 'duty-set', 'probe-asked'];
  await eventually(() => {
    for (const seat of [ana, ivy]) for (const kind of panel) expect(kindsOf(seat)).toContain(kind);
    for (const seat of [tom, oz, ned]) expect(kindsOf(seat)).toContain('fact-given');
  });
  for (const seat of [tom, oz, ned]) for (const kind of panel) expect(kindsOf(seat)).not.toContain(kind);

  // Marks are their author's alone, the co-interviewer does not see them either.
  const mark = { round: 1, dimension, markKind: 'quote' as const };
  for (const seat of [ana, ivy, oz, ned])
    await seat.act('mark.set', { ...mark, mark: newId(), words: markOf(seat.person.name) });
  expect(await tom.answer('mark.set', { ...mark, mark: newId() })).toBe('not-your-role');
  await tom.act('chat.say', { text: 'go on' });
  for (const seat of [ana, ivy, oz, ned, tom])
    expectNoCanary(seat.person, ['Ana', 'Ivy', 'Oz', 'Ned'].filter((name) => name !== seat.person.name).map(markOf));
});

test('observers watch: they read shared notes and the chat, and decide nothing', async () => {
  const { tom } = meeting;
  const refusals = await Promise.all([
    ned.answer('chat.say', { text: 'May I?' }),
    ned.answer('note.share', { round: 1, text: 'May I?' }),
    ned.answer('phase.next', { round: 1, from: 0 }),
    ned.answer('clock.pause', { round: 1 }),
    ned.answer('scoring.start', { round: 1 }),
    ned.answer('participant.kick', { participant: ivy.participant }),
    ned.answer('room.lock', { locked: true }),
    // Whether the guide has such a fact or probe is not told either.
    ned.answer('fact.give', { round: 1, fact: 'no-such-fact', asked: true }),
    tom.answer('fact.give', { round: 1, fact: 'no-such-fact', asked: true }),
    tom.answer('probe.ask', { round: 1, probe: 'no-such-probe' }),
  ]);
  expect(new Set(refusals)).toEqual(new Set(['not-your-role']));
  const open = (seat: Seat, doc: string) => seat.socket.ask('doc.open', [{ doc, stateVector: '', clientIds: [] }]);
  expect(await open(ned, notesDoc(1))).toMatchObject({ ok: true, writable: false });
  expect(await open(ned, panelDoc(1))).toMatchObject({ ok: false, code: 'forbidden' });
  expect(await open(ivy, panelDoc(1))).toMatchObject({ ok: true, writable: true });
  expect(await open(tom, panelDoc(1))).toMatchObject({ ok: false, code: 'forbidden' });
  for (const seat of [ivy, tom])
    expect(await open(seat, privateDoc(1, ned.participant))).toMatchObject({ ok: false, code: 'forbidden' });
  for (const stream of ['r1.panel', `self.${ivy.participant}`])
    expect(await ned.socket.ask('since', [{ stream, seq: 0 }])).toMatchObject({ ok: false, code: 'forbidden' });
});

test('who comes back reads exactly their own streams', async () => {
  const { ana, tom } = meeting;
  for (const seat of [ana, tom, ivy, oz, ned]) await seat.rejoin();
  expect([ana, ivy, tom, oz, ned].map(streamsOf)).toEqual([
    ['r1.panel', 'room', 'self'],
    ['r1.panel', 'room', 'self'],
    ['room', 'self'],
    ['room', 'self'],
    ['room', 'self'],
  ]);
  expectNoCanary(tom.person, ['Ana', 'Ivy', 'Oz', 'Ned'].map(markOf));
});

test('a late interviewer gets the panel from its start', async () => {
  const late = await bring(meeting, 'Lea', 'observer');
  expect(streamsOf(late)).toEqual(['room', 'self']);
  await meeting.ana.act('participant.admit', { participant: late.participant, as: 'interviewer' });
  const answer = await late.socket.ask('since', [{ stream: 'r1.panel', seq: 0 }]);
  expect(JSON.stringify(answer)).toContain('prompt-chosen');
  const dimension = lockable('estimation').levels[1]?.dimension ?? '';
  await ivy.act('duty.set', { round: 1, dimension, participant: late.participant });
  await eventually(() => expect(kindsOf(late)).toContain('duty-set'));
  await late.act('participant.leave', {});
  late.socket.close();
});

test('somebody at the door hears nothing of the room until they are let in', async () => {
  const { session, code, ana } = meeting;
  const person = await joinByLink(server.url, code, 'Wes');
  const waiting = await takeSeat(person, session);
  expect(waiting.joined).toMatchObject({ admitted: false, streams: {}, docs: {} });
  expect(waiting.joined.people.map(({ name }) => name)).toEqual(['Wes']);
  await ana.act('chat.say', { text: 'canary chat: somebody is at the door' });
  expect(await waiting.answer('chat.say', { text: 'hello?' })).toBe('forbidden');
  expect(await waiting.socket.ask('since', [{ stream: 'room', seq: 0 }])).toMatchObject({ code: 'forbidden' });
  const view = await person.http(routes.getSession, { params: { session } });
  expect(view.people.map(({ name }) => name)).toEqual(['Wes']);
  expect(waiting.socket.events).toEqual([]);
  expectNoCanary(person, ['canary chat: somebody is at the door', ana.person.email]);
  waiting.socket.close();
});

test('whoever is removed loses the socket within a second, hears nothing more and cannot come back', async () => {
  const { session, code, ana } = meeting;
  await ana.act('participant.kick', { participant: ned.participant });
  await eventually(() => expect(ned.socket.closedBy).not.toBeNull(), 1_000);
  expect(ned.socket.frames.at(-1)).toEqual({ kind: 'closed', body: { code: 'kicked' } });
  const before = ned.person.received.length;
  await ana.act('chat.say', { text: 'canary chat: after the removal' });
  await expect(takeSeat(ned.person, session)).rejects.toThrow('forbidden');
  await expect(ned.person.http(routes.acceptInvite, { body: { code } })).rejects.toMatchObject({
    problem: { code: 'forbidden' },
  });
  expect(ned.person.received.slice(before).join('')).not.toContain('after the removal');
});

test('scorers and candidate lock, and everybody sees every card with the hints at once', async () => {
  const { ana, tom } = meeting;
  await ana.act('scoring.start', { round: 1 });
  for (const seat of [ana, tom, ivy])
    await seat.act('card.lock', { round: 1, card: lockable('estimation', `canary card of ${seat.person.name}`) });
  for (const seat of [ana, tom, ivy, oz]) expect(kindsOf(seat)).not.toContain('cards-opened');
  const told = JSON.stringify([tom.socket.events, tom.joined]);
  const kept = (await guideSecrets('hot-fountains')).filter(
    (text) => !told.includes(JSON.stringify(text).slice(1, -1)),
  );
  expectNoCanary(tom.person, ['canary card of Ana', 'canary card of Ivy', ...kept]);
  await oz.act('card.lock', { round: 1, card: lockable('estimation', 'canary card of Oz') });
  await eventually(() => {
    for (const seat of [ana, tom, ivy, oz]) {
      const [opened] = seat.socket.events.flatMap((event) => (event.kind === 'cards-opened' ? [event.payload] : []));
      expect(opened?.cards).toHaveLength(4);
      expect(opened?.hints.map(({ kind }) => kind).sort()).toEqual(['fact', 'nudge']);
    }
  });
});
