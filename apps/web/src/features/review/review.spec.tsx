import { notesDoc, type Card, type Guide, type WireEvent } from '@debrief/contracts';
import { DOC_ROOT } from '@debrief/client';
import { streamsOf } from '@debrief/live-core';
import { idOf, MINUTE, room, type BuiltRoom } from '@debrief/live-core/testing';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as Y from 'yjs';
import { App } from '../../app/app';
import { router } from '../../app/router';
import { queries } from '../../shared/queries';

const SESSION = idOf('session');
const [ANA, TOM] = [idOf('ana'), idOf('tom')];
const SAID = 'Named the people who wait at the shelf';
const dimensions = ['goal', 'user', 'insight', 'solution'];

/** Ana leads, Tom answers: one fact, one nudge, two marks, and cards two levels apart on “user”. */
const played = (): BuiltRoom => {
  const built = room().with('ana', 'tom').briefed().started();
  const mark = (name: string, words: string) =>
    built.act('ana', { kind: 'mark.set', round: 1, mark: idOf(name), dimension: 'goal', markKind: 'strong', words });
  built.wait(MINUTE).act('ana', { kind: 'fact.give', round: 1, fact: 'usage', asked: true });
  built.wait(MINUTE);
  mark('cited', 'Asked what it is for');
  built.wait(MINUTE).act('ana', { kind: 'nudge.log', round: 1, phase: 'clarify' });
  built.wait(MINUTE);
  mark('kept', 'Kept for myself');
  built.wait(MINUTE).act('ana', { kind: 'phase.next', round: 1, from: 0 });
  return built.wait(3 * MINUTE).scoring();
};
const cardOf = (built: BuiltRoom, user: 2 | 4): Card => {
  const started = built.round.startedAt ?? 0;
  const at = (minute: number) => ({ from: started + minute * MINUTE - 5_000, to: started + minute * MINUTE });
  return {
    levels: dimensions.map((dimension) => ({
      dimension,
      level: dimension === 'user' ? user : 3,
      evidence: [
        { id: idOf(`${dimension}-${user}`), text: `${SAID}, ${dimension} ${user}`, kind: 'quote', ...at(user + 1) },
      ],
    })),
    overall: 'yes',
    confidence: 'medium',
    redFlags: [],
  };
};

/** What the server sends to `reader`: their streams, with two edits of the notes at the first and the fourth minute. */
const logFor = (built: BuiltRoom, stamps: number[], reader: string): WireEvent[] => {
  const seqs = new Map<string, number>();
  const mine = new Set<string>(streamsOf(built.session.room, reader));
  const next = (stream: string) => {
    seqs.set(stream, (seqs.get(stream) ?? 0) + 1);
    return seqs.get(stream) ?? 0;
  };
  const decided = built.events.map((event, index): WireEvent => ({
    ...event,
    seq: next(event.stream),
    at: stamps[index] ?? 0,
    participant: null,
  }));
  const doc = new Y.Doc();
  const started = built.round.startedAt ?? 0;
  const typed = ['First thought', 'Second thought'].map((words, index): WireEvent => {
    const before = Y.encodeStateVector(doc);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(words)]);
    doc.getXmlFragment(DOC_ROOT).insert(index, [paragraph]);
    const data = btoa(String.fromCharCode(...Y.encodeStateAsUpdate(doc, before)));
    const at = started + (index ? 4 : 1) * MINUTE;
    return { stream: 'room', seq: next('room'), at, participant: null, kind: 'doc', doc: notesDoc(1), data };
  });
  return [...decided, ...typed].filter(({ stream }) => mine.has(stream));
};

const guide: Guide = {
  prompt: 'longer-loans',
  version: 1,
  title: 'Longer loans',
  type: 'product-sense',
  statement: '',
  roleCard: { who: 'The coordinator', mood: 'Friendly', wants: 'One message' },
  statedRequest: null,
  realProblem: 'Returning is hard.',
  phases: [],
  facts: [],
  twists: [],
  anchors: [],
  pitfalls: [],
  debrief: [],
  practice: [],
  extra: [],
};
let answers: Record<string, unknown>;
let lateCards: unknown[];
const open = async (reader: string, { isOpen = true, address = '' } = {}) => {
  const built = played();
  // The builder has one clock; each event keeps the time it was decided at.
  const stamps: number[] = [];
  for (const { payload } of built.events)
    stamps.push('at' in payload && typeof payload.at === 'number' ? payload.at : (stamps.at(-1) ?? 0));
  if (isOpen) {
    for (const [name, level] of [
      ['tom', 4],
      ['ana', 2],
    ] as const) {
      built.wait(MINUTE).act(name, { kind: 'card.lock', round: 1, card: cardOf(built, level) });
      while (stamps.length < built.events.length) stamps.push(built.now);
    }
  }
  const events = logFor(built, stamps, reader);
  const half = Math.ceil(events.length / 2);
  const people = [
    { participant: ANA, name: 'Ana Sol', isGuest: false, isHost: true, seat: 0, connected: false },
    { participant: TOM, name: 'Tom Berg', isGuest: true, isHost: false, seat: 1, connected: false },
  ];
  const session = {
    session: SESSION,
    status: 'live',
    isExample: false,
    format: 'swap',
    type: 'product-sense',
    length: 'long',
    mode: 'stress',
    createdAt: '2026-01-05T09:00:00.000Z',
    endedAt: null,
    participant: reader,
    people,
  };
  const page = (part: WireEvent[], next: string | null) => ({ session, reader, events: part, next });
  const rubric = dimensions.map((key) => ({
    key,
    name: `The ${key}`,
    weight: 25,
    skill: 'FRAME',
    levels: ['', '', '', ''],
  }));
  answers = {
    '/api/me': { me: null, signUp: 'open', insecure: false, firstRun: false },
    [`/api/sessions/${SESSION}/replay`]: page(events.slice(0, half), 'room:1'),
    [`/api/sessions/${SESSION}/replay?after=room%3A1`]: page(events.slice(half), null),
    [`/api/sessions/${SESSION}/rounds/1/guide`]: guide,
    [`/api/sessions/${SESSION}/rounds/1/debrief`]: {
      second: [],
      feedback: [],
      adviceLimit: null,
      fix: null,
      suggestions: [],
      carried: null,
      lateCards,
    },
    [`/api/sessions/${SESSION}/rounds/1/rubric`]: {
      type: 'product-sense',
      version: 1,
      dimensions: rubric,
      redFlags: [],
    },
  };
  queries.clear();
  window.scrollTo = () => undefined;
  globalThis.fetch = (input) => {
    const { pathname, search } = new URL(String(input), location.origin);
    const answer = answers[pathname + search];
    return Promise.resolve(Response.json(answer ?? {}, { status: answer ? 200 : 404 }));
  };
  render(<App />);
  await act(() => router.navigate({ to: `/s/${SESSION}/review${address}` }));
  await screen.findByRole('heading', { level: 1, name: 'Longer loans' });
  return built;
};
const moments = () =>
  within(screen.getByRole('region', { name: 'Moments' }))
    .getAllByRole('button')
    .filter((button) => button.hasAttribute('aria-current'))
    .map((button) => button.textContent);
const current = () => document.querySelector('[aria-current=true]')?.textContent;
const notes = () => screen.getByRole('region', { name: /^The notes at/ });

beforeEach(() => {
  lateCards = [];
});

test('the list holds what the timeline shows, and a press brings back the notes and the clock of that moment', async () => {
  const user = userEvent.setup();
  await open(TOM);
  await user.click(screen.getByRole('button', { name: /^All / }));
  const list = moments();
  expect(list.some((words) => words?.includes('1:00Fact: Returns by week'))).toBe(true);
  expect(list.some((words) => words?.includes('3:00Nudge'))).toBe(true);
  expect(list.join()).not.toContain('Kept for myself');
  await user.click(screen.getByRole('button', { name: /Fact: Returns by week/ }));
  expect(notes().textContent).toContain('First thought');
  expect(notes().textContent).not.toContain('Second thought');
  screen.getByText('Clarify the goal, 1:00 into 10 minutes');
  await user.click(screen.getByRole('button', { name: /Phase: Choose/ }));
  expect(notes().textContent).toContain('Second thought');
  screen.getByText('Choose, 0:00 into 5 minutes');
});

test('turning points come first; J and K walk them, and who cites one is said with the levels', async () => {
  const user = userEvent.setup();
  await open(TOM);
  expect(moments()).toHaveLength(3);
  expect(current()).toContain('3:00');
  await user.keyboard('jj');
  expect(current()).toContain('user 4');
  const around = screen.getByRole('region', { name: 'On this moment' });
  expect(around.textContent).toContain('Tom Berg cites it for4 Strong');
  expect(around.textContent).toContain('Ana Sol gave2 Emerging');
  await user.keyboard('k');
  expect(current()).not.toContain('user 4');
});

test('the lead finds their own marks again, the candidate does not', async () => {
  const user = userEvent.setup();
  await open(ANA);
  await user.click(screen.getByRole('button', { name: /^All / }));
  await user.click(screen.getByRole('button', { name: /Kept for myself/ }));
  expect(screen.getByRole('region', { name: 'On this moment' }).textContent).toContain('Only you see it');
});

test('a score stands with its interval and its count; the candidate’s and a late card do not move it', async () => {
  lateCards = [
    { participant: idOf('ned'), card: { ...cardOf(played(), 4), overall: 'no' }, lockedAt: '2026-01-05T12:00:00.000Z' },
  ];
  await open(TOM);
  const score = (await screen.findByText('Score of the round')).parentElement;
  expect(score?.textContent).toContain('2.8 of 4');
  expect(score?.textContent).toMatch(/likely \d\.\d to \d\.\d, from 1 blind card, 100 % of the rubric observed/);
  expect(screen.getAllByText('late, not blind').length).toBeGreaterThan(0);
});

test('evidence on a card leads to its moment', async () => {
  const user = userEvent.setup();
  Element.prototype.scrollIntoView = () => undefined;
  await open(TOM);
  const [row] = (await screen.findAllByRole('heading', { level: 3, name: /The user/ })).map(
    (head) => head.parentElement,
  );
  if (!row) throw new Error('no row');
  await user.click(within(row).getByRole('button', { name: 'Go to 5:00' }));
  expect(current()).toContain('user 4');
});

test('while the cards are shut the round can be looked at, and nothing says how anybody scored', async () => {
  await open(TOM, { isOpen: false, address: '?at=90' });
  screen.getByText(/The cards are not open yet/);
  expect(screen.queryByText('Score of the round')).toBeNull();
  await waitFor(() =>
    expect(screen.getByRole('region', { name: 'The notes at 1:30' }).textContent).toContain('First thought'),
  );
});

test('who interviewed may read the guide again', async () => {
  const user = userEvent.setup();
  await open(ANA);
  await user.click(screen.getByRole('button', { name: 'Read the guide' }));
  expect(await screen.findByText('Returning is hard.')).toBeTruthy();
});
test('the candidate of a session that goes on is told when the guide opens to them', async () => {
  await open(TOM);
  screen.getByText('The guide opens to the candidate when the session has ended.');
  expect(screen.queryByRole('button', { name: 'Read the guide' })).toBeNull();
});
