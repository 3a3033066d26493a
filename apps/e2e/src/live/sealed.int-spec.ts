import { routes, type RouteSpec } from '@debrief/contracts';
import { newId } from '@debrief/client';
import type { TestApp } from '@debrief/server/platform/testing';
import { eventually } from '@debrief/testing';
import { bring, bringTo, lockable, meet, takeSeat, type Meeting, type Seat } from '../support/meeting';
import { normaliser } from '../support/normal';
import { newAccount, newGuest, Person } from '../support/person';
import { Rewind } from '../support/rewind';
import { stopSweep } from '../support/rooms';
import { bootServer } from '../support/server';

/**
 * What everybody can learn of somebody else's card before the cards open, over every readable route of the contract
 * and every frame: a new route is covered by being in the contract.
 */
const members = ['ana', 'ivy', 'tom', 'oz', 'ned'] as const;
type Member = (typeof members)[number];
const outsiders = ['stranger', 'guest', 'nobody'] as const;
type Viewer = Member | (typeof outsiders)[number];
const states = ['none', 'draft', 'locked'] as const;
type State = (typeof states)[number];
/** An interviewer, a named scorer who watches, and the candidate. */
const peers: readonly Member[] = ['ana', 'oz', 'tom'];

let server: TestApp;
let rewind: Rewind;
let meeting: Meeting;
const people = {} as Record<Viewer, Person>;
const participants = {} as Record<Member, string>;
const lines: string[] = [];
const written = process.stdout.write.bind(process.stdout);
const level = process.env.LOG_LEVEL;

beforeAll(async () => {
  // What the operator of an instance would read, at the level that it ships with.
  process.env.LOG_LEVEL = 'info';
  process.stdout.write = (line) => lines.push(String(line)) > 0;
  server = await bootServer();
  stopSweep(server);
  meeting = await meet(server.url, { prompt: 'cargo-bikes', format: 'panel' });
  const seats: Record<Member, Seat> = {
    ana: meeting.ana,
    tom: meeting.tom,
    ivy: await bring(meeting, 'Ivy', 'interviewer'),
    oz: await bring(meeting, 'Oz', 'observer', true),
    ned: await bring(meeting, 'Ned', 'observer'),
  };
  await bringTo(meeting, 'scoring');
  for (const name of members) {
    people[name] = seats[name].person;
    participants[name] = seats[name].participant;
    seats[name].socket.close();
  }
  const elsewhere = await meet(server.url, { prompt: 'hot-fountains' });
  for (const seat of [elsewhere.ana, elsewhere.tom]) seat.socket.close();
  people.stranger = await newAccount(server.url, 'Stranger');
  people.guest = (await newGuest(server.url, elsewhere.code, 'Guest')).person;
  people.nobody = new Person(server.url, 'Nobody');
  rewind = new Rewind(server);
  await rewind.save();
}, 60_000);
afterAll(async () => {
  await server.close();
  process.stdout.write = written;
  process.env.LOG_LEVEL = level;
});

/** Every route that can be read, asked about this session, its first round and its prompt. */
const readable = (): [name: string, path: string][] => {
  const params: Record<string, string> = {
    session: meeting.session,
    round: '1',
    prompt: 'cargo-bikes',
    type: 'estimation',
    version: '1',
    segment: '0',
    hash: '0'.repeat(64),
    recording: newId(),
    key: 'none',
  };
  return Object.entries(routes as Record<string, RouteSpec>)
    .filter(([, { method }]) => method === 'GET')
    .map(([name, { path }]) => [
      name,
      path.replaceAll(/:(\w+)/g, (_, param: string) => {
        const value = params[param];
        if (value === undefined) throw new Error(`say what to read as :${param} of ${name}`);
        return value;
      }),
    ]);
};

/** Everything one viewer receives, in order; times and ids made comparable. */
type Seen = Record<string, string>;
const NOT_OF_THE_ANSWER = ['date', 'x-request-id'];

const reads = async (person: Person, normal: (value: unknown) => string): Promise<Seen> => {
  const seen: Seen = {};
  for (const [name, path] of readable()) {
    const { status, text, headers } = await person.request('GET', path);
    const kept = [...headers].filter(([header]) => !NOT_OF_THE_ANSWER.includes(header));
    seen[name] = normal([status, text.startsWith('{') ? without(JSON.parse(text), 'requestId') : text, kept]);
  }
  return seen;
};
const without = (value: Record<string, unknown>, field: string): unknown => {
  const { [field]: _left, ...rest } = value;
  return rest;
};

/** One round in scoring, in which `peer` has come so far, as all others see it. */
const play = async (peer: Member, state: State): Promise<{ seen: Partial<Record<Viewer, Seen>>; log: string[] }> => {
  await rewind.restore();
  const already = Object.fromEntries(Object.entries(people).map(([name, { received }]) => [name, received.length]));
  const seats = {} as Record<Member, Seat>;
  for (const name of members) seats[name] = await takeSeat(people[name], meeting.session);
  // Who is here is told when it changes, a little later: not before that has settled are frames compared.
  for (const name of members)
    await eventually(() => {
      const present = seats[name].socket.frames.flatMap(({ kind, body }) => (kind === 'people' ? [body.people] : []));
      expect(present.at(-1)?.filter(({ connected }) => connected)).toHaveLength(members.length);
    });
  const settled = JSON.stringify(seats.ana.socket.frames.findLast(({ kind }) => kind === 'people'));
  for (const name of members) seats[name].socket.frames.splice(0);
  lines.length = 0;
  const card = lockable('estimation', 'canary: the card of somebody else', 2);
  const params = { session: meeting.session, round: '1' };
  if (state === 'draft') {
    await people[peer].http(routes.putDraft, { params, body: { version: 0, card } });
    await people[peer].http(routes.putDraft, { params, body: { version: 1, card: { ...card, overall: 'no' } } });
    await people[peer].http(routes.getDraft, { params });
  }
  if (state === 'locked') await seats[peer].act('card.lock', { round: 1, card });
  const log = [...lines];
  await seats.ivy.act('chat.say', { text: 'Everybody has heard of everything before this.' });
  const viewers = [...members, ...outsiders].filter((viewer) => viewer !== peer);
  const isMember = (viewer: Viewer): viewer is Member => viewer in seats;
  const seen: Partial<Record<Viewer, Seen>> = {};
  const normals = {} as Record<Viewer, (value: unknown) => string>;
  for (const viewer of viewers) {
    const normal = (normals[viewer] = normaliser());
    // The same names for the same people, whoever is heard of first.
    normal(Object.values(participants));
    const own: Seen = (seen[viewer] = {});
    if (isMember(viewer)) {
      const { socket } = seats[viewer];
      await eventually(() => expect(JSON.stringify(socket.events)).toContain('before this'));
      own['frames'] = normal(
        socket.frames
          // Said twice or once, as it happens.
          .filter((frame) => frame.kind !== 'head' && JSON.stringify(frame) !== settled)
          .flatMap((frame): unknown[] => (frame.kind === 'log' ? frame.body.events : [frame])),
      );
    }
  }
  for (const viewer of viewers) Object.assign(seen[viewer] ?? {}, await reads(people[viewer], normals[viewer]));
  for (const viewer of viewers) {
    if (isMember(viewer)) {
      await seats[viewer].rejoin();
      const { streams, docs } = seats[viewer].joined;
      Object.assign(seen[viewer] ?? {}, { snapshot: normals[viewer]([streams, docs]) });
    }
    const received = people[viewer].received.slice(already[viewer]).join('');
    expect([viewer, received.includes('canary: the card')]).toEqual([viewer, false]);
  }
  for (const name of members) seats[name].socket.close();
  return { seen, log };
};

/** The one row that a lock adds, and the length of an answer that it makes longer. */
const isFlag = (item: unknown): boolean =>
  (Array.isArray(item) && item[0] === 'content-length') ||
  (typeof item === 'object' && item !== null && 'kind' in item && item.kind === 'scorer-locked');
/** The same without who has locked, and without the places in the log that the flag moves. */
const unflagged = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.filter((item) => !isFlag(item)).map(unflagged);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === 'locked' && Array.isArray(each)
        ? []
        : ['seq', 'head', 'last', 'etag'].includes(key)
          ? 0
          : unflagged(each),
    ]),
  );
};
const flagsIn = (text: string): number => text.split('"kind":"scorer-locked"').length - 1;

describe.each(peers)('what %s does with a card', (peer) => {
  let none: Awaited<ReturnType<typeof play>>;
  beforeAll(async () => {
    none = await play(peer, 'none');
  }, 60_000);

  test('row 6: a draft leaves no trace in any answer, header, frame or line of the log', async () => {
    const draft = await play(peer, 'draft');
    expect(Object.keys(none.seen)).toHaveLength(members.length + outsiders.length - 1);
    expect(draft.seen).toEqual(none.seen);
    expect(draft.log.join('')).toBe(none.log.join(''));
  }, 60_000);

  test('row 6: a lock tells the room that it happened, and nothing else to anybody', async () => {
    const locked = await play(peer, 'locked');
    for (const [viewer, seen] of Object.entries(locked.seen)) {
      const before = none.seen[viewer as Viewer] ?? {};
      const isMember = (members as readonly string[]).includes(viewer);
      expect([viewer, flagsIn(seen['frames'] ?? '')]).toEqual([viewer, isMember ? 1 : 0]);
      for (const [what, text] of Object.entries(seen)) {
        if (!isMember) expect([viewer, what, text]).toEqual([viewer, what, before[what]]);
        else
          expect([viewer, what, unflagged(JSON.parse(text))]).toEqual([
            viewer,
            what,
            unflagged(JSON.parse(before[what] ?? 'null')),
          ]);
      }
    }
    expect(locked.log.join('')).toBe(none.log.join(''));
  }, 60_000);
});

test('row 6: the operator is told of nothing but what went wrong', async () => {
  await rewind.restore();
  lines.length = 0;
  const params = { session: meeting.session, round: '1' };
  await people.ana.http(routes.putDraft, {
    params,
    body: { version: 0, card: lockable('estimation', 'canary words') },
  });
  const seat = await takeSeat(people.ana, meeting.session);
  expect(
    await seat.answer('card.lock', { round: 1, card: { ...lockable('estimation', 'canary words'), overall: null } }),
  ).toBe('bad-input');
  seat.socket.close();
  expect(lines.join('')).not.toContain('canary words');
});
