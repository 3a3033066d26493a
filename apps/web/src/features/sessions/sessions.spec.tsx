import {
  interviewTypes,
  type Me,
  type Problem,
  type PromptCard,
  type RouteResult,
  type routes,
} from '@debrief/contracts';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from '../../app/app';
import { router } from '../../app/router';
import { queries } from '../../shared/queries';

const CODE = 'AbCdEfGhIjKlMnOpQrStUv';
const session = '0197a2b4-0000-7000-8000-000000000001';
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
const invitation: RouteResult<typeof routes.readInvite> = {
  session,
  host: 'Tom Berg',
  type: 'metrics',
  length: 'long',
  mode: 'stress',
  format: 'swap',
  status: 'lobby',
  yourFirstRole: 'candidate',
  isMine: false,
};
const gone: Problem = { ok: false, code: 'not-found', message: 'No link.', requestId: 'r-1', retryable: false };
const cards: PromptCard[] = interviewTypes.map((type) => ({
  id: `one-of-${type}`,
  version: 1,
  title: `One of ${type}`,
  type,
  subtype: type,
  domain: 'logistics',
  audience: 'any',
  difficulty: 'medium',
  difficultyReason: 'Several causes.',
  styles: [],
  author: 'The editors',
  minutes: { long: 35, short: 20 },
  counts: { facts: 10, noData: 3, probes: 15, twists: 1, dimensions: 5 },
  mine: 'open',
}));
let me: Me | null;
let invite: unknown;
let library: PromptCard[];
const asked = jest.fn<unknown, [string]>();
const sent = jest.fn<unknown, [string, unknown]>();
const server = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
  const route = `${init?.method ?? 'GET'} ${new URL(String(input), location.origin).pathname}`;
  asked(String(input));
  if (typeof init?.body === 'string') sent(route, JSON.parse(init.body));
  if (route === 'POST /api/invites/accept') me ??= { ...ana, isGuest: true };
  const answers: Record<string, unknown> = {
    'GET /api/me': { me, signUp: 'open', insecure: false, firstRun: false },
    'GET /api/prompts': {
      prompts: library.map((each) => ({ ...each, favourite: false, avoid: false })),
      total: library.length,
      isMore: false,
      next: null,
      meant: null,
      kinds: interviewTypes.map((type) => ({ type, count: library.filter((each) => each.type === type).length })),
    },
    ...Object.fromEntries(
      [...cards, { ...cards[1]!, id: 'mine-in-review', title: 'My own, in review' }].map((card) => [
        `GET /api/prompts/${card.id}`,
        {
          card,
          statement: 'A statement.',
          phases: { long: [], short: [] },
          guideSeenAt: null,
          favourite: false,
          avoid: false,
          uses: 0,
        },
      ]),
    ),
    'POST /api/invites/read': invite,
    'POST /api/invites/accept': { session, participant: session, admitted: true },
    'POST /api/sessions': { session, participant: session, code: CODE },
  };
  const answer = answers[route];
  return answer instanceof Response ? answer : Response.json(answer ?? {}, { status: answer ? 200 : 404 });
};
const open = async (address: string) => {
  queries.clear();
  window.scrollTo = () => undefined;
  globalThis.fetch = server;
  render(<App />);
  await act(() => router.navigate({ to: address }));
};
const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });

// The room opens sockets and has specs of its own; here only the way to it counts.
jest.mock('../live', () => ({ LiveSessionPage: () => null }));

beforeEach(() => {
  me = null;
  invite = invitation;
  library = cards;
  sent.mockClear();
  localStorage.clear();
  sessionStorage.clear();
});

test('a guest reads what awaits them and joins with a name and Enter', async () => {
  await open(`/join#${CODE}`);
  await heading('Tom Berg invites you to an interview');
  expect(screen.getByText('You are asked first, then you swap')).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText('Your name'));
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Join' }));
  expect(document.activeElement).toBe(screen.getByLabelText('Your name'));
  expect(sent).not.toHaveBeenCalledWith('POST /api/invites/accept', expect.anything());
  expect(screen.getByLabelText('Your name').getAttribute('aria-invalid')).toBe('true');
  await user.keyboard(' Ines {Enter}');
  await waitFor(() => expect(location.pathname).toBe(`/s/${session}`));
  expect(sent).toHaveBeenCalledWith('POST /api/invites/accept', { code: CODE, name: 'Ines' });
});

test('the code never leaves the fragment: it is in no address that a server sees', async () => {
  const asked: string[] = [];
  await open(`/join#${CODE}`);
  globalThis.fetch = (input, init) => {
    asked.push(String(input));
    return server(input, init);
  };
  await act(() => queries.invalidateQueries());
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.join(' ')).not.toContain(CODE);
});

test('whoever signs in on the way comes back to the invitation, and the code is in no address on that way', async () => {
  await open(`/join#${CODE}`);
  const user = userEvent.setup();
  await screen.findByLabelText('Your name');
  await user.click(screen.getAllByRole('link', { name: 'Sign in' }).at(-1)!);
  await waitFor(() => expect(location.pathname + location.search).toBe('/sign-in?next=%2Fjoin'));
  await act(() => router.navigate({ to: '/join' }));
  await heading('Tom Berg invites you to an interview');
});

test('somebody signed in joins under their own name, and goes back in where they are on the roster', async () => {
  me = ana;
  await open(`/join#${CODE}`);
  await screen.findByRole('button', { name: 'Join as Ana Sol' });
  expect(screen.queryByLabelText('Your name')).toBeNull();
  invite = { ...invitation, isMine: true };
  await act(() => queries.invalidateQueries());
  expect((await screen.findByRole('link', { name: 'Go back in' })).getAttribute('href')).toBe(`/s/${session}`);
});

test('a broken link, a replaced one and an ended session each say so', async () => {
  await open('/join#abc');
  await heading('This is not an invite link');
  invite = Response.json(gone, { status: 404 });
  await act(() => router.navigate({ to: '/join', hash: CODE }));
  await heading('This link leads nowhere any more');
  invite = { ...invitation, status: 'ended' };
  await act(() => queries.invalidateQueries());
  await heading('This session has ended');
});

test('a host makes a session in one press; the lobby finds the code, and the choices stay for next time', async () => {
  me = ana;
  await open('/new?type=metrics&prompt=slower-lockers');
  await heading('New session');
  const user = userEvent.setup();
  await user.click(screen.getByRole('radio', { name: /For real/ }));
  await user.click(screen.getByRole('button', { name: 'Create and copy link' }));
  await waitFor(() => expect(location.pathname).toBe(`/s/${session}`));
  expect(sent).toHaveBeenCalledWith('POST /api/sessions', {
    type: 'metrics',
    length: 'long',
    mode: 'stress',
    format: 'swap',
    hostFirst: 'interviewer',
    prompt: 'slower-lockers',
  });
  expect(sessionStorage.getItem(`debrief:invite:${session}`)).toBe(CODE);
  expect(await navigator.clipboard.readText()).toBe(`${location.origin}/join#${CODE}`);
  expect(localStorage.getItem('debrief:new-session')).toContain('stress');
});

test('a host who is asked first sends no prompt', async () => {
  me = ana;
  await open('/new?type=metrics&prompt=slower-lockers');
  await heading('New session');
  const user = userEvent.setup();
  await user.click(screen.getByRole('radio', { name: /I am/ }));
  expect(screen.queryByLabelText('Prompt')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Create and copy link' }));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(sent.mock.lastCall?.[1]).toMatchObject({ hostFirst: 'candidate' });
  expect(sent.mock.lastCall?.[1]).not.toHaveProperty('prompt');
});

test('a kind without a prompt says so, and no session is made that could not begin', async () => {
  me = ana;
  library = cards.filter(({ type }) => type !== 'technical');
  await open('/new?type=technical');
  const none = await screen.findByRole('radio', { name: /Technical\s*No prompt yet/ });
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Create and copy link' });
  expect(none.matches(':disabled')).toBe(true);
  expect(button.disabled).toBe(true);
  const user = userEvent.setup();
  await user.click(screen.getByRole('radio', { name: /Strategy/ }));
  expect(button.disabled).toBe(false);
});

test('a prompt is found by its words and taken with the keyboard; Enter in the box makes no session', async () => {
  me = ana;
  await open('/new?type=strategy');
  await heading('New session');
  const user = userEvent.setup();
  const box = screen.getByRole('combobox', { name: 'Prompt' });
  await user.type(box, 'strategy');
  await waitFor(() => expect(asked.mock.lastCall?.[0]).toContain('text=strategy'));
  await screen.findByRole('option', { name: /One of strategy/ });
  await user.keyboard('{ArrowDown}');
  expect(box.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option').id);
  await user.keyboard('{Enter}');
  expect(sent).not.toHaveBeenCalled();
  await screen.findByRole('button', { name: 'Without One of strategy: choose in the lobby' });
  await user.click(screen.getByRole('button', { name: 'Create and copy link' }));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(sent.mock.lastCall?.[1]).toMatchObject({ prompt: 'one-of-strategy' });
});

test('a prompt that only its writer may play is named by its title', async () => {
  me = ana;
  await open('/new?type=metrics&prompt=mine-in-review');
  await screen.findByText('My own, in review');
  expect(screen.queryByText('mine-in-review')).toBeNull();
});
