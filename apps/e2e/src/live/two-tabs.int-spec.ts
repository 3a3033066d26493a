import { routes } from '@debrief/contracts';
import type { TestApp } from '@debrief/server/platform/testing';
import { bring, bringTo, lockable, meet, type Meeting, type Seat } from '../support/meeting';
import { bootServer } from '../support/server';

let server: TestApp;
let meeting: Meeting;
let watching: Seat;
let scoring: Seat;
beforeAll(async () => {
  server = await bootServer();
  meeting = await meet(server.url);
  watching = await bring(meeting, 'Oz', 'observer');
  scoring = await bring(meeting, 'Ned', 'observer', true);
  await bringTo(meeting, 'scoring');
  for (const seat of [meeting.ana, meeting.tom, scoring])
    await seat.act('card.lock', { round: 1, card: lockable('estimation') });
});
afterAll(() => server.close());

const where = () => ({ params: { session: meeting.session, round: '1' } });
const debriefFor = (seat: Seat) => seat.person.http(routes.getDebrief, where());
/** `saved 2`, or the code of the refusal. */
const outcome = (sent: Promise<{ version: number }>): Promise<string> =>
  sent.then(
    ({ version }) => `saved ${version}`,
    (error: { problem: { code: string } }) => error.problem.code,
  );
const dimension = lockable('estimation').levels[0]?.dimension ?? '';
const write = {
  feedback: (words: string, version: number) =>
    meeting.ana.person.http(routes.putFeedback, {
      ...where(),
      body: { version, keep: words, keepAt: null, advice: [{ when: words, attempt: words, because: words }], task: '' },
    }),
  'second values': (words: string, version: number) =>
    meeting.ana.person.http(routes.putSecond, {
      ...where(),
      body: { version, levels: [{ dimension, level: words === 'one' ? 1 : words === 'two' ? 2 : 3 }] },
    }),
  suggestion: (words: string, version: number) =>
    meeting.ana.person.http(routes.suggestFix, { ...where(), body: { text: words, version } }),
};
const storedOf = async (what: string): Promise<string> => {
  const { feedback, second, suggestions } = await debriefFor(meeting.tom);
  return JSON.stringify({ feedback, 'second values': second, suggestion: suggestions }[what]);
};

test.each(Object.entries(write))(
  'two tabs write one %s: the slower one is told, and overwrites nothing',
  async (...it) => {
    const [what, put] = it;
    const raced = await Promise.all(['one', 'two'].map((words) => outcome(put(words, 0))));
    expect(raced.sort()).toEqual(['conflict', 'saved 1']);
    const first = await storedOf(what);
    expect(await outcome(put('three', 0))).toBe('conflict');
    expect(await outcome(put('three', 7))).toBe('conflict');
    expect(await storedOf(what)).toBe(first);
    expect(await outcome(put('three', 1))).toBe('saved 2');
    expect(await outcome(put('one', 1))).toBe('conflict');
    expect(await storedOf(what)).not.toBe(first);
  },
);

test('a suggestion that was taken back is its author’s alone, and an older tab does not bring it back', async () => {
  const [before] = (await debriefFor(meeting.ana)).suggestions;
  const version = before?.version ?? 0;
  await write.suggestion(' ', version);
  expect((await debriefFor(meeting.ana)).suggestions).toEqual([
    { author: meeting.ana.participant, text: '', version: version + 1 },
  ]);
  for (const seat of [meeting.tom, watching]) expect((await debriefFor(seat)).suggestions).toEqual([]);
  expect(await outcome(write.suggestion('two', version))).toBe('conflict');
  expect(await outcome(write.suggestion('two', 0))).toBe('conflict');
});

test('how much advice may be given is told to those who give it', async () => {
  const limits = [];
  for (const seat of [meeting.ana, scoring, meeting.tom, watching]) limits.push((await debriefFor(seat)).adviceLimit);
  expect(limits).toEqual([1, 1, null, null]);
});
