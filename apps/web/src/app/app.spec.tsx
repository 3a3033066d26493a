import { type Me, type Problem } from '@debrief/contracts';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { queries } from '../shared/queries';
import { App } from './app';
import { router } from './router';

const ana: Me = {
  account: 'ana',
  name: 'Ana Sol',
  email: 'ana@example.org',
  isGuest: false,
  isAdmin: false,
  timeZone: 'Europe/Lisbon',
  targetLevel: null,
  createdAt: '2026-11-01T10:00:00.000Z',
};
const refusal: Problem = {
  ok: false,
  code: 'email-taken',
  message: 'An account has this e-mail address already. Sign in instead.',
  requestId: 'r-77',
  retryable: false,
};
let me: Me | null;
let insecure: boolean;
const sent = jest.fn<unknown, [string, unknown]>();
const answers: Record<string, () => unknown> = {
  'GET /api/me': () => ({ me, signUp: 'open', insecure, firstRun: false }),
  'GET /api/example': () => ({ session: null }),
  'GET /api/sessions': () => ({ sessions: [] }),
  'GET /api/rounds': () => ({ rounds: [], next: null }),
  'GET /api/me/fix': () => ({ fix: null }),
  'GET /api/me/fix-questions': () => ({ questions: [] }),
  'GET /api/me/rating': () => ({ counted: 0, band: null, thanks: [] }),
  'GET /api/prompts': () => ({ prompts: [], total: 0 }),
};
const server = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
  const route = `${init?.method ?? 'GET'} ${new URL(String(input), location.origin).pathname}`;
  const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
  if (body) sent(route, body);
  const answer = answers[route]?.();
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

// jsdom has the element and not its methods.
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
};
HTMLDialogElement.prototype.close = function () {
  this.open = false;
  this.dispatchEvent(new Event('close'));
};

beforeEach(() => {
  me = null;
  insecure = false;
  sent.mockClear();
});

test('somebody new is led from the start page to a new account and on to what they came for', async () => {
  await open('/');
  await heading(/Practise the interview/);
  expect(document.title).toBe('Practise the interview · Debrief');
  const user = userEvent.setup();
  await user.click(screen.getByRole('link', { name: 'Strategy, 35 minutes' }));
  await heading('Make an account');
  expect(document.title).toBe('Make an account · Debrief');
  expect(document.activeElement).toBe(screen.getByLabelText('Name'));

  await user.click(screen.getByRole('button', { name: 'Make the account' }));
  expect(sent).not.toHaveBeenCalled();
  expect(screen.getByLabelText('Name').getAttribute('aria-invalid')).toBe('true');

  await user.type(screen.getByLabelText('Name'), 'Ana Sol');
  await user.type(screen.getByLabelText('E-mail'), 'ana@example.org');
  await user.type(screen.getByLabelText('Password'), 'a long enough one');
  answers['POST /api/sign-up'] = () => Response.json(refusal, { status: 409 });
  await user.keyboard('{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain(refusal.message);
  expect(screen.getByRole('button', { name: /r-77/ })).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('a long enough one');

  answers['POST /api/sign-up'] = () => (me = ana);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(location.pathname + location.search).toBe('/new?type=strategy&length=long'));
  expect(sent).toHaveBeenLastCalledWith('POST /api/sign-up', expect.objectContaining({ email: 'ana@example.org' }));
});

test('somebody signed in starts at Home, and letters are keys until they are typed', async () => {
  me = ana;
  await open('/');
  await heading('Welcome, Ana');
  expect(location.pathname).toBe('/home');
  const user = userEvent.setup();
  await user.keyboard('?');
  expect(screen.getByRole('heading', { name: 'Keys of this screen' })).toBeTruthy();
  await user.keyboard('gp');
  expect(location.pathname).toBe('/home');
  act(() => screen.getByRole<HTMLDialogElement>('dialog').close());
  await user.keyboard('gp');
  await waitFor(() => expect(location.pathname).toBe('/prompts'));
});

test('a page of somebody else’s is asked for after signing in, and a missing one says so', async () => {
  await open('/me');
  await heading('Sign in');
  expect(location.search).toBe('?next=%2Fme');
  await act(() => router.navigate({ to: '/nowhere' as '/' }));
  await waitFor(() => expect(document.activeElement?.textContent).toBe('There is nothing at this address'));
});

test('a connection that others can read along is named', async () => {
  insecure = true;
  await open('/sign-in');
  await heading('Sign in');
  expect(screen.getByRole('complementary').textContent).toContain('not encrypted');
});
