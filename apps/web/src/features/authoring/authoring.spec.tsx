import { type Desk, type Me } from '@debrief/contracts';
import { blankDraft, type PromptDraft } from '@debrief/prompt-bank';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from '../../app/app';
import { router } from '../../app/router';
import { queries } from '../../shared/queries';

// Typing goes through the whole page, on whatever machine this runs.
jest.setTimeout(30_000);

const AT = '2026-11-23T05:00:00.000Z';
const ana: Me = {
  account: 'ana',
  name: 'Ana Sol',
  email: null,
  isGuest: false,
  isAdmin: false,
  timeZone: 'UTC',
  targetLevel: null,
  createdAt: AT,
};
const desk: Desk = {
  standing: {
    id: 'slower-buses-1',
    title: 'Slower buses',
    type: 'strategy',
    state: 'draft',
    version: null,
    reviewVersion: null,
    isChanged: true,
    uses: 0,
    openReports: 0,
    updatedAt: AT,
  },
  versions: [],
  verdicts: [],
  reading: 0,
  canPublish: false,
};
/** The server's draft; what is sent with another `rev` is refused. */
let stored: { rev: number; content: PromptDraft };
let isAway: boolean;
/** The next draft is stored, and nobody hears of it. */
let losesAnswer: boolean;
const puts = jest.fn<unknown, [{ rev: number; content: PromptDraft }]>();
const problem = (status: number, code: string, message: string) =>
  Response.json({ ok: false, code, message, requestId: 'r', retryable: status >= 500 }, { status });

const server = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
  const { pathname } = new URL(String(input), location.origin);
  if (isAway && pathname !== '/api/me') throw new TypeError('Failed to fetch');
  if (pathname === '/api/me') return Response.json({ me: ana, signUp: 'open', insecure: false, firstRun: false });
  if (pathname.endsWith('/draft')) {
    const body = JSON.parse(String(init?.body)) as { rev: number; content: PromptDraft };
    puts(body);
    if (body.rev !== stored.rev) return problem(409, 'conflict', 'This draft was changed elsewhere.');
    // As from the database, whose fields come in another order.
    stored = { rev: stored.rev + 1, content: Object.fromEntries(Object.entries(body.content).reverse()) };
    if (losesAnswer) {
      losesAnswer = false;
      throw new TypeError('Failed to fetch');
    }
    return Response.json({ rev: stored.rev, savedAt: AT });
  }
  if (pathname === '/api/my-prompts/slower-buses-1')
    return Response.json({ ...stored, savedAt: AT, author: 'Ana Sol', desk });
  return problem(404, 'not-found', 'There is nothing at this address.');
};
const open = async () => {
  queries.clear();
  window.scrollTo = () => undefined;
  globalThis.fetch = server;
  render(<App />);
  await act(() => router.navigate({ to: '/prompts/$prompt/edit', params: { prompt: 'slower-buses-1' } }));
  await screen.findByRole('heading', { level: 1, name: String(stored.content['title']) });
};
const title = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Title' });

beforeEach(() => {
  stored = { rev: 3, content: blankDraft('strategy', 'Slower buses') };
  isAway = false;
  losesAnswer = false;
  puts.mockClear();
  localStorage.clear();
});

test('what is missing is counted in the rail, listed, and said at the field that the list leads to', async () => {
  await open();
  const user = userEvent.setup();
  const rail = screen.getByRole('navigation', { name: 'Parts of the prompt' });
  expect(rail.textContent).toContain('Statement1');
  await user.click(screen.getByText(/^Role card/, { selector: 'summary' }));
  await user.click(screen.getByRole('button', { name: 'Mood: still empty.' }));
  const mood = screen.getByRole('textbox', { name: 'Mood' });
  await waitFor(() => expect(document.activeElement).toBe(mood));
  expect(mood.getAttribute('aria-invalid')).toBe('true');
  await user.type(mood, 'Calm');
  await waitFor(() => expect(screen.queryByText('Mood: still empty.')).toBeNull());
  expect(mood.getAttribute('aria-invalid')).toBeNull();
});

test('typing is saved from the revision it was made of, once it rests', async () => {
  await open();
  const user = userEvent.setup();
  await user.type(title(), '!');
  expect(screen.getByText('Saving')).toBeTruthy();
  await waitFor(() => expect(puts).toHaveBeenCalledTimes(1), { timeout: 3_000 });
  expect(puts.mock.calls[0]?.[0]).toMatchObject({ rev: 3, content: { title: 'Slower buses!' } });
  await screen.findByText(/^Saved/);
  expect(localStorage.length).toBe(0);
});

test('without a server it is kept in this browser, and goes there when there is one again', async () => {
  await open();
  const user = userEvent.setup();
  isAway = true;
  await user.type(title(), ' at dawn');
  await screen.findByText('Saved here, will sync', {}, { timeout: 3_000 });
  expect(JSON.stringify({ ...localStorage })).toContain('Slower buses at dawn');
  isAway = false;
  act(() => void window.dispatchEvent(new Event('online')));
  await waitFor(() => expect(stored.content['title']).toBe('Slower buses at dawn'));
  await waitFor(() => expect(localStorage.length).toBe(0));
});

test('a draft that arrived is not taken for somebody else’s when its answer was lost', async () => {
  await open();
  const user = userEvent.setup();
  losesAnswer = true;
  await user.type(title(), '!');
  await screen.findByText('Saved here, will sync', {}, { timeout: 3_000 });
  act(() => void window.dispatchEvent(new Event('online')));
  await screen.findByText(/^Saved \d/);
  expect(screen.queryByText('This draft was changed elsewhere too')).toBeNull();
  expect(stored).toMatchObject({ rev: 4, content: { title: 'Slower buses!' } });
  await user.type(title(), '!');
  await waitFor(() => expect(stored).toMatchObject({ rev: 5 }), { timeout: 3_000 });
});

test('what was kept is there after a reload', async () => {
  localStorage.setItem(
    'debrief.prompt-draft.ana.slower-buses-1',
    JSON.stringify({ rev: 3, content: { ...stored.content, domain: 'buses' } }),
  );
  await open();
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Trade or domain' }).value).toBe('buses');
  await waitFor(() => expect(stored.content['domain']).toBe('buses'));
});

test('two drafts are both shown, nothing is sent before one is chosen, and the other comes back', async () => {
  await open();
  const user = userEvent.setup();
  stored = { rev: 4, content: { ...stored.content, title: 'Slower trams' } };
  await user.type(title(), ' today');
  await screen.findByText('This draft was changed elsewhere too', {}, { timeout: 3_000 });
  expect(document.querySelector('del')?.textContent).toContain('trams');
  expect(document.querySelector('ins')?.textContent).toContain('buses today');
  await user.type(title(), ' again');
  expect(puts).toHaveBeenCalledTimes(1);
  expect(stored.content['title']).toBe('Slower trams');

  await user.click(screen.getByRole('button', { name: 'Keep what is here' }));
  await waitFor(() => expect(stored).toMatchObject({ rev: 5, content: { title: 'Slower buses today again' } }));
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(stored.content['title']).toBe('Slower trams'), { timeout: 3_000 });
});

test('rows are added, moved with the arrow keys, and a removal is taken back', async () => {
  await open();
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: /^Facts/ }));
  await user.click(screen.getByRole('button', { name: 'Add fact 9' }));
  await waitFor(() => expect(document.activeElement?.tagName).toBe('INPUT'));
  await user.keyboard('Depot');
  await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
  const names = () => [...document.querySelectorAll('summary b')].map((each) => each.nextElementSibling?.textContent);
  expect(names().at(7)).toBe('Depot');
  expect((document.activeElement as HTMLElement).getAttribute('aria-label')).toBe('Fact 8: move up');
  await user.click(screen.getByRole('button', { name: 'Fact 8: remove' }));
  expect(names()).toHaveLength(8);
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(names().at(7)).toBe('Depot');
});
