import { type Me, type RubricView, type RubricWords } from '@debrief/contracts';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from '../../app/app';
import { router } from '../../app/router';
import { queries } from '../../shared/queries';
import { changesBetween } from './changes';

const dimension = (key: string, name: string, weight: number): RubricView['dimensions'][number] => ({
  key,
  name,
  weight,
  skill: 'DATA',
  levels: [1, 2, 3, 4].map((level) => `${name} at level ${level}.`),
});
const first: RubricView = {
  type: 'metrics',
  version: 1,
  dimensions: [dimension('metric', 'Metric', 60), dimension('evidence', 'Evidence', 40)],
  redFlags: ['Invents data.'],
};
const person: Me = {
  account: 'ada',
  name: 'Ada Lund',
  email: null,
  isGuest: false,
  isAdmin: true,
  timeZone: 'UTC',
  targetLevel: null,
  createdAt: '2026-11-01T10:00:00.000Z',
};
let me: Me | null;
let versions: RubricView[];
let isFasterSomebody: boolean;
const saved = jest.fn<unknown, [{ basedOn: number; why: string; rubric: RubricWords }]>();

const refusal = (code: string, status: number) =>
  Response.json({ ok: false, code, message: 'No.', retryable: false, requestId: 'r' }, { status });
const server = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
  const { pathname } = new URL(String(input), location.origin);
  const current = versions.at(-1);
  if (pathname === '/api/me') return Response.json({ me, signUp: 'open', insecure: false, firstRun: false });
  if (init?.method === 'POST' && pathname === '/api/rubrics/metrics/versions') {
    const body = JSON.parse(String(init.body)) as { basedOn: number; why: string; rubric: RubricWords };
    saved(body);
    if (isFasterSomebody) {
      isFasterSomebody = false;
      versions.push({ ...first, version: 2, redFlags: ['Invents data.', 'Blames a team.'] });
      return refusal('conflict', 409);
    }
    const skilled = body.rubric.dimensions.map((each) => ({ ...each, skill: 'DATA' }));
    versions.push({ ...first, ...body.rubric, dimensions: skilled, version: versions.length + 1 });
    return Response.json(versions.at(-1));
  }
  if (pathname === '/api/rubrics/metrics') return Response.json(current);
  if (pathname === '/api/rubrics/metrics/rounds')
    return Response.json({
      rounds: [
        {
          session: '00000000-0000-4000-8000-000000000001',
          round: 1,
          version: 1,
          title: 'Slower lockers',
          candidate: 'Tom Berg',
          startedAt: '2026-11-01T10:00:00.000Z',
        },
      ],
      next: null,
    });
  if (pathname === '/api/rubrics/metrics/versions')
    return Response.json({
      versions: versions
        .map(({ version }) => ({
          version,
          at: '2026-11-01T10:00:00.000Z',
          author: version === 1 ? null : 'Ada Lund',
          isShipped: version === 1,
          why: version === 1 ? '' : 'Clearer.',
        }))
        .reverse(),
      next: null,
    });
  const one = /versions\/(\d+)$/.exec(pathname)?.[1];
  const found = versions.find(({ version }) => version === Number(one));
  return found ? Response.json(found) : refusal('not-found', 404);
};
const open = async (address: string) => {
  queries.clear();
  window.scrollTo = () => undefined;
  globalThis.fetch = server;
  const page = render(<App />);
  await act(() => router.navigate({ to: address }));
  return page;
};
const change = async (label: RegExp, at: number, value: string) => {
  const user = userEvent.setup();
  const field = (await screen.findAllByLabelText(label))[at];
  if (!field) throw new Error(`there is no ${label}`);
  await user.clear(field);
  await user.type(field, value);
};

beforeEach(() => {
  me = person;
  versions = [first];
  isFasterSomebody = false;
  saved.mockClear();
  localStorage.clear();
});

test('everybody reads a rubric and its versions; only the admin may change it', async () => {
  me = { ...person, isAdmin: false };
  await open('/rubrics/metrics?edit=true');
  await screen.findByText('Evidence at level 4.');
  expect(await screen.findByText(/came with Debrief/)).toBeTruthy();
  expect(await screen.findByRole('link', { name: 'Slower lockers' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Change this rubric' })).toBeNull();
  expect(screen.queryByLabelText('Weight')).toBeNull();
});

test('weights show what is left while they are typed, and nothing is sent before they sum to 100', async () => {
  await open('/rubrics/metrics?edit=true');
  await change(/^Weight$/, 1, '36');
  const sum = screen.getAllByRole('status').find((each) => /left/.test(each.textContent ?? ''));
  expect(sum?.textContent).toBe('4 left to give');
  await change(/^Why$/, 0, 'Less weight on reading.');
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: /^Save as version/ }));
  expect(screen.getByText('The weights sum to 96: 4 left to give.')).toBeTruthy();
  expect(saved).not.toHaveBeenCalled();

  await change(/^Weight$/, 0, '64');
  await user.click(screen.getByRole('button', { name: /^Save as version/ }));
  await screen.findByText('Version 2, for rounds that begin now.');
  expect(saved.mock.calls[0]?.[0]).toMatchObject({ basedOn: 1, why: 'Less weight on reading.' });
  expect(saved.mock.calls[0]?.[0].rubric.dimensions.map(({ weight }) => weight)).toEqual([64, 36]);
});

test('a draft stays in this browser, for this account alone', async () => {
  const page = await open('/rubrics/metrics?edit=true');
  await change(/^Name$/, 0, 'The metric');
  page.unmount();
  const again = await open('/rubrics/metrics?edit=true');
  expect(await screen.findByDisplayValue('The metric')).toBeTruthy();
  again.unmount();
  me = { ...person, account: 'bo' };
  await open('/rubrics/metrics?edit=true');
  expect(await screen.findByDisplayValue('Metric')).toBeTruthy();
  expect(screen.queryByDisplayValue('The metric')).toBeNull();
});

test('when somebody was faster both are shown, and mine goes on behind theirs', async () => {
  isFasterSomebody = true;
  await open('/rubrics/metrics?edit=true');
  await change(/^Level 4: Strong$/, 0, 'Says where it misleads.');
  await change(/^Why$/, 0, 'Sharper.');
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: /^Save as version/ }));
  const both = await screen.findByRole('alert');
  await within(both).findByText('A new red flag');
  expect(within(both).getByText('Says where it misleads.')).toBeTruthy();
  await user.click(within(both).getByRole('button', { name: 'Go on with mine' }));
  await user.click(screen.getByRole('button', { name: 'Save as version 3' }));
  await waitFor(() => expect(saved).toHaveBeenCalledTimes(2));
  expect(saved.mock.calls[1]?.[0]).toMatchObject({ basedOn: 2 });
  await screen.findByText('Version 3, for rounds that begin now.');
});

test('the scorer’s picker shows the sentences as they stand', async () => {
  await open('/rubrics/metrics?edit=true');
  await change(/^Level 2: Emerging$/, 0, 'Names it only.');
  const user = userEvent.setup();
  await user.click(screen.getAllByRole('button', { name: 'As a scorer sees it' })[0] ?? document.body);
  const level = screen.getByRole<HTMLInputElement>('radio', { name: /Names it only/ });
  await user.click(level);
  expect(level.checked).toBe(true);
  expect(saved).not.toHaveBeenCalled();
});

test('going back makes a new version, and can be undone', async () => {
  versions.push({ ...first, version: 2, redFlags: [] });
  await open('/rubrics/metrics');
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Go back to this one' }));
  await screen.findByText('Version 3, for rounds that begin now.');
  expect(versions[2]?.redFlags).toEqual(['Invents data.']);
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await screen.findByText('Version 4, for rounds that begin now.');
  expect(versions[3]?.redFlags).toEqual([]);
});

test('differences are said in plain words, in the order of the rubric', () => {
  const [metric, evidence] = first.dimensions;
  if (!metric || !evidence) throw new Error('no dimensions');
  const after: RubricWords = {
    dimensions: [
      { ...metric, name: 'The metric', weight: 55 },
      { ...evidence, weight: 45, levels: ['Other.', ...evidence.levels.slice(1)] },
    ],
    redFlags: ['Hides data.'],
  };
  expect(changesBetween(first, after)).toEqual([
    { what: 'Metric counts 55 % instead of 60 %' },
    { what: 'Metric has another name', before: 'Metric', after: 'The metric' },
    { what: 'Evidence counts 45 % instead of 40 %' },
    { what: 'Evidence, level 1: Not yet', before: 'Evidence at level 1.', after: 'Other.' },
    { what: 'A red flag less', before: 'Invents data.' },
    { what: 'A new red flag', after: 'Hides data.' },
  ]);
  expect(changesBetween(first, first)).toEqual([]);
});
