import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type Me } from '@debrief/contracts';
import { App } from '../../app/app';
import { router } from '../../app/router';
import { queries } from '../../shared/queries';
import { nothingYet, practised, rated } from './testing';
import { changeWords, headline } from './words';

const ana: Me = {
  account: 'ana',
  name: 'Ana Sol',
  email: null,
  isGuest: false,
  isAdmin: false,
  timeZone: 'UTC',
  targetLevel: null,
  createdAt: '2026-11-01T10:00:00.000Z',
};
let answers: Record<string, unknown>;
let failing: string | null;
const sent: { route: string; body: unknown }[] = [];

const server = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
  const { pathname } = new URL(String(input), location.origin);
  const route = `${init?.method ?? 'GET'} ${pathname}`;
  sent.push({ route, body: init?.body ? JSON.parse(String(init.body)) : undefined });
  if (route === failing)
    return Response.json(
      { ok: false, code: 'unavailable', message: 'The server did not answer.', requestId: 'r1', retryable: false },
      { status: 503 },
    );
  return Response.json(answers[route] ?? {}, { status: answers[route] ? 200 : 404 });
};
const open = async (address: string) => {
  queries.clear();
  window.scrollTo = () => undefined;
  globalThis.fetch = server;
  render(<App />);
  await act(() => router.navigate({ to: address }));
};

beforeEach(() => {
  failing = null;
  sent.length = 0;
  answers = {
    'GET /api/me': { me: ana, signUp: 'open', insecure: false, firstRun: false },
    'PUT /api/me/goal': { rounds: 4 },
    ...practised,
  };
});

test('no level stands without its interval, its sessions and its people', async () => {
  await open('/progress');
  const row = await screen.findByRole('button', { name: /Problem insight/ });
  expect(within(row).getByRole('img').getAttribute('aria-label')).toBe(
    'Problem insight: 2.3, likely between 1.8 and 2.8, from 4 sessions and 3 people',
  );
  expect(screen.getByRole('img', { name: /Clarity: 2.6.*an early estimate/ })).toBeTruthy();
});

test('T turns every chart into a table, with the plain mean beside the fair level', async () => {
  await open('/progress');
  await screen.findByRole('button', { name: /Problem insight/ });
  expect(screen.queryAllByRole('table')).toHaveLength(0);
  await userEvent.keyboard('t');
  const skills = screen.getByRole('region', { name: 'Skills' });
  const cells = within(within(skills).getByRole('row', { name: /Problem insight/ })).getAllByRole('cell');
  expect(cells.map(({ textContent }) => textContent)).toEqual(['2.3', '1.8 and 2.8', '2.0', '12', '4', '3', '2.0']);
});

test('the trend of the chosen skill is read point by point', async () => {
  await open('/progress');
  await userEvent.click(await screen.findByRole('button', { name: /User choice/ }));
  const slider = screen.getByRole('slider', { name: 'User choice over time, 2 sessions' });
  slider.focus();
  await userEvent.keyboard('{Home}');
  expect(slider.getAttribute('aria-valuetext')).toMatch(
    /^Thu 1 Oct: 2.6, likely between 2.1 and 3.1. That session: mean/,
  );
});

test('the choice of the next prompt says its reason, and its terms on demand', async () => {
  await open('/progress');
  await screen.findByText('It weighs Problem insight, which is furthest from Solid.');
  expect(screen.queryByText('Spacing')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'How it was chosen' }));
  expect(screen.getByRole('row', { name: /Need.*30.*0.81/ })).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Another one' }));
  expect(screen.getByText(/About 6 in 10|about 6 in 10/)).toBeTruthy();
});

test('a goal is changed at once, and put back when the server refuses', async () => {
  await open('/progress');
  await userEvent.click(await screen.findByRole('button', { name: 'One round more' }));
  await waitFor(() => expect(sent.at(-1)).toEqual({ route: 'PUT /api/me/goal', body: { rounds: 4 } }));
  expect(screen.getByText('4 rounds a week')).toBeTruthy();
  failing = 'PUT /api/me/goal';
  await userEvent.click(screen.getByRole('button', { name: 'Pause' }));
  await screen.findByText('The server did not answer.');
  expect(screen.getByText('4 rounds a week')).toBeTruthy();
});

test('before anything is measured the page says what makes a first dot', async () => {
  answers = { ...answers, ...nothingYet };
  await open('/progress');
  await screen.findByText('Nothing measured yet');
  expect(document.body.textContent).not.toMatch(/NaN|undefined|Infinity/);
});

test('a rater’s figure that cannot be measured says what it takes', async () => {
  answers = { ...answers, ...rated };
  await open('/progress/rating');
  await screen.findByText('Cannot be measured yet: 7 of 10 levels.');
  await screen.findByText(/compares you with 3 other raters.*2 raters have nobody in common with you/);
  expect(screen.getByText(/Likely between \+0.12 and \+0.60/)).toBeTruthy();
  expect(screen.getByText('not calibrated')).toBeTruthy();
  await screen.findByText(/does not separate people/);
});

test('whoever shares no candidate with anybody is shown no severity', async () => {
  const rater = { ...(rated['GET /api/me/rater'] as object), compared: { with: 0, apart: 4 } };
  const severity = { measurable: false, why: 'apart', of: 'people', have: 1, need: 2 };
  answers = { ...answers, ...rated, 'GET /api/me/rater': { ...rater, severity } };
  await open('/progress/rating');
  await screen.findByText(/Nobody else has rated the people you rate/);
  expect(screen.queryByText(/Likely between/)).toBeNull();
});

test('words claim no more than the intervals', () => {
  const at = (level: number, half = 0.4) => ({ level, low: level - half, high: level + half });
  expect(changeWords(at(2), at(2.3))).toContain('chance alone');
  expect(changeWords(at(2, 0.1), at(2.5, 0.1))).toBe('Up 0.5, more than chance.');
  expect(changeWords(at(2.5), at(2.4))).toMatch(/^Down 0.1/);
  expect(headline([])).toContain('Too early');
});
