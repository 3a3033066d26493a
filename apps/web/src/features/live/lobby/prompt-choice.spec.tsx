import { room } from '@debrief/live-core/testing';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderIn } from '../testing';
import { BriefCard } from './brief-card';
import { PromptPicker } from './prompt-picker';

const titles = ['Slower lockers', 'Cargo bikes', 'Longer loans'];
const asked = jest.fn<unknown, [string, unknown]>();
const idOfTitle = (title: string) => title.toLowerCase().replace(' ', '-');
const cardOf = (title: string) => ({
  id: idOfTitle(title),
  version: 1,
  title,
  type: 'product-sense',
  subtype: 'product-sense.improve',
  domain: 'logistics',
  audience: 'any',
  difficulty: 'medium',
  difficultyReason: '',
  styles: [],
  author: 'The editors',
  minutes: { long: 35, short: 20 },
  counts: { facts: 0, noData: 0, probes: 0, twists: 0, dimensions: 6 },
  mine: 'open',
  favourite: false,
  avoid: false,
});

beforeEach(() => {
  asked.mockClear();
  globalThis.fetch = async (input, init) => {
    const url = new URL(String(input), location.origin);
    asked(url.pathname + url.search, init?.body && JSON.parse(String(init.body)));
    const fit = titles.filter((title) => title.toLowerCase().includes(url.searchParams.get('text') ?? ''));
    const one = titles.find((title) => url.pathname === `/api/prompts/${idOfTitle(title)}`);
    if (one) {
      const { favourite, avoid, ...card } = cardOf(one);
      return Response.json({
        card,
        statement: '',
        phases: { long: [], short: [] },
        guideSeenAt: null,
        favourite,
        avoid,
        uses: 0,
      });
    }
    if (url.pathname.endsWith('/prompt-choices'))
      return Response.json({
        prompts: fit.map((title) => ({ id: idOfTitle(title), title, difficulty: 'easy', domain: 'logistics' })),
      });
    if (url.pathname === '/api/prompts')
      return Response.json({
        prompts: fit.map(cardOf),
        total: fit.length,
        isMore: false,
        next: null,
        meant: null,
        kinds: null,
      });
    if (url.pathname.endsWith('/brief'))
      return Response.json(init?.method === 'PUT' ? JSON.parse(String(init.body)) : { participant: null, brief: null });
    if (url.pathname === '/api/me')
      return Response.json({ me: null, signUp: 'open', insecure: false, firstRun: false });
    return Response.json({ fix: null });
  };
});

test('the picker asks the server for what is typed, and drops a choice that is out of the list', async () => {
  const onPick = jest.fn();
  renderIn(
    room({ hostFirst: 'interviewer' }).with('ana', 'tom'),
    'ana',
    <PromptPicker onPick={onPick} pickWords="Open" />,
  );
  const user = userEvent.setup();
  await user.click(await screen.findByRole('radio', { name: /Slower lockers/ }));
  await user.type(screen.getByLabelText('Search prompts'), 'cargo');
  await waitFor(() => expect(asked.mock.lastCall?.[0]).toContain('prompt-choices?text=cargo'));
  await waitFor(() => expect(screen.queryByRole('radio', { name: /Slower lockers/ })).toBeNull());
  await user.click(screen.getByRole('button', { name: 'Open' }));
  expect(onPick).toHaveBeenLastCalledWith(undefined);
  await user.click(screen.getByRole('radio', { name: /Cargo bikes/ }));
  await user.click(screen.getByRole('button', { name: 'Open' }));
  expect(onPick).toHaveBeenLastCalledWith('cargo-bikes');
  await user.type(screen.getByLabelText('Search prompts'), 'zzz');
  await screen.findByText('None of those they have not seen fits.');
});

test('a full list says that there may be more', async () => {
  const many = Array.from({ length: 200 }, (_, n) => `Prompt ${n}`);
  titles.push(...many);
  renderIn(
    room({ hostFirst: 'interviewer' }).with('ana', 'tom'),
    'ana',
    <PromptPicker onPick={jest.fn()} pickWords="Open" />,
  );
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText('Search prompts'), 'prompt');
  await screen.findByText(/200 fit.*No more are shown/);
  titles.splice(-many.length);
  await user.type(screen.getByLabelText('Search prompts'), 's');
  await waitFor(() => expect(screen.queryByText(/No more are shown/)).toBeNull());
});

test('a prompt not to be asked is found by its words, shown by its title and sent', async () => {
  renderIn(room({ hostFirst: 'interviewer' }).with('ana', 'tom'), 'tom', <BriefCard />);
  const user = userEvent.setup();
  await user.type(await screen.findByRole('combobox', { name: 'Prompts not to be asked' }), 'loans');
  await waitFor(() => expect(screen.queryByRole('option', { name: /Cargo/ })).toBeNull());
  await user.click(await screen.findByRole('option', { name: /Longer loans/ }));
  await screen.findByRole('button', { name: 'May be asked after all: Longer loans' });
  await user.click(screen.getByRole('button', { name: 'Show it to my interviewers' }));
  await waitFor(() =>
    expect(asked.mock.calls.some(([, body]) => JSON.stringify(body)?.includes('"avoid":["longer-loans"]'))).toBe(true),
  );
});
