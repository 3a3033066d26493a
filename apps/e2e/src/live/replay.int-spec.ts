import { DOC_ROOT, newId } from '@debrief/client';
import { notesDoc, routes, type WireEvent } from '@debrief/contracts';
import { inOrder, stateAt } from '@debrief/live-core';
import { LiveService } from '@debrief/server/live';
import type { TestApp } from '@debrief/server/platform/testing';
import * as Y from 'yjs';
import { bring, lockable, meet, takeSeat, type Meeting, type Seat } from '../support/meeting';
import { newAccount, Person } from '../support/person';
import { bootServer } from '../support/server';

let server: TestApp;
let meeting: Meeting;
let ned: Seat;
const NOTES = 1_040;

beforeAll(async () => {
  server = await bootServer();
  meeting = await meet(server.url);
  const { session, ana, tom } = meeting;
  ned = await bring(meeting, 'Ned', 'observer');
  await ana.act('brief.open', {});
  await ana.act('round.start', { round: 1 });
  await ana.act('chat.say', { text: 'canary: before the removal' });
  await ana.act('participant.kick', { participant: ned.participant });
  await ana.act('chat.say', { text: 'canary: after the removal' });
  const mark = { round: 1, mark: newId(), dimension: 'scope', markKind: 'strong' as const };
  const [dimension = ''] = lockable('estimation').levels.map((level) => level.dimension);
  await ana.act('mark.set', { ...mark, dimension, words: 'canary: marked by Ana' });
  await ana.act('duty.set', { round: 1, dimension, participant: ana.participant });
  await typeNotes(session, tom);
  await ana.act('scoring.start', { round: 1 });
  await tom.act('card.lock', { round: 1, card: lockable('estimation', 'canary: Tom judges') });
}, 60_000);
afterAll(() => server.close());

/** More changes of the notes than a page holds, without the limits of a socket. */
const typeNotes = async (session: string, { participant }: Seat): Promise<void> => {
  const live = server.app.get(LiveService);
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  await live.openDocument(session, participant, notesDoc(1), { stateVector: '', clientIds: [doc.clientID] });
  const text = new Y.XmlText();
  doc.getXmlFragment(DOC_ROOT).insert(0, [text]);
  for (let letter = 1; letter < NOTES; letter += 1) text.insert(text.length, 'a');
  const acks = await Promise.all(
    updates.map((update) => live.push(session, participant, notesDoc(1), Buffer.from(update), '')),
  );
  expect(acks.every(({ ok }) => ok)).toBe(true);
};

const replayOf = async (person: Person, session = meeting.session) => {
  const pages: WireEvent[][] = [];
  let after: string | undefined;
  let reader = '';
  do {
    const page = await person.http(routes.getReplay, { params: { session }, query: { ...(after && { after }) } });
    // The contract leaves the rows open; what they hold is the live contract's.
    pages.push(page.events as unknown as WireEvent[]);
    reader = page.reader;
    after = page.next ?? undefined;
  } while (after);
  return { pages, reader, events: pages.flat() };
};
const streamsOf = (events: WireEvent[]) => [...new Set(events.map(({ stream }) => stream))].sort();

test('pages hold every row once, in order of stream and seq', async () => {
  const { pages, events } = await replayOf(meeting.tom.person);
  expect(pages.length).toBe(2);
  expect(pages[0]).toHaveLength(1_000);
  const room = events.filter(({ stream }) => stream === 'room').map(({ seq }) => seq);
  expect(room).toEqual(room.map((_, index) => index + 1));
  expect(events.filter(({ kind }) => kind === 'doc')).toHaveLength(NOTES);
});

test('the replay leads to what the live screen holds', async () => {
  const { tom, session } = meeting;
  const { events } = await replayOf(tom.person);
  const { joined, socket } = await takeSeat(tom.person, session);
  const held = joined.streams['room'];
  expect(stateAt(inOrder(events), Number.MAX_SAFE_INTEGER).room).toEqual(held && 'snapshot' in held && held.snapshot);
  socket.close();
});

test('the candidate has no panel, and nobody else’s own stream', async () => {
  const { ana, tom } = meeting;
  const of = async (person: Person) => {
    const { events, reader } = await replayOf(person);
    return { streams: streamsOf(events), reader, text: JSON.stringify(events) };
  };
  const candidate = await of(tom.person);
  expect(candidate).toMatchObject({ reader: tom.participant, streams: ['room', `self.${tom.participant}`] });
  expect(candidate.text).not.toContain('marked by Ana');
  const lead = await of(ana.person);
  expect(lead).toMatchObject({
    reader: ana.participant,
    streams: ['r1.panel', 'room', `self.${ana.participant}`],
  });
  expect(lead.text).toContain('marked by Ana');
  expect(lead.text).not.toContain('Tom judges');
});

test('a stranger learns nothing: somebody else’s session is refused like an absent one', async () => {
  const other = await newAccount(server.url, 'Other');
  for (const person of [other, new Person(server.url, 'Nobody')]) {
    const replies = [];
    for (const session of [meeting.session, newId()]) {
      const { status, body } = await person.request('GET', `/api/sessions/${session}/replay`);
      replies.push({ status, body: { ...(body as object), requestId: '' } });
    }
    expect(replies[0]).toMatchObject({ status: 404 });
    expect(replies[0]).toEqual(replies[1]);
  }
});

test('somebody who was removed keeps what they had read, and nothing beyond', async () => {
  const { events } = await replayOf(ned.person);
  expect(streamsOf(events)).toEqual(['room']);
  expect(events.at(-1)).toMatchObject({ kind: 'participant-kicked', payload: { participant: ned.participant } });
  const text = JSON.stringify(events);
  expect(text).toContain('before the removal');
  expect(text).not.toContain('after the removal');
  expect(events.some(({ kind }) => kind === 'doc')).toBe(false);
});
