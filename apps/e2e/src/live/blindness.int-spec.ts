import { type createLive, DOC_ROOT, newId } from '@debrief/client';
import { docHome, panelDoc, privateDoc, routes, type DocName, type SessionFormat } from '@debrief/contracts';
import { eventually } from '@debrief/testing';
import type { TestApp } from '@debrief/server/platform/testing';
import { expectNoCanary, guideSecrets, promptOf } from '../support/canary';
import { bring, bringTo, lockable, meet, type Meeting, type Seat } from '../support/meeting';
import { liveOf } from '../support/live-of';
import { normaliser } from '../support/normal';
import { bootServer } from '../support/server';
import * as Y from 'yjs';

let server: TestApp;
beforeAll(async () => {
  server = await bootServer();
});
afterAll(() => server.close());

const WORDS = 'canary: he guessed the base';
const PRIVATE = 'canary: leans on one number';
const EVIDENCE = 'canary: counted the trips twice';

/** Everybody beside Ana and Tom: one more interviewer in a panel, a scorer and somebody who watches where others may. */
const gather = async (meeting: Meeting, format: SessionFormat): Promise<{ panel: Seat[]; watching: Seat[] }> => {
  const { ana, tom } = meeting;
  if (format === 'fishbowl') {
    await ana.act('participant.admit', { participant: tom.participant, as: 'seat' });
    await tom.rejoin();
  }
  if (format === 'swap') return { panel: [ana], watching: [] };
  const panel = format === 'panel' ? [ana, await bring(meeting, 'Ivy', 'interviewer')] : [ana];
  return { panel, watching: [await bring(meeting, 'Oz', 'observer', true), await bring(meeting, 'Ned', 'observer')] };
};

const writes = async (seat: Seat, session: string, name: DocName): Promise<void> => {
  const live: ReturnType<typeof createLive> = liveOf(seat.person, session);
  const doc = live.doc(name);
  await eventually(() => expect(doc.get()).toMatchObject({ isWritable: true, sync: 'saved' }));
  const { doc: page } = doc.get();
  if (docHome(name).kind === 'private') page.getText(DOC_ROOT).insert(0, PRIVATE);
  else {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(PRIVATE)]);
    page.getXmlFragment(DOC_ROOT).insert(0, [paragraph]);
  }
  await eventually(() => expect(doc.get().savedAt).not.toBeNull());
  live.close();
};

/** What those who mark and write for themselves may do that nobody else may notice. */
const busilyWatched = async (seats: readonly Seat[], session: string): Promise<void> => {
  const dimension = lockable('estimation').levels[0]?.dimension ?? '';
  for (const seat of seats) {
    await seat.act('mark.set', { round: 1, mark: newId(), dimension, markKind: 'strong', words: WORDS });
    await writes(seat, session, privateDoc(1, seat.participant));
  }
};

/** What interviewers may do that nobody else may notice. */
const busily = async (session: string, panel: readonly Seat[]): Promise<void> => {
  for (const seat of panel) await busy(session, seat);
};
const busy = async (session: string, ana: Seat): Promise<void> => {
  const dimension = lockable('estimation').levels[0]?.dimension ?? '';
  const marks = [newId(), newId()];
  for (const mark of marks) await ana.act('mark.set', { round: 1, mark, dimension, markKind: 'missed', words: WORDS });
  await ana.act('mark.change', { round: 1, mark: marks[0] ?? '', markKind: 'unclear' });
  await ana.act('mark.undo', { round: 1, mark: marks[1] ?? '' });
  await ana.act('duty.set', { round: 1, dimension, participant: ana.participant });
  const guide = await ana.person.http(routes.getRoundGuide, { params: { session, round: '1' } });
  await ana.act('nudge.log', { round: 1, phase: guide.phases[0]?.key ?? '' });
  // The lead alone may.
  await ana.answer('scorer.assign', { round: 1, participant: ana.participant, dimensions: [dimension] });
  const hint = guide.facts[0]?.id ?? '';
  // The same fact that a quiet panel gives as asked for, below.
  if (await ana.answer('fact.give', { round: 1, fact: hint, asked: false, dimension }).then((code) => code === 'ok'))
    await ana.act('hint.file', { round: 1, fact: hint, dimension: null });
  await ana.answer('probe.ask', { round: 1, probe: guide.phases.flatMap(({ probes }) => probes)[0]?.id ?? '' });
  await ana.act('talk.report', { round: 1, from: Date.now() - 1_000, to: Date.now() });
  await writes(ana, session, privateDoc(1, ana.participant));
  await writes(ana, session, panelDoc(1));
};

/** What of the guide nobody was given: all but its first fact. */
const secrets = async (): Promise<string[]> => {
  const given = JSON.stringify((await promptOf('cargo-bikes')).facts[0]);
  return (await guideSecrets('cargo-bikes')).filter((text) => !given.includes(JSON.stringify(text)));
};

type Peer = 'none' | 'busy' | 'locked';

/** One interview up to scoring; everything the candidate receives in it, in order. */
const candidateSees = async (peer: Peer, format: SessionFormat = 'swap') => {
  const meeting = await meet(server.url, { prompt: 'cargo-bikes', format });
  const { session, ana, tom } = meeting;
  const { panel, watching } = await gather(meeting, format);
  await bringTo(meeting, 'interview');
  // Everybody sees a fact; only the panel knows whether it was asked for, and what it counts against.
  if (peer !== 'busy') {
    const { facts } = await ana.person.http(routes.getRoundGuide, { params: { session, round: '1' } });
    await ana.act('fact.give', { round: 1, fact: facts[0]?.id ?? '', asked: true });
  } else {
    await busily(session, panel);
    await busilyWatched(watching, session);
  }
  await tom.act('chat.say', { text: 'Let me think.' });
  await ana.act('phase.next', { round: 1, from: 0 });
  await ana.act('scoring.start', { round: 1 });
  if (peer === 'busy') {
    const params = { session, round: '1' };
    const card = lockable('estimation', EVIDENCE, 1);
    await ana.person.http(routes.putDraft, { params, body: { version: 0, card } });
    await ana.person.http(routes.putDraft, { params, body: { version: 1, card } });
  }
  if (peer === 'locked') await ana.act('card.lock', { round: 1, card: lockable('estimation', EVIDENCE, 1) });
  await tom.act('chat.say', { text: 'I score myself now.' });

  const normal = normaliser();
  const rows = tom.socket.events.map(normal);
  const other = tom.socket.frames.filter(({ kind }) => kind !== 'log' && kind !== 'head' && kind !== 'people');
  const answers: string[] = [];
  for (const path of ['', '/rounds/1/draft', '/rounds/1/debrief', '/replay', '/rounds/1/guide']) {
    const { status, text, headers } = await tom.person.request('GET', `/api/sessions/${session}${path}`);
    const fixed = [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
    answers.push(normal([path, status, JSON.parse(text), fixed]));
  }
  await tom.rejoin();
  const { streams, docs, people, admitted } = tom.joined;
  const snapshot = normal([
    streams['room'],
    streams[`self.${tom.participant}`],
    Object.keys(streams),
    docs,
    people,
    admitted,
  ]);
  const heads = new Set(tom.socket.frames.flatMap(({ kind, body }) => (kind === 'head' ? [body.stream] : [])));
  return { rows, other, answers, snapshot, heads, tom };
};

test('before the opening a candidate receives the same bytes whether the peer does nothing or marks, notes and drafts', async () => {
  const none = await candidateSees('none');
  const busy = await candidateSees('busy');
  expect(none.rows.length).toBeGreaterThan(6);
  expect(busy.rows).toEqual(none.rows);
  expect(busy.other).toEqual(none.other);
  expect(busy.answers).toEqual(none.answers);
  expect(busy.snapshot).toBe(none.snapshot);
  expectNoCanary(busy.tom.person, [WORDS, PRIVATE, EVIDENCE, ...(await secrets())]);

  const locked = await candidateSees('locked');
  const added = locked.rows.filter((row) => !none.rows.includes(row) && row.includes('scorer-locked'));
  expect(added).toHaveLength(1);
  expect(JSON.parse(added[0] ?? '{}')).toMatchObject({ kind: 'scorer-locked', stream: 'room' });
  expect(Object.keys(JSON.parse(added[0] ?? '{}').payload).sort()).toEqual(['at', 'participant', 'round']);
  const without = locked.rows.filter((row) => !added.includes(row)).map((row) => row.replace(/"seq":\d+/, '"seq":n'));
  expect(without).toEqual(none.rows.map((row) => row.replace(/"seq":\d+/, '"seq":n')));
  expect(locked.other).toEqual(none.other);
  const replayless = (answers: string[]) => answers.filter((answer) => !answer.startsWith('["/replay"'));
  expect(replayless(locked.answers)).toEqual(replayless(none.answers));
  const flag = (snapshot: string) =>
    snapshot.replace(/"locked":\[[^\]]*\]/, '"locked":[…]').replace(/"head":\d+/, '"head":n');
  expect(locked.snapshot).not.toBe(none.snapshot);
  expect(flag(locked.snapshot)).toBe(flag(none.snapshot));
  expectNoCanary(locked.tom.person, [EVIDENCE]);
}, 60_000);

test.each(['panel', 'fishbowl'] as const)(
  'in a %s too: other interviewers, scorers and people who watch leave no trace',
  async (format) => {
    const none = await candidateSees('none', format);
    const busy = await candidateSees('busy', format);
    expect(none.rows.length).toBeGreaterThan(6);
    expect(busy.rows).toEqual(none.rows);
    expect(busy.other).toEqual(none.other);
    expect(busy.answers).toEqual(none.answers);
    expect(busy.snapshot).toBe(none.snapshot);
    expectNoCanary(busy.tom.person, [WORDS, PRIVATE, EVIDENCE, ...(await secrets())]);
  },
  60_000,
);
