import { routes, type Rating } from '@debrief/contracts';
import type { TestApp } from '@debrief/server/platform/testing';
import { eventually } from '@debrief/testing';
import { bring, bringTo, hostSession, joinByLink, lockable, meet, takeSeat, type Seat } from '../support/meeting';
import { newAccount } from '../support/person';
import { bootServer } from '../support/server';

let server: TestApp;
beforeAll(async () => {
  server = await bootServer();
});
afterAll(() => server.close());

const good: Rating = { specific: 4, usable: 3, fair: 4, kept: 4, again: true, thanks: '' };
const at = (session: string) => ({ params: { session, round: '1' } });
const rate = (from: Seat, session: string, to: Seat, rating = good) =>
  from.person.http(routes.sendRating, {
    params: { session, round: '1', participant: to.participant },
    body: rating,
  });
const backdate = (session: string, hours: number) =>
  server.dataSource.query(
    `update live_round set opened_at = opened_at - make_interval(secs => $2) where session = $1`,
    [session, hours * 3600],
  );

/** Everything that somebody can ask for or hear, as bytes. */
const allThatReaches = async (seat: Seat, session: string): Promise<string> => {
  const paths = ['ratings', 'debrief', 'carried-fix'].map((what) => `/api/sessions/${session}/rounds/1/${what}`);
  const answers = [];
  for (const path of [...paths, `/api/sessions/${session}`, '/api/me/rating', '/api/me/fixes', '/api/rounds']) {
    const { status, headers, text } = await seat.person.request('GET', path);
    answers.push(
      path,
      status,
      headers.get('etag'),
      headers.get('last-modified'),
      headers.get('content-length'),
      text.replace(/"requestId":"[^"]+"/, ''),
    );
  }
  const heard = seat.socket.frames.filter(({ kind }) => kind !== 'head').map(({ kind }) => kind);
  return JSON.stringify([answers, heard]);
};

test('nothing that reaches a partner tells whether they have been rated, until both have', async () => {
  const meeting = await meet(server.url);
  const { session, ana, tom } = meeting;
  const observer = await bring(meeting, 'Ivy', 'observer');
  await bringTo(meeting, 'scoring');
  await expect(rate(tom, session, ana)).rejects.toMatchObject({ problem: { code: 'not-now' } });
  for (const seat of [ana, tom]) await seat.act('card.lock', { round: 1, card: lockable('estimation') });
  await eventually(() => expect(tom.socket.events.map(({ kind }) => kind)).toContain('cards-opened'));
  await allThatReaches(tom, session);

  const [toTom, toIvy] = [await allThatReaches(tom, session), await allThatReaches(observer, session)];
  await rate(ana, session, tom, { ...good, specific: 1, thanks: 'canary-thanks' });
  await eventually(() =>
    expect(ana.socket.frames).toContainEqual(
      expect.objectContaining({ kind: 'changed', body: expect.objectContaining({ kind: 'rating' }) }),
    ),
  );
  expect(await allThatReaches(tom, session)).toBe(toTom);
  expect(await allThatReaches(observer, session)).toBe(toIvy);

  // Sent once. Neither one's own, nor a stranger's, nor an observer's rating is taken.
  await expect(rate(ana, session, tom)).rejects.toMatchObject({ problem: { code: 'already-done' } });
  await expect(rate(ana, session, ana)).rejects.toMatchObject({ problem: { code: 'not-found' } });
  await expect(rate(ana, session, observer)).rejects.toMatchObject({ problem: { code: 'not-found' } });
  await expect(rate(observer, session, ana)).rejects.toMatchObject({ problem: { code: 'not-your-role' } });

  await rate(tom, session, ana, { ...good, again: false });
  const [opened] = (await tom.person.http(routes.getRatings, at(session))).partners;
  expect(opened).toMatchObject({
    isUnsealed: true,
    bothAgain: false,
    received: { specific: 1, thanks: 'canary-thanks' },
  });
  expect(JSON.stringify(opened?.received)).not.toContain('again');
  expect((await tom.person.http(routes.myRating, {})).thanks).toMatchObject([{ from: 'Ana', text: 'canary-thanks' }]);
  await eventually(() =>
    expect(ana.socket.frames.filter(({ kind }) => kind === 'changed').length).toBeGreaterThanOrEqual(2),
  );
});

test('after 72 hours what was sent is read, and nothing can be sent any more', async () => {
  const meeting = await meet(server.url);
  const { session, ana, tom } = meeting;
  await bringTo(meeting, 'debrief');
  await rate(ana, session, tom, { ...good, thanks: 'Clear tree.' });
  const sealed = await tom.person.http(routes.getRatings, at(session));
  expect(sealed.partners).toMatchObject([{ received: null, isUnsealed: false }]);
  expect(await tom.person.http(routes.myRating, {})).toEqual({ counted: 0, band: null, thanks: [] });
  await backdate(session, 72);
  expect((await tom.person.http(routes.getRatings, at(session))).partners).toMatchObject([
    { received: { usable: 3 }, isUnsealed: true },
  ]);
  expect(await tom.person.http(routes.myRating, {})).toMatchObject({ counted: 1, thanks: [{ text: 'Clear tree.' }] });
  await expect(rate(tom, session, ana)).rejects.toMatchObject({ problem: { code: 'not-now' } });
});

test('who would practise again is said when both said yes, and a no, no answer and no rating are one', async () => {
  const [yes, no] = [true, false];
  for (const [mine, theirs, said] of [
    [yes, yes, true],
    [yes, no, false],
    [yes, null, false],
    [null, yes, false],
    [null, null, false],
    [yes, undefined, false],
  ] as const) {
    const meeting = await meet(server.url);
    const { session, ana, tom } = meeting;
    await bringTo(meeting, 'debrief');
    const read = async (seat: Seat) => (await seat.person.http(routes.getRatings, at(session))).partners[0];
    await rate(ana, session, tom, { ...good, again: mine });
    expect(await read(ana)).toMatchObject({ bothAgain: false, isUnsealed: false });
    if (theirs === undefined) await backdate(session, 72);
    else await rate(tom, session, ana, { ...good, again: theirs });
    for (const seat of [ana, tom]) expect(await read(seat)).toMatchObject({ bothAgain: said, isUnsealed: true });
    expect(JSON.stringify((await read(ana))?.received ?? {})).not.toContain('again');
    for (const seat of [ana, tom]) seat.socket.close();
  }
});

test('the words come with the fifth counted rating; one sent at once without a word is not counted', async () => {
  const host = await newAccount(server.url, 'Host');

  const mine = () => host.http(routes.myRating, {});
  for (const nth of [0, 1, 2, 3, 4, 5]) {
    const { session, code } = await hostSession(host);
    const ana = await takeSeat(host, session);
    const tom = await takeSeat(await joinByLink(server.url, code, `Tom ${nth}`), session);
    await bringTo({ ana, tom }, 'debrief');
    // The first is sent at once without a word.
    if (nth > 1) await backdate(session, 0.02);
    await rate(tom, session, ana, nth === 1 ? { ...good, thanks: 'Thanks.' } : good);
    expect((await mine()).counted).toBe(Math.max(0, nth - 1));
    await rate(ana, session, tom);
    expect(await mine()).toMatchObject({ counted: nth, band: nth === 5 ? 'very-useful' : null });
    for (const seat of [ana, tom]) seat.socket.close();
  }
});

test('in a panel the candidate and each interviewer rate each other, interviewers not among themselves', async () => {
  const meeting = await meet(server.url, { format: 'panel' });
  const { session, ana, tom } = meeting;
  const ivy = await bring(meeting, 'Ivy', 'interviewer');
  await bringTo(meeting, 'scoring');
  for (const seat of [ana, tom, ivy]) await seat.act('card.lock', { round: 1, card: lockable('estimation') });
  const partnersOf = async (seat: Seat) =>
    (await seat.person.http(routes.getRatings, at(session))).partners.map(({ participant }) => participant);
  expect((await partnersOf(tom)).sort()).toEqual([ana.participant, ivy.participant].sort());
  expect(await partnersOf(ana)).toEqual([tom.participant]);
  await expect(rate(ana, session, ivy)).rejects.toMatchObject({ problem: { code: 'not-found' } });
  await rate(tom, session, ana);
  await rate(ivy, session, tom);
  // Ana has not sent hers and Ivy has not received one: nothing is open.
  for (const seat of [ana, tom, ivy])
    expect((await seat.person.http(routes.getRatings, at(session))).partners.some(({ isUnsealed }) => isUnsealed)).toBe(
      false,
    );
});
