import { newId } from '@debrief/client';
import { routes, type Card } from '@debrief/contracts';
import { Clock } from '@debrief/server/platform';
import type { TestApp } from '@debrief/server/platform/testing';
import { seededRandom } from '@debrief/testing';
import { bring, bringTo, hostSession, lockable, meet, takeSeat, type Meeting, type Seat } from '../support/meeting';
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

const raised = (): Card => ({ ...lockable('estimation', 'a later thought about the card', 4), overall: 'strong-yes' });
const params = ({ session }: { session: string }) => ({ session, round: '1' });
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: { problem?: { code?: string } }) => error.problem?.code ?? String(error),
  );
const storedCards = (session: string): Promise<{ participant: string; card: Card }[]> =>
  one.dataSource.query(
    `select participant, payload->'card' as card from live_log where session = $1 and kind = 'card-locked' order by seq`,
    [session],
  );
const close = (...seats: Seat[]): void => seats.forEach((seat) => seat.socket.close());

describe('row 7: submit, look, then change what was submitted', () => {
  test('a locked card stays as it is, before and after the opening; a change is a second value beside it', async () => {
    const meeting = await meet(one.url, { prompt: 'cargo-bikes' });
    const { ana, tom, session } = meeting;
    await bringTo(meeting, 'scoring');
    const card = lockable('estimation');
    const draft = (version: number) =>
      refusal(ana.person.http(routes.putDraft, { params: params(meeting), body: { version, card: raised() } }));
    await ana.person.http(routes.putDraft, { params: params(meeting), body: { version: 0, card } });
    await ana.act('card.lock', { round: 1, card });
    const tries = async () => [
      await ana.answer('card.lock', { round: 1, card: raised() }),
      await draft(1),
      await draft(0),
      await refusal(ana.person.http(routes.lockLate, { params: params(meeting), body: { card: raised() } })),
    ];
    expect(await tries()).toEqual(['already-done', 'already-done', 'already-done', 'not-now']);
    await tom.act('card.lock', { round: 1, card: lockable('estimation') });
    expect(await tries()).toEqual(['already-done', 'already-done', 'already-done', 'already-done']);
    for (const method of ['PATCH', 'DELETE'] as const)
      for (const path of ['draft', 'late-card', 'debrief'])
        expect(
          (await ana.person.request(method, `/api/sessions/${session}/rounds/1/${path}`, { body: {} })).status,
        ).toBeGreaterThan(403);

    const levels = raised().levels.map(({ dimension, level }) => ({ dimension, level: level ?? 0 }));
    await ana.person.http(routes.putSecond, { params: params(meeting), body: { version: 0, levels } });
    const stored = await storedCards(session);
    expect(stored).toHaveLength(2);
    expect(stored.find(({ participant }) => participant === ana.participant)?.card).toEqual(card);
    const { second } = await tom.person.http(routes.getDebrief, { params: params(meeting) });
    expect(second).toMatchObject([{ participant: ana.participant, levels }]);
    close(ana, tom);
  });

  test('a late card cannot be changed either, nor locked by somebody who locked in time', async () => {
    const meeting = await meet(one.url, { prompt: 'cargo-bikes', format: 'panel' });
    const ivy = await bring(meeting, 'Ivy', 'interviewer');
    await bringTo(meeting, 'scoring');
    const { ana, tom } = meeting;
    await ivy.act('participant.leave', {});
    for (const seat of [ana, tom]) await seat.act('card.lock', { round: 1, card: lockable('estimation') });
    const late = (person: Person, card = lockable('estimation')) =>
      refusal(person.http(routes.lockLate, { params: params(meeting), body: { card } }));
    await ivy.rejoin();
    // Fifty presses at once: one card.
    const answers = await Promise.all(Array.from({ length: 50 }, () => late(ivy.person)));
    expect(answers.filter((answer) => answer === 'ok')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'already-done')).toHaveLength(49);
    expect(await late(ivy.person, raised())).toBe('already-done');
    expect(await late(ana.person)).toBe('already-done');
    const { lateCards } = await tom.person.http(routes.getDebrief, { params: params(meeting) });
    expect(lateCards).toMatchObject([{ participant: ivy.participant, card: { overall: 'yes' } }]);
    close(ana, tom, ivy);
  });

  test('an interviewer’s late card answers for the hints as one in time does', async () => {
    const meeting = await meet(one.url, { prompt: 'cargo-bikes', format: 'panel' });
    const ivy = await bring(meeting, 'Ivy', 'interviewer');
    await bringTo(meeting, 'interview');
    const { ana, tom, session } = meeting;
    const { facts } = await ana.person.http(routes.getRoundGuide, { params: params(meeting) });
    const card = lockable('estimation');
    const dimension = card.levels[0]?.dimension ?? '';
    await ana.act('fact.give', { round: 1, fact: facts[0]?.id ?? '', asked: false, dimension });
    await ana.act('scoring.start', { round: 1 });
    // The evidence reaches up to now, so it does not lie before the hint.
    const after = {
      ...card,
      levels: card.levels.map((item) => ({
        ...item,
        evidence: item.evidence.map((each) => ({ ...each, to: Date.now() })),
      })),
    };
    const refused = await ana.socket.command('card.lock', { round: 1, card: after });
    expect(refused).toMatchObject({
      ok: false,
      code: 'no-evidence',
      fields: { [`levels.${dimension}`]: expect.any(String) },
    });
    const low = {
      ...after,
      levels: after.levels.map((item) => (item.dimension === dimension ? { ...item, level: 2 as const } : item)),
    };
    await ivy.act('participant.leave', {});
    await tom.act('card.lock', { round: 1, card: after });
    await ana.act('card.lock', { round: 1, card: low });
    await ivy.rejoin();
    const late = (what: Card) =>
      refusal(ivy.person.http(routes.lockLate, { params: { session, round: '1' }, body: { card: what } }));
    expect(await late(after)).toBe('no-evidence');
    const aDayLater = jest.spyOn(one.app.get(Clock), 'now').mockReturnValue(new Date(Date.now() + 24.1 * 3_600_000));
    expect(await late(low)).toBe('not-now');
    aDayLater.mockRestore();
    expect(await late(low)).toBe('ok');
    close(ana, tom, ivy);
  });
});

/** Ana on the first node, a new guest on the second. */
const meetAcross = async (): Promise<Meeting> => {
  const { session, code } = await hostSession(host);
  const { person } = await newGuest(one.url, code, 'Tom');
  return { session, code, ana: await takeSeat(host, session), tom: await takeSeat(person.at(two.url), session) };
};

describe('row 68: double click, two tabs, retry after a time-out', () => {
  test('fifty locks of one card at once, from two tabs on two nodes: one row, and one answer for each op', async () => {
    const { session, ana, tom } = await meetAcross();
    await bringTo({ ana, tom }, 'scoring');
    const other = await takeSeat(host.at(two.url), session);
    const card = lockable('estimation');
    const [first, second] = [newId(), newId()];
    const press = (n: number) =>
      (n % 2 ? ana : other).socket.command('card.lock', { round: 1, card }, n % 4 < 2 ? first : second);
    const acks = await Promise.all(Array.from({ length: 50 }, (_, n) => press(n)));
    const told = (op: string) =>
      new Set(
        acks
          .filter((_, n) => (n % 4 < 2 ? first : second) === op)
          .map((ack) => (ack.ok ? `ok ${ack.seq} ${ack.at}` : ack.code)),
      );
    expect([...told(first), ...told(second)].sort()).toEqual(['already-done', expect.stringMatching(/^ok /)]);
    expect(await storedCards(session)).toHaveLength(1);
    // The answer was lost on the way: the same op gets it again, also after a new connection to the other node.
    const winner = acks.find(({ ok }) => ok);
    const op = acks[0]?.ok ? first : second;
    await other.rejoin();
    expect(await other.socket.command('card.lock', { round: 1, card }, op)).toEqual(winner);
    expect(await storedCards(session)).toHaveLength(1);
    close(ana, tom, other);
  });
});

interface Row {
  kind: string;
  payload: { round?: number; participant?: string; cards?: { participant: string }[] };
}
const AFTER_THE_END = ['scorer-locked', 'cards-opened', 'cards-lapsed', 'scoring-over'];

/** Every way in which the shared log of a session would not be a run of the room's rules. */
const faultsOf = (rows: readonly Row[]): string[] => {
  const faults: string[] = [];
  const locked = new Map<number, string[]>();
  const done = new Set<number>();
  let rounds = 0;
  let hasEnded = false;
  for (const { kind, payload } of rows) {
    const { round = 0, participant = '' } = payload;
    if (hasEnded && !AFTER_THE_END.includes(kind)) faults.push(`${kind} after the end`);
    if (kind === 'session-ended') hasEnded = true;
    if (kind === 'round-opened') {
      if (rounds > 0 && !done.has(rounds)) faults.push(`round ${round} before the cards of ${rounds}`);
      rounds += 1;
      if (round !== rounds) faults.push(`round ${round} after ${rounds - 1}`);
    }
    const cards = locked.get(round) ?? [];
    if (kind === 'scorer-locked') {
      if (done.has(round) || cards.includes(participant))
        faults.push(`a second lock, or one after the opening, in ${round}`);
      locked.set(round, [...cards, participant]);
    }
    if (kind === 'cards-opened') {
      if (done.has(round)) faults.push(`round ${round} opened twice`);
      done.add(round);
      const opened = payload.cards?.map((each) => each.participant) ?? [];
      if (opened.length === 0 || String(opened) !== String(cards))
        faults.push(`round ${round} opened ${opened} of ${cards}`);
    }
  }
  return faults;
};

describe('row 71: swap, submit, end and leave at the same moment', () => {
  test.each([1, 2, 3, 4, 5, 6])('the log is a run of the rules: order %i', async (seed) => {
    const random = seededRandom(seed);
    const { session, ana, tom } = await meetAcross();
    await bringTo({ ana, tom }, 'scoring');
    const card = () => lockable('estimation');
    const seats = [ana, tom];
    const acts: ((seat: Seat) => Promise<string>)[] = [
      (seat) => seat.answer('card.lock', { round: 1, card: card() }),
      (seat) => seat.answer('swap.propose', {}),
      (seat) => seat.answer('swap.agree', {}),
      (seat) => seat.answer('end.propose', {}),
      (seat) => seat.answer('end.agree', {}),
      (seat) => seat.answer('participant.leave', {}),
    ];
    const doing: Promise<string>[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      for (const act of [...acts].sort(() => random.next() - 0.5))
        // Leaving is rare, or nothing else would ever be tried.
        if (act !== acts[5] || turn === 5) doing.push(act(random.pick(seats)));
      if (random.chance(0.5)) await Promise.all(doing);
    }
    const answers = await Promise.all(doing);
    expect(answers.filter((code) => ['internal', 'unavailable', 'time-out'].includes(code))).toEqual([]);
    const rows: Row[] = await one.dataSource.query(
      `select kind, payload from live_log where session = $1 and stream = 'room' and kind is not null order by seq`,
      [session],
    );
    expect(rows.length).toBeGreaterThan(5);
    expect(faultsOf(rows)).toEqual([]);
    close(ana, tom);
  });

  test('the check finds what it is there for', () => {
    const open = (participants: string[]): Row => ({
      kind: 'cards-opened',
      payload: { round: 1, cards: participants.map((participant) => ({ participant })) },
    });
    const lock = (participant: string): Row => ({ kind: 'scorer-locked', payload: { round: 1, participant } });
    const begin: Row = { kind: 'round-opened', payload: { round: 1 } };
    expect(faultsOf([begin, lock('a'), open(['a'])])).toEqual([]);
    expect(faultsOf([begin, lock('a'), lock('a'), open(['a'])])).toHaveLength(2);
    expect(faultsOf([begin, lock('a'), open(['a']), open(['a'])])).toHaveLength(1);
    expect(faultsOf([begin, lock('a'), open(['a', 'b'])])).toHaveLength(1);
    expect(faultsOf([begin, { kind: 'round-opened', payload: { round: 2 } }])).toHaveLength(1);
    expect(
      faultsOf([
        { kind: 'session-ended', payload: {} },
        { kind: 'chat-said', payload: {} },
      ]),
    ).toHaveLength(1);
  });
});
