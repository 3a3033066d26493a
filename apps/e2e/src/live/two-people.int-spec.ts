import { notesDoc, privateDoc, routes, type DocName, type JoinAnswer } from '@debrief/contracts';
import { type createLive, DOC_ROOT, plainText } from '@debrief/client';
import { eventually } from '@debrief/testing';
import type { TestApp } from '@debrief/server/platform/testing';
import * as Y from 'yjs';
import { expectNoCanary, findCanaries, guideSecrets } from '../support/canary';
import { lockable, meet } from '../support/meeting';
import { liveOf } from '../support/live-of';
import { bootServer } from '../support/server';

let server: TestApp;
beforeAll(async () => {
  server = await bootServer();
});
afterAll(() => server.close());

test('two people hold a whole session: link, brief, interview, notes, blind cards, debrief, swap, second round, end', async () => {
  const { session, ana, tom } = await meet(server.url);

  // Lobby.
  expect(tom.joined).toMatchObject({ ok: true, admitted: true });
  expect(tom.joined.people.map(({ name, isGuest, isHost }) => ({ name, isGuest, isHost }))).toEqual([
    { name: 'Ana', isGuest: false, isHost: true },
    { name: 'Tom', isGuest: true, isHost: false },
  ]);
  await tom.act('participant.ready', { ready: true });
  await tom.act('chat.say', { text: 'Hello, I am ready.' });
  expect(await tom.answer('brief.open', {})).toBe('not-your-role');

  // Brief: the interviewer reads the guide, the candidate cannot.
  await ana.act('brief.open', {});
  const guide = await ana.person.http(routes.getRoundGuide, { params: { session, round: '1' } });
  await expect(tom.person.http(routes.getRoundGuide, { params: { session, round: '1' } })).rejects.toMatchObject({
    problem: { code: 'not-your-role' },
  });
  expect(tom.socket.events.map(({ kind }) => kind)).not.toContain('prompt-chosen');

  // Interview: the prompt appears to both.
  await ana.act('round.start', { round: 1 });
  const secrets = await guideSecrets(guide.prompt);
  const appeared = tom.socket.events.find(({ kind }) => kind === 'interview-started');
  expect(appeared).toMatchObject({ payload: { statement: guide.statement, title: guide.title } });

  const fact = guide.facts.find(({ answer, noData }) => answer !== undefined && !noData);
  await ana.act('fact.give', { round: 1, fact: fact?.id ?? '', asked: false });
  expect(await ana.answer('fact.give', { round: 1, fact: fact?.id ?? '', asked: true })).toBe('already-done');
  expect(await ana.answer('fact.give', { round: 1, fact: 'no-such-fact', asked: true })).toBe('not-found');
  const given = tom.socket.events.find(({ kind }) => kind === 'fact-given');
  expect(given).toMatchObject({ payload: { answer: fact?.answer } });
  expect(tom.socket.events.map(({ kind }) => kind)).not.toContain('hint-logged');
  await ana.act('hint.file', { round: 1, fact: fact?.id ?? '', dimension: null });

  const words = 'canary mark: asked for the unit first';
  const mark = '11111111-0000-4000-8000-000000000001';
  await ana.act('mark.set', {
    round: 1,
    mark,
    dimension: guide.anchors[0]?.dimension ?? '',
    markKind: 'strong',
    words,
  });
  await tom.act('chat.say', { text: 'Is that per year?' });
  await ana.act('phase.next', { round: 1, from: 0 });
  expect(await ana.answer('phase.next', { round: 1, from: 0 })).toBe('conflict');
  expect(await tom.answer('clock.pause', { round: 1 })).toBe('not-your-role');
  await ana.act('clock.add', { round: 1, minutes: 2 });

  // Shared notes by Yjs, both ways; private notes for the interviewer alone.
  const anaLive = liveOf(ana.person, session);
  const tomLive = liveOf(tom.person, session);
  const type = (live: ReturnType<typeof createLive>, name: DocName, line: string) => {
    const { doc } = live.doc(name).get();
    if (name.includes('private')) return doc.getText(DOC_ROOT).insert(0, line);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(line)]);
    doc.getXmlFragment(DOC_ROOT).push([paragraph]);
  };
  const privately = 'canary note: he sounds unsure of the base';
  const mine = privateDoc(1, ana.participant);
  for (const [live, name] of [
    [anaLive, notesDoc(1)],
    [tomLive, notesDoc(1)],
    [anaLive, mine],
  ] as const)
    await eventually(() => expect(live.doc(name).get()).toMatchObject({ isWritable: true, sync: 'saved' }));
  type(tomLive, notesDoc(1), 'Bikes per household');
  type(anaLive, notesDoc(1), 'Trips per week');
  type(anaLive, mine, privately);
  await eventually(() => {
    for (const live of [anaLive, tomLive]) {
      const text = plainText(notesDoc(1), live.doc(notesDoc(1)).get().doc);
      expect(text).toContain('Bikes per household');
      expect(text).toContain('Trips per week');
    }
    expect(anaLive.doc(mine).get().sync).toBe('saved');
  });

  // Blind scoring: nobody sees a card before both have locked.
  await ana.act('scoring.start', { round: 1 });
  expect(await tom.answer('fact.give', { round: 1, fact: fact?.id ?? '', asked: true })).toBe('not-your-role');
  const evidence = 'canary card: he named three drivers';
  const draft = lockable('estimation', evidence, 4);
  const stored = await ana.person.http(routes.putDraft, {
    params: { session, round: '1' },
    body: { version: 0, card: draft },
  });
  expect(stored.version).toBe(1);
  await expect(
    ana.person.http(routes.putDraft, { params: { session, round: '1' }, body: { version: 0, card: draft } }),
  ).rejects.toMatchObject({ problem: { code: 'conflict' } });
  expect(await ana.answer('card.lock', { round: 1, card: { ...draft, overall: null } })).toBe('bad-input');
  await ana.act('card.lock', { round: 1, card: draft });
  expect(await ana.answer('card.lock', { round: 1, card: draft })).toBe('already-done');
  await eventually(() => expect(tom.socket.events.map(({ kind }) => kind)).toContain('scorer-locked'));
  expectNoCanary(tom.person, [
    words,
    privately,
    evidence,
    ana.person.email,
    ...secrets.filter((text) => !JSON.stringify([given]).includes(text)),
  ]);
  await tom.act('card.lock', { round: 1, card: lockable('estimation', 'I asked for the unit late', 2) });
  await eventually(() => {
    for (const seat of [ana, tom]) {
      const opened = seat.socket.events.find(({ kind }) => kind === 'cards-opened');
      expect(opened).toMatchObject({ payload: { cards: [{ isSelf: false }, { isSelf: true }] } });
      expect(JSON.stringify(opened)).toContain(evidence);
    }
  });
  expect(findCanaries(tom.person.received, [evidence])).not.toEqual([]);

  // Debrief over HTTP, and a fix that both agree on.
  const params = { session, round: '1' };
  await ana.person.http(routes.putFeedback, {
    params,
    body: {
      version: 0,
      keep: 'The tree on paper.',
      keepAt: null,
      advice: [{ when: 'you start to compute', attempt: 'saying the unit', because: 'the sums stay comparable' }],
      task: 'Three drills.',
    },
  });
  const worded = await tom.person.http(routes.proposeFix, {
    params,
    body: { text: 'Name the unit first', version: 0 },
  });
  expect(worded.isAgreed).toBe(false);
  expect((await ana.person.http(routes.agreeFix, { params, body: { version: worded.version } })).isAgreed).toBe(true);
  await eventually(() => expect(tom.socket.frames.map(({ kind }) => kind)).toContain('changed'));
  const debrief = await tom.person.http(routes.getDebrief, { params });
  expect(debrief).toMatchObject({ feedback: [{ keep: 'The tree on paper.' }], fix: { isAgreed: true } });

  // Swap: the roles turn, the prompt is another one, and its guide is for the other person.
  await ana.act('swap.propose', {});
  await tom.act('swap.agree', {});
  const second = await tom.person.http(routes.getRoundGuide, { params: { session, round: '2' } });
  expect(second.prompt).not.toBe(guide.prompt);
  await expect(ana.person.http(routes.getRoundGuide, { params: { session, round: '2' } })).rejects.toMatchObject({
    problem: { code: 'not-your-role' },
  });
  expect(await ana.answer('round.start', { round: 2 })).toBe('not-your-role');
  await tom.act('round.start', { round: 2 });
  await tom.act('scoring.start', { round: 2 });
  for (const seat of [tom, ana]) await seat.act('card.lock', { round: 2, card: lockable('estimation') });
  expectNoCanary(ana.person, await guideSecrets(second.prompt));

  // End by agreement; afterwards everything but reading is over.
  await tom.act('end.propose', {});
  await ana.act('end.agree', {});
  expect(await tom.answer('chat.say', { text: 'one more thing' })).toBe('ended');
  await eventually(() => expect(anaLive.get().room.status).toBe('ended'));
  expect(tomLive.get().room).toEqual(anaLive.get().room);

  // Looking back: the replay holds what each may see, and the candidate may now read the guide.
  const replay = await tom.person.http(routes.getReplay, { params: { session }, query: {} });
  expect(new Set(replay.events.map(({ stream }) => stream))).toEqual(
    new Set(['room', 'r2.panel', `self.${tom.participant}`]),
  );
  expectNoCanary(tom.person, [words, privately, ana.person.email]);
  expect((await tom.person.http(routes.getRoundGuide, { params })).prompt).toBe(guide.prompt);
  const history = await ana.person.http(routes.listRounds, { query: {} });
  expect(history.rounds.map(({ role, state }) => [role, state])).toEqual([
    ['candidate', 'open'],
    ['interviewer', 'open'],
  ]);

  // A snapshot for a newcomer to the log equals what those who stayed have folded.
  await ana.rejoin();
  const snapshot = (ana.joined as JoinAnswer).streams['room'];
  expect(snapshot && 'snapshot' in snapshot && snapshot.snapshot).toEqual(anaLive.get().room);
  anaLive.close();
  tomLive.close();
}, 60_000);
