import { DIMENSIONS, idOf, MINUTE, room, type BuiltRoom } from '@debrief/live-core/testing';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useRoom } from '../live-context';
import { renderIn, rubricOf } from '../testing';
import { Scorecard } from './scorecard';

// Its link home needs a whole site around it.
jest.mock('../room/page-bar', () => ({ PageBar: () => null }));

const rubric = rubricOf(['Harm waved through.', 'Contempt.', 'Refuses to decide.']);
const server = jest.fn(async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
  const { pathname } = new URL(String(input), 'http://localhost');
  if (pathname.endsWith('/rubric')) return Response.json(rubric);
  if (pathname.endsWith('/draft') && init?.method === 'PUT')
    return Response.json({ version: 1, updatedAt: '2026-01-05T09:00:00.000Z' });
  if (pathname.endsWith('/draft')) return Response.json({ version: 0, card: null, updatedAt: null });
  throw new Error(`nothing answers ${pathname}`);
});
const before = globalThis.fetch;
beforeEach(() => {
  globalThis.fetch = server;
});
afterEach(() => {
  globalThis.fetch = before;
});

const WORDS = 'named the asker before any feature';
/** Ana has marked every dimension with words at two minutes, and scoring has begun at ten. */
const marked = (
  built = room()
    .with('ana', 'tom')
    .briefed()
    .started()
    .later(2 * MINUTE),
): BuiltRoom => {
  for (const dimension of DIMENSIONS)
    built.act('ana', {
      kind: 'mark.set',
      round: 1,
      mark: idOf(`m-${dimension}`),
      dimension,
      markKind: 'strong',
      words: WORDS,
    });
  return built.later(8 * MINUTE).scoring();
};
const draw = async (built: BuiltRoom, name = 'ana') => {
  const Now = () => {
    const round = useRoom().rounds[0];
    return round ? <Scorecard round={round} /> : null;
  };
  const drawn = renderIn(built, name, <Now />);
  await waitFor(() => expect(screen.getByRole('navigation', { name: 'Dimensions' })).toBeTruthy());
  let actions = 0;
  const key = async (name: string, more: object = {}) => {
    actions += 1;
    await act(async () => void fireEvent.keyDown(document.activeElement ?? document.body, { key: name, ...more }));
  };
  return { ...drawn, key, lock: () => key('Enter', { ctrlKey: true }), actions: () => actions };
};
const here = () => screen.getByRole('heading', { level: 2, name: /^About/ }).textContent;
const ownCard = (built: BuiltRoom) => built.session.selves[idOf('ana')]?.cards[1]?.card;

describe('the scorecard', () => {
  it('opens with what was marked, and takes a digit for each question and one press to lock', async () => {
    const built = marked();
    const { key, lock, actions } = await draw(built);
    for (const digit of ['3', '2', '4', '3']) await key(digit);
    await key('3');
    await key('2');
    await lock();
    expect(ownCard(built)).toMatchObject({ overall: 'yes', confidence: 'medium' });
    expect(ownCard(built)?.levels.map(({ level, evidence }) => [level, evidence[0]?.text])).toEqual(
      [3, 2, 4, 3].map((level) => [level, WORDS]),
    );
    // Six dimensions then take nine.
    expect(actions()).toBe(DIMENSIONS.length + 3);
  });

  it('asks for evidence before a level, and takes “not observed” without', async () => {
    const built = room().with('ana', 'tom').briefed().started().later(MINUTE).scoring();
    const { key } = await draw(built);
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /^3/ }).disabled).toBe(true);
    await key('3');
    const field = screen.getByRole('textbox', { name: 'Quote or paraphrase' });
    expect(document.activeElement).toBe(field);
    expect(here()).toBe('About goal');
    await act(async () => void fireEvent.change(field, { target: { value: WORDS } }));
    await key('Escape');
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /^3/ }).disabled).toBe(false);
    await key('3');
    expect(here()).toBe('About user');
    await key('0');
    expect(here()).toBe('About insight');
  });

  it('leads to the first thing that is missing', async () => {
    const built = marked();
    const { key, lock } = await draw(built);
    await key('3');
    await key('j');
    for (const digit of ['3', '3']) await key(digit);
    await lock();
    expect(here()).toBe('About user');
    await key('3');
    for (const _ of [1, 2]) await key('j');
    await key('3');
    await lock();
    expect(document.activeElement?.getAttribute('data-step')).toBe('confidence');
    await key('3');
    await lock();
    expect(ownCard(built)).toMatchObject({ overall: 'yes', confidence: 'high' });
  });

  it('asks once more when the whole is two steps from the levels, and locks at the next press', async () => {
    const built = marked();
    const { key, lock } = await draw(built);
    for (const digit of ['2', '2', '2', '2', '4', '3']) await key(digit);
    expect(screen.queryByRole('alert')).toBeNull();
    await lock();
    expect(ownCard(built)).toBeUndefined();
    expect(screen.getByRole('alert').textContent).toContain('your levels make “No”; you chose “Strong yes”');
    await lock();
    expect(ownCard(built)?.overall).toBe('strong-yes');
  });

  it('says what a hint asks for before a level is tried, and a time before it satisfies it', async () => {
    const built = room()
      .with('ana', 'tom')
      .briefed()
      .started()
      .later(MINUTE)
      .act('ana', { kind: 'fact.give', round: 1, fact: 'returns', asked: false, dimension: 'goal' })
      .later(8 * MINUTE);
    const { key, lock } = await draw(marked(built));
    expect(screen.getByText(/A level above 2 needs evidence from before 1:00/)).toBeTruthy();
    for (const digit of ['3', '3', '3', '3', '3', '3']) await key(digit);
    await lock();
    expect(ownCard(built)).toBeUndefined();
    expect(here()).toBe('About goal');
    await key('e');
    const texts = screen.getAllByRole('textbox', { name: 'Quote or paraphrase' });
    await act(async () => void fireEvent.change(texts.at(-1) as HTMLElement, { target: { value: `${WORDS}, early` } }));
    const time = screen.getByRole('textbox', { name: /When it was/ });
    await act(async () => void fireEvent.change(time, { target: { value: '0:50' } }));
    await act(async () => void fireEvent.blur(time));
    expect(screen.getByText(/You cite something from before 1:00/)).toBeTruthy();
    await lock();
    expect(ownCard(built)?.levels[0]?.evidence).toHaveLength(2);
  });

  it('asks an interviewer to file what was given unasked before the lock, and one press of none is enough', async () => {
    const built = room()
      .with('ana', 'tom')
      .briefed()
      .started()
      .later(MINUTE)
      .act('ana', { kind: 'fact.give', round: 1, fact: 'returns', asked: false });
    const { key, lock } = await draw(marked(built));
    for (const digit of ['3', '3', '3', '3', '3', '3']) await key(digit);
    await lock();
    expect(ownCard(built)).toBeUndefined();
    const asked = screen.getByRole('group', { name: 'Given unasked and not filed yet' });
    expect(document.activeElement).toBe(asked);
    expect(screen.getAllByText(/Say first what “Returns by week” counts against/).length).toBeGreaterThan(0);
    await act(async () => void fireEvent.click(within(asked).getByRole('button', { name: 'none' })));
    await lock();
    expect(ownCard(built)?.levels).toHaveLength(4);
  });

  it('has only the dimensions that are assigned', async () => {
    const built = room({ format: 'fishbowl' })
      .with('ana')
      .admitted('ana', 'tom', 'seat')
      .admitted('ana', 'eve', 'observer', true)
      .briefed();
    built.act('ana', { kind: 'scorer.assign', round: 1, participant: idOf('eve'), dimensions: ['insight'] });
    built.started().scoring();
    const { key, lock } = await draw(built, 'eve');
    expect(screen.getByText(/You judge About insight, and the whole/)).toBeTruthy();
    for (const digit of ['0', '3', '1']) await key(digit);
    await lock();
    expect(built.session.selves[idOf('eve')]?.cards[1]?.card.levels).toMatchObject([
      { dimension: 'insight', level: 0 },
    ]);
  });
});
