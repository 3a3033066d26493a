import { type Guide, type Me, type PromptCard } from '@debrief/contracts';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from '../../app/app';
import { router } from '../../app/router';
import { queries } from '../../shared/queries';

const card: PromptCard = {
  id: 'slower-lockers',
  version: 1,
  title: 'Slower lockers',
  type: 'metrics',
  subtype: 'metrics.diagnose',
  domain: 'logistics',
  audience: 'any',
  difficulty: 'medium',
  difficultyReason: 'Several causes.',
  styles: [],
  author: 'The editors',
  minutes: { long: 35, short: 20 },
  counts: { facts: 10, noData: 3, probes: 15, twists: 1, dimensions: 5 },
  mine: 'open',
};
const guide: Guide = {
  prompt: card.id,
  version: 1,
  title: card.title,
  type: card.type,
  statement: 'Fewer parcels are collected in time.',
  roleCard: { who: 'The director', mood: 'Impatient', wants: 'A cause' },
  statedRequest: null,
  realProblem: 'Notices do not arrive.',
  phases: [
    {
      key: 'data',
      name: 'Data',
      minutes: { long: 10, short: 6 },
      aim: 'Cuts',
      nudge: 'Which cut first?',
      probes: [{ id: 'p', kind: 'challenge', text: 'Surely the heat?' }],
    },
  ],
  facts: [
    {
      id: 'volume',
      label: 'Volume',
      asked: ['How many?'],
      table: { columns: ['Week', 'Parcels'], rows: [['35', 100000]] },
      noData: false,
      ifVague: 'Of which week?',
      ifNeverAsked: { minute: 12 },
    },
  ],
  twists: [{ id: 't', minute: 27, text: 'A message from finance.' }],
  anchors: [
    {
      dimension: 'evidence',
      strong: ['Predicts'],
      weak: ['Guesses'],
      samples: { level2: 'a', level3: 'b', level4: 'c' },
    },
  ],
  pitfalls: ['Reads without the base'],
  debrief: ['Which cut paid off?'],
  practice: ['Draw a tree'],
  extra: [],
};
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
let me: Me | null;
let mine: PromptCard['mine'];
const asked = jest.fn<unknown, [string]>();
const chosen = { favourite: false, avoid: false };
const server = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
  const url = new URL(String(input), location.origin);
  const route = `${init?.method ?? 'GET'} ${url.pathname}`;
  asked(route + url.search);
  const answers: Record<string, unknown> = {
    'GET /api/me': { me, signUp: 'open', insecure: false, firstRun: false },
    'GET /api/prompts': {
      prompts: url.searchParams.get('text') === 'zzz' ? [] : [{ ...card, mine, favourite: false, avoid: false }],
      total: url.searchParams.get('text') === 'zzz' ? 0 : 1,
      isMore: false,
      next: null,
      meant: url.searchParams.get('text') === 'lokers' ? 'lockers' : null,
      kinds: null,
      menus: {
        subtype: ['metrics.diagnose', 'metrics.set-goal', 'strategy.market-entry'],
        domain: ['city services', 'logistics'],
        style: ['platform-api', 'startup'],
        skill: ['COMM', 'DATA'],
      },
    },
    'PUT /api/prompts/slower-lockers/choice': { ...chosen, ...(JSON.parse(String(init?.body ?? '{}')) as object) },
    'GET /api/prompts/slower-lockers': {
      card: { ...card, mine },
      statement: guide.statement,
      phases: {
        long: [{ key: 'data', name: 'Data', minutes: 10 }],
        short: [{ key: 'data', name: 'Data', minutes: 6 }],
      },
      guideSeenAt: null,
      skills: [
        { skill: 'DATA', share: 0.6 },
        { skill: 'COMM', share: 0.4 },
      ],
      favourite: false,
      avoid: false,
      uses: 14,
    },
    'GET /api/rubrics/metrics': {
      type: 'metrics',
      version: 1,
      dimensions: [
        { key: 'evidence', name: 'Evidence', weight: 20, skill: 'DATA', levels: ['one', 'two', 'three', 'four'] },
      ],
      redFlags: [],
    },
    'POST /api/prompts/slower-lockers/guide': guide,
  };
  return Response.json(answers[route] ?? {}, { status: answers[route] ? 200 : 404 });
};
const open = async (address: string) => {
  queries.clear();
  window.scrollTo = () => undefined;
  globalThis.fetch = server;
  render(<App />);
  await act(() => router.navigate({ to: address }));
};
const opened = () => asked.mock.calls.some(([route]) => route.startsWith('POST'));

// jsdom has the element and not its methods.
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
};
HTMLDialogElement.prototype.close = function () {
  this.open = false;
  this.dispatchEvent(new Event('close'));
};

beforeEach(() => {
  me = ana;
  mine = 'open';
  asked.mockClear();
});

test('filters live in the address, and a search is asked of the server', async () => {
  await open('/prompts?difficulty=medium');
  await screen.findByRole('link', { name: /Slower lockers/ });
  expect(screen.getByLabelText<HTMLSelectElement>('Difficulty').value).toBe('medium');
  const user = userEvent.setup();
  await user.selectOptions(screen.getByLabelText('Kind'), 'metrics');
  await user.selectOptions(screen.getByLabelText('Seen or not'), 'Not seen yet');
  await user.type(screen.getByLabelText('Search prompts'), 'zzz');
  await screen.findByText('No prompt fits');
  expect(location.search).toBe('?difficulty=medium&type=metrics&unseen=true&text=zzz');
  expect(asked.mock.lastCall?.[0]).toContain('text=zzz');
  await user.click(screen.getByRole('button', { name: 'Clear the filters' }));
  await screen.findByRole('link', { name: /Slower lockers/ });
  expect(location.search).toBe('');
  expect(screen.getByLabelText<HTMLInputElement>('Search prompts').value).toBe('');
});

test('every menu narrows the list through the address, and a subtype goes with its kind', async () => {
  await open('/prompts');
  const user = userEvent.setup();
  await screen.findByRole('option', { name: 'Platform and API' });
  expect(screen.getByRole('option', { name: 'Strategy: market entry' })).toBeTruthy();
  for (const [menu, option] of [
    ['Kind', 'Metrics and execution'],
    ['Subtype', 'Diagnose'],
    ['Skill', 'Evidence and data'],
    ['Style', 'Startup'],
    ['Trade or domain', 'city services'],
    ['Length', '35 min'],
    ['Seen or not', 'Seen or played'],
  ] as const)
    await user.selectOptions(screen.getByLabelText(menu), option);
  expect(location.search).toBe(
    '?type=metrics&subtype=metrics.diagnose&skill=DATA&style=startup&domain=city+services&length=long&seen=true',
  );
  await waitFor(() => expect(asked.mock.lastCall?.[0]).toContain('domain=city+services'));
  expect(screen.queryByRole('option', { name: /market entry/ })).toBeNull();
  await user.selectOptions(screen.getByLabelText('Seen or not'), 'Not seen yet');
  expect(location.search).toContain('unseen=true');
  expect(location.search).not.toContain('&seen=');
  await user.selectOptions(screen.getByLabelText('Kind'), 'Kind');
  expect(location.search).not.toContain('subtype');
});

test('on a narrow screen the other menus are in a sheet, which says how many are set', async () => {
  await open('/prompts?skill=DATA&domain=harbours');
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'More filters (2)' }));
  const sheet = within(screen.getByRole('dialog', { name: 'Filters' }));
  expect(sheet.getByLabelText<HTMLSelectElement>('Trade or domain').value).toBe('harbours');
  await user.selectOptions(sheet.getByLabelText('Skill'), 'Any');
  expect(location.search).toBe('?domain=harbours');
});

test('a prompt says which skills it weighs, and leads to more of each', async () => {
  await open('/prompts/slower-lockers');
  expect((await screen.findByRole('link', { name: 'Evidence and data' })).getAttribute('href')).toBe(
    '/prompts?skill=DATA',
  );
  expect(screen.getByText('60 %')).toBeTruthy();
});

test('a typo is answered by what was meant, and says so', async () => {
  await open('/prompts?text=lokers');
  await screen.findByText('Nothing for “lokers”. Showing “lockers”.');
});

test('S marks a favourite; not being asked can be taken back at once', async () => {
  await open('/prompts/slower-lockers');
  await screen.findByText(/Played in 14 rounds/);
  const user = userEvent.setup();
  await user.keyboard('s');
  await waitFor(() =>
    expect(screen.getByRole('button', { name: /Favourite$/ }).getAttribute('aria-pressed')).toBe('true'),
  );
  await user.click(screen.getByRole('button', { name: 'Do not ask me this' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'Do not ask me this' }).getAttribute('aria-pressed')).toBe('false'),
  );
});

test('a guide is asked for only after its cost was agreed to', async () => {
  await open('/prompts/slower-lockers');
  await screen.findByRole('heading', { level: 1, name: 'Slower lockers' });
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Open the guide' }));
  expect(screen.getByRole('dialog').textContent).toContain('cannot be taken back');
  expect(opened()).toBe(false);
  act(() => screen.getByRole<HTMLDialogElement>('dialog').close());
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(opened()).toBe(false);
  await user.click(screen.getByRole('button', { name: 'Open the guide' }));
  await user.click(screen.getByRole('button', { name: 'Read it' }));
  await screen.findByText('Surely the heat?');
  expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Guide' }));
  for (const words of ['Notices do not arrive.', 'A message from finance.', '100,000', 'Draw a tree', /minute 12/])
    expect(screen.getByText(words)).toBeTruthy();
});

test('whoever has played it already is not warned of what they cannot lose', async () => {
  mine = 'played';
  await open('/prompts/slower-lockers');
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Open the guide' }));
  await screen.findByText('Surely the heat?');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('strangers and guests are led to an account, and back', async () => {
  me = null;
  await open('/prompts/slower-lockers?type=metrics');
  const link = await screen.findByRole('link', { name: 'Sign in to read it' });
  expect(link.getAttribute('href')).toBe('/sign-in?next=%2Fprompts%2Fslower-lockers%3Ftype%3Dmetrics');
  expect(screen.queryByText('Open to you')).toBeNull();
});

test('the plan switches between long and short, and U takes the prompt into a session', async () => {
  await open('/prompts/slower-lockers');
  await screen.findByText('10 min');
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: '20 min' }));
  expect(screen.getByText('6 min')).toBeTruthy();
  await user.keyboard('u');
  await waitFor(() => expect(location.pathname + location.search).toBe('/new?type=metrics&prompt=slower-lockers'));
});
