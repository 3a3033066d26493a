import { boardDoc, docName, type liveCommands, notesDoc, panelDoc, privateDoc, routes } from '@debrief/contracts';
import { newId } from '@debrief/client';
import type { TestApp } from '@debrief/server/platform/testing';
import { eventually } from '@debrief/testing';
import * as Y from 'yjs';
import { expectNoCanary, guideSecrets } from '../support/canary';
import { hostSession, joinByLink, lockable, takeSeat, type Seat } from '../support/meeting';
import { newAccount, type Person } from '../support/person';
import { roomOf } from '../support/rooms';
import { bootServer } from '../support/server';

const MINUTE = 60_000;
let server: TestApp;
let host: Person;
beforeAll(async () => {
  server = await bootServer();
  host = await newAccount(server.url, 'Ana');
});
afterAll(() => server.close());

const kindsOf = (seat: Seat): string[] => seat.socket.events.map(({ kind }) => kind);
const rowsOf = async (session: string): Promise<number> => {
  const [row]: { n: number }[] = await server.dataSource.query(
    `select count(*)::int as n from live_log where session = $1`,
    [session],
  );
  return row?.n ?? -1;
};
/** Somebody who came by link and waits. */
const atDoor = async (session: string, code: string, name: string): Promise<Seat> =>
  takeSeat(await joinByLink(server.url, code, name), session);
/** An edit of a document as a client of its own would send it. */
const editOf = (): { clientId: number; update: string } => {
  const doc = new Y.Doc();
  doc.getXmlFragment('content').push([new Y.XmlElement('paragraph')]);
  return { clientId: doc.clientID, update: Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64') };
};

test('a panel of four: each scores everything, the swap waits for an objection, and the end too', async () => {
  const { session, code } = await hostSession(host, { format: 'panel', prompt: 'hot-fountains' });
  const ana = await takeSeat(host, session);
  const tom = await takeSeat(await joinByLink(server.url, code, 'Tom'), session);
  const others = await Promise.all(['Ivy', 'Kim', 'Max'].map((name) => atDoor(session, code, name)));
  for (const seat of others) {
    await ana.act('participant.admit', { participant: seat.participant, as: 'interviewer' });
    await seat.rejoin();
  }
  const [ivy, kim, max] = others as [Seat, Seat, Seat];
  await ana.act('brief.open', {});
  await ana.act('round.start', { round: 1 });
  const [opened] = tom.socket.events.flatMap((event) => (event.kind === 'round-opened' ? [event.payload] : []));
  expect(opened).toMatchObject({ lead: ana.participant, candidate: tom.participant });
  expect(opened?.interviewers).toHaveLength(4);
  expect(await ivy.answer('phase.next', { round: 1, from: 0 })).toBe('not-your-role');
  expect(await kim.answer('lead.take', { round: 1 })).toBe('not-now');
  await ana.act('scoring.start', { round: 1 });
  for (const seat of [ana, tom, ivy, kim]) await seat.act('card.lock', { round: 1, card: lockable('estimation') });
  expect(kindsOf(max)).not.toContain('cards-opened');
  await max.act('card.lock', { round: 1, card: lockable('estimation') });
  await eventually(() => expect(kindsOf(tom)).toContain('cards-opened'));

  for (const seat of [tom, ivy, kim, max]) expect(await seat.answer('swap.propose', {})).toBe('not-your-role');
  await ana.act('swap.propose', {});
  expect(await tom.answer('swap.agree', {})).toBe('not-now');
  await kim.act('swap.decline', {});
  await ana.act('end.propose', {});
  expect(await tom.answer('end.agree', {})).toBe('not-your-role');
  await max.act('end.cancel', {});
  await ana.act('swap.propose', {});
  await eventually(() => {
    const rounds = tom.socket.events.flatMap((event) => (event.kind === 'round-opened' ? [event.payload] : []));
    expect(rounds[1]).toMatchObject({ round: 2, candidate: ana.participant, lead: tom.participant });
  }, 15_000);
}, 40_000);

test('a fishbowl of six: named scorers score, and nothing that an observer sends is written', async () => {
  const { session, code } = await hostSession(host, { format: 'fishbowl', prompt: 'cargo-bikes' });
  const ana = await takeSeat(host, session);
  const [tom, oz, ned, uma, eli] = (await Promise.all(
    ['Tom', 'Oz', 'Ned', 'Uma', 'Eli'].map((name) => atDoor(session, code, name)),
  )) as [Seat, Seat, Seat, Seat, Seat];
  for (const seat of [tom, oz, ned, uma, eli]) expect(seat.joined.admitted).toBe(false);
  for (const seat of [oz, ned, uma, eli])
    await ana.act('participant.admit', { participant: seat.participant, as: 'observer', scorer: seat === oz });
  await ana.act('participant.admit', { participant: tom.participant, as: 'seat' });
  for (const seat of [tom, oz, ned, uma, eli]) await seat.rejoin();
  await ana.act('brief.open', {});
  await ana.act('round.start', { round: 1 });
  const guide = await ana.person.http(routes.getRoundGuide, { params: { session, round: '1' } });

  // Ana writes a line, so that there is something to read.
  const line = editOf();
  const open = (seat: Seat, doc: string, clientIds: number[] = []) =>
    seat.socket.ask('doc.open', [{ doc, stateVector: '', clientIds }]);
  await open(ana, notesDoc(1), [line.clientId]);
  expect(await ana.socket.ask('doc.push', [{ doc: notesDoc(1), update: line.update }])).toMatchObject({ ok: true });
  await eventually(() => expect(JSON.stringify(ned.socket.frames)).toContain(line.update.slice(0, 8)));
  expect(await open(ned, notesDoc(1))).toMatchObject({ ok: true, writable: false });
  expect(await open(ned, boardDoc(1))).toMatchObject({ ok: true, writable: false });

  const before = await rowsOf(session);
  const seen = tom.person.received.length;
  for (const observer of [ned, oz]) {
    for (const doc of [notesDoc(1), boardDoc(1), panelDoc(1), privateDoc(1, ana.participant)]) {
      const edit = editOf();
      await observer.socket.ask('doc.open', [{ doc: docName.parse(doc), stateVector: '', clientIds: [edit.clientId] }]);
      for (const update of [edit.update, line.update, 'AAA=', '']) {
        const answer = await observer.socket.ask('doc.push', [{ doc, update }]);
        expect({ doc, update, answer }).toMatchObject({ answer: { ok: false } });
      }
    }
    const dimension = guide.anchors[0]?.dimension ?? '';
    const tries: [keyof typeof liveCommands, object][] = [
      ['brief.open', {}],
      ['prompt.replace', { round: 1 }],
      ['round.start', { round: 1 }],
      ['phase.next', { round: 1, from: 0 }],
      ['phase.done', { round: 1, index: 0 }],
      ['clock.pause', { round: 1 }],
      ['clock.add', { round: 1, minutes: 5 }],
      ['fact.give', { round: 1, fact: guide.facts[0]?.id ?? '', asked: true }],
      ['twist.give', { round: 1, twist: guide.twists[0]?.id ?? '' }],
      ['nudge.log', { round: 1, phase: guide.phases[0]?.key ?? '' }],
      ['probe.ask', { round: 1, probe: guide.phases[0]?.probes[0]?.id ?? '' }],
      ['duty.set', { round: 1, dimension, participant: observer.participant }],
      ['lead.take', { round: 1 }],
      ['scoring.start', { round: 1 }],
      ['scoring.extend', { round: 1, minutes: 5 }],
      ['plan.change', { candidate: observer.participant }],
      ['participant.admit', { participant: uma.participant, as: 'interviewer' }],
      ['participant.kick', { participant: tom.participant }],
      ['participant.turn-away', { participant: tom.participant }],
      ['room.lock', { locked: true }],
      ['swap.propose', {}],
      ['end.propose', {}],
      ['talk.report', { round: 1, from: Date.now() - 2_000, to: Date.now() }],
      ['card.lock', { round: 1, card: lockable('estimation') }],
      ['chat.say', { text: 'psst' }],
      ['note.share', { round: 1, text: 'psst' }],
    ];
    for (const [kind, input] of tries) {
      const ack = await observer.socket.ask(kind, [{ op: newId(), ...input }]);
      expect({ kind, ack }).toMatchObject({ kind, ack: { ok: false } });
    }
    // The product's name for an update, and others that a server might know.
    for (const event of ['log', 'doc.update', 'update', 'sync', 'doc'])
      expect(await observer.socket.ask(event, [{ doc: notesDoc(1), update: editOf().update }])).toMatchObject({
        ok: false,
      });
  }
  expect(await rowsOf(session)).toBe(before);
  expect(tom.person.received.slice(seen).filter((frame) => frame.includes('"log"'))).toEqual([]);

  // The performer stops it; the named scorer's card opens with the others'.
  expect(await oz.answer('scoring.start', { round: 1 })).toBe('not-your-role');
  await tom.act('scoring.start', { round: 1 });
  expect(await ned.answer('card.lock', { round: 1, card: lockable('estimation') })).toBe('not-your-role');
  for (const seat of [ana, tom]) await seat.act('card.lock', { round: 1, card: lockable('estimation') });
  expect(kindsOf(ned)).not.toContain('cards-opened');
  await oz.act('card.lock', { round: 1, card: lockable('estimation') });
  await eventually(() => {
    for (const seat of [ana, tom, oz, ned, uma, eli]) {
      const [cards] = seat.socket.events.flatMap((event) => (event.kind === 'cards-opened' ? [event.payload] : []));
      expect(cards?.cards).toHaveLength(3);
    }
  });
}, 60_000);

describe('alone', () => {
  const given = (seat: Seat) =>
    seat.socket.events.flatMap((event) =>
      event.kind === 'fact-given'
        ? [`fact ${event.payload.fact}`]
        : event.kind === 'twist-given'
          ? [`twist ${event.payload.twist}`]
          : [],
    );

  test('a solo round is handed what its guide gives at a minute, also over a restart, and nothing else', async () => {
    let node = await bootServer({ databaseUrl: server.settings.databaseUrl });
    const person = host.at(node.url);
    const { session } = await hostSession(person, {
      format: 'solo',
      hostFirst: 'candidate',
      type: 'product-sense',
      length: 'long',
    });
    let ana = await takeSeat(person, session);
    expect(
      (await person.http(routes.listPromptChoices, { params: { session }, query: {} })).prompts.length,
    ).toBeGreaterThan(0);
    await ana.act('brief.open', { prompt: 'longer-loans' });
    expect((await person.request('GET', `/api/sessions/${session}/rounds/1/guide`)).status).toBe(403);
    await ana.act('round.start', { round: 1 });
    const [begun] = ana.socket.events.flatMap((event) => (event.kind === 'interview-started' ? [event.payload] : []));
    expect(begun?.phases.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(25);

    /** The room's clock, minutes after the round began. The database's own time is the floor, so it only runs ahead. */
    const at = async (minute: number) => {
      const room = await roomOf(node, session);
      room.clock = () => (begun?.at ?? 0) + minute * MINUTE;
    };
    // What this prompt gives, by hand: a look into the file, not into the code under test.
    const facts = (await server.dataSource.query(
      `select f->>'id' as id, (f->'ifNeverAsked'->>'minute')::int as minute
       from prompts_version v, jsonb_array_elements(v.content->'facts') f
       where v.prompt_id = 'longer-loans' and jsonb_typeof(f->'ifNeverAsked') = 'object'`,
    )) as { id: string; minute: number }[];
    const twists = (await server.dataSource.query(
      `select t->>'id' as id, (t->>'minute')::int as minute
       from prompts_version v, jsonb_array_elements(v.content->'twists') t where v.prompt_id = 'longer-loans'`,
    )) as { id: string; minute: number }[];
    const all = [
      ...facts.map(({ id, minute }) => ({ name: `fact ${id}`, minute })),
      ...twists.map(({ id, minute }) => ({ name: `twist ${id}`, minute })),
    ].map(({ name, minute }) => ({ name, minute: Math.round((minute * 25) / 35) }));
    expect(all.length).toBeGreaterThan(1);
    const minutes = [...new Set(all.map(({ minute }) => minute))].sort((a, b) => a - b);
    const by = (minute: number) =>
      all
        .filter((one) => one.minute <= minute)
        .map(({ name }) => name)
        .sort();
    const [first = 0, ...later] = minutes;
    const last = later.at(-1) ?? first;

    if (first > 1) {
      await at(first - 0.5);
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      expect(given(ana)).toEqual([]);
    }
    await at(first);
    await eventually(() => expect(given(ana).sort()).toEqual(by(first)), 8_000);
    expect(await ana.answer('fact.give', { round: 1, fact: facts[0]?.id ?? '', asked: true })).toBe('not-your-role');
    await node.close();

    node = await bootServer({ databaseUrl: server.settings.databaseUrl });
    ana = await takeSeat(host.at(node.url), session);
    await at(last);
    const stored = async () =>
      (
        (await server.dataSource.query(
          `select kind, coalesce(payload->>'fact', payload->>'twist') as id from live_log
           where session = $1 and kind in ('fact-given', 'twist-given') order by seq`,
          [session],
        )) as { kind: string; id: string }[]
      ).map(({ kind, id }) => `${kind.split('-')[0]} ${id}`);
    await eventually(async () => expect((await stored()).sort()).toEqual(by(last)), 8_000);
    // Nothing may arrive between the look at what was told and the look for what was not.
    const heard = () => JSON.stringify([ana.joined, ana.socket.events]);
    await eventually(() => {
      for (const name of by(last)) expect(heard()).toContain(`"${name.split(' ')[1] ?? ''}"`);
    }, 8_000);
    const everything = await guideSecrets('longer-loans');
    const told = heard();
    const secrets = everything.filter((text) => !told.includes(JSON.stringify(text).slice(1, -1)));
    expectNoCanary(ana.person, secrets);

    // Locking opens the card, and the guide with it, which then counts as seen.
    await ana.act('scoring.start', { round: 1 });
    await ana.act('card.lock', { round: 1, card: lockable('product-sense') });
    await eventually(() => expect(kindsOf(ana)).toContain('cards-opened'));
    const guide = await ana.person.http(routes.getRoundGuide, { params: { session, round: '1' } });
    expect(guide.prompt).toBe('longer-loans');
    expect(
      (await server.dataSource.query(
        `select how from prompts_seen where account_id = $1 and prompt_id = 'longer-loans' order by how`,
        [host.account],
      )) as { how: string }[],
    ).toEqual([{ how: 'guide' }, { how: 'played' }]);
    const { rounds } = await ana.person.http(routes.listRounds, { query: { role: 'candidate' } });
    expect(rounds.find((round) => round.session === session)).toMatchObject({ interviewers: [], state: 'open' });
    await ana.act('end.propose', {});
    await node.close();
  }, 60_000);

  test('nobody sits down in it by link, nobody interviews in it, and it needs no second half', async () => {
    const { session, code } = await hostSession(host, { format: 'solo', hostFirst: 'candidate' });
    const ana = await takeSeat(host, session);
    const eve = await atDoor(session, code, 'Eve');
    expect(eve.joined.admitted).toBe(false);
    expect(await ana.answer('participant.admit', { participant: eve.participant, as: 'interviewer' })).toBe('not-now');
    await expect(hostSession(host, { format: 'solo', hostFirst: 'interviewer' })).rejects.toMatchObject({
      problem: { code: 'bad-input' },
    });
    await ana.act('end.propose', {});
  });
});

describe('the door', () => {
  test('somebody turned away is told so, cannot come back by the link, and may be admitted after all', async () => {
    const { session, code } = await hostSession(host, { format: 'swap' });
    const ana = await takeSeat(host, session);
    await takeSeat(await joinByLink(server.url, code, 'Tom'), session);
    const eve = await atDoor(session, code, 'Eve');
    await ana.act('participant.turn-away', { participant: eve.participant });
    await eventually(() => expect(eve.socket.closedBy).not.toBeNull(), 2_000);
    expect(eve.socket.frames.at(-1)).toEqual({ kind: 'closed', body: { code: 'turned-away' } });
    await expect(takeSeat(eve.person, session)).rejects.toThrow('forbidden');
    await expect(eve.person.http(routes.acceptInvite, { body: { code } })).rejects.toMatchObject({
      problem: { code: 'forbidden' },
    });
    expect(await ana.answer('participant.turn-away', { participant: newId() })).toBe('not-found');
    await ana.act('participant.admit', { participant: eve.participant, as: 'observer' });
    await eve.rejoin();
    expect(eve.joined.admitted).toBe(true);
  });

  test('a removed person finds no way back: not by the old link, not by a new one, and a new guest waits', async () => {
    const { session, code } = await hostSession(host, { format: 'swap' });
    const ana = await takeSeat(host, session);
    const account = await newAccount(server.url, 'Tom');
    const tom = await takeSeat(await joinByLink(server.url, code, account), session);
    expect(tom.joined.admitted).toBe(true);
    await ana.act('participant.kick', { participant: tom.participant });
    await eventually(() => expect(tom.socket.closedBy).not.toBeNull(), 2_000);
    const { code: fresh } = await host.http(routes.newInvite, { params: { session } });
    for (const one of [code, fresh])
      await expect(account.http(routes.acceptInvite, { body: { code: one } })).rejects.toMatchObject({
        problem: { code: one === code ? 'not-found' : 'forbidden' },
      });
    // Under another name there is a free seat, and yet nobody sits down in it unasked.
    const again = await atDoor(session, fresh, 'Not Tom');
    expect(again.joined).toMatchObject({ admitted: false, streams: {}, docs: {} });
    expect(again.joined.people).toHaveLength(1);
    expect(await again.answer('chat.say', { text: 'hello' })).toBe('forbidden');
    // Whoever was removed as a guest and signs in takes the removal along.
    await ana.act('participant.admit', { participant: again.participant, as: 'seat' });
    await again.rejoin();
    await ana.act('participant.kick', { participant: again.participant });
    await again.person.http(routes.signUp, {
      body: { name: 'Not Tom', email: `not-tom-${Date.now()}@example.org`, password: 'correct horse battery' },
    });
    await expect(again.person.http(routes.acceptInvite, { body: { code: fresh } })).rejects.toMatchObject({
      problem: { code: 'forbidden' },
    });
    await expect(takeSeat(again.person, session)).rejects.toThrow('forbidden');
  });

  test('two tabs and a second device of one person hear the same and may both write', async () => {
    const { session, code } = await hostSession(host, { format: 'swap' });
    const ana = await takeSeat(host, session);
    const tom = await takeSeat(await joinByLink(server.url, code, 'Tom'), session);
    const phone = await takeSeat(tom.person, session);
    expect(phone.participant).toBe(tom.participant);
    await ana.act('brief.open', {});
    await ana.act('round.start', { round: 1 });
    // A socket is told of its own edit by the ack alone, which holds the row's place.
    const ownRows = new Map<Seat, number>();
    for (const seat of [tom, phone]) {
      const edit = editOf();
      await seat.socket.ask('doc.open', [{ doc: notesDoc(1), stateVector: '', clientIds: [edit.clientId] }]);
      const ack = await seat.socket.ask('doc.push', [{ doc: notesDoc(1), update: edit.update }]);
      expect(ack).toMatchObject({ ok: true, seq: expect.any(Number) });
      ownRows.set(seat, (ack as { seq: number }).seq);
      await seat.act('chat.say', { text: `from ${seat === tom ? 'the desk' : 'the phone'}` });
    }
    const placesOf = (seat: Seat) =>
      [...seat.socket.events.flatMap(({ stream, seq }) => (stream === 'room' ? [seq] : [])), ownRows.get(seat)].sort(
        (a = 0, b = 0) => a - b,
      );
    await eventually(() => expect(placesOf(phone)).toEqual(placesOf(tom)));
    for (const seat of [tom, phone]) expect(kindsOf(seat).filter((kind) => kind === 'doc')).toHaveLength(1);
    // One of them going away changes nothing for the others.
    phone.socket.close();
    await tom.act('chat.say', { text: 'still here' });
  });
});

describe('the brief card', () => {
  const brief = { targetLevel: 'senior' as const, focus: 'canary focus: numbers', lastFix: 'Name one goal', avoid: [] };

  test('is read by whoever interviews, and the prompts in it are not asked', async () => {
    const { session, code } = await hostSession(host, { type: 'product-sense' });
    const ana = await takeSeat(host, session);
    const tom = await takeSeat(await joinByLink(server.url, code, 'Tom'), session);
    const oz = await atDoor(session, code, 'Oz');
    const params = { session };
    const before = await host.http(routes.listPromptChoices, { params, query: {} });
    const [avoided, ...left] = before.prompts.map(({ id }) => id);
    if (!avoided || !left.length) throw new Error('too few prompts to avoid one');
    await tom.person.http(routes.putBrief, { params, body: { ...brief, avoid: [avoided] } });
    await eventually(() =>
      expect(ana.socket.frames).toContainEqual({ kind: 'changed', body: { kind: 'brief', round: 0 } }),
    );
    expect(oz.socket.frames.filter(({ kind }) => kind === 'changed')).toEqual([]);
    expect(await host.http(routes.getBrief, { params })).toEqual({
      participant: tom.participant,
      brief: { ...brief, avoid: [avoided] },
    });
    const after = await host.http(routes.listPromptChoices, { params, query: {} });
    expect(after.prompts.map(({ id }) => id)).toEqual(left);
    expect(await ana.answer('brief.open', { prompt: avoided })).toBe('guide-seen');
    expect((await oz.person.request('GET', `/api/sessions/${session}/brief`)).status).toBe(404);
    await ana.act('participant.admit', { participant: oz.participant, as: 'observer' });
    await oz.rejoin();
    expect((await oz.person.request('GET', `/api/sessions/${session}/brief`)).status).toBe(403);
    await ana.act('brief.open', {});
    expect((await host.http(routes.getBrief, { params })).brief?.focus).toBe(brief.focus);
    expect((await oz.person.request('GET', `/api/sessions/${session}/brief`)).status).toBe(403);
    expectNoCanary(oz.person, [brief.focus]);
  });
});
