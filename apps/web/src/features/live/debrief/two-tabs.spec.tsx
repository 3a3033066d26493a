import { type routes, type RouteResult } from '@debrief/contracts';
import { idOf, room, type BuiltRoom } from '@debrief/live-core/testing';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useRoom } from '../live-context';
import { useDebrief } from '../round-data';
import { renderIn, rubricOf } from '../testing';
import { FeedbackPart, type Written } from './feedback';
import { Fix } from './fix';
import { JudgeAgain } from './judge-again';

type Feedback = RouteResult<typeof routes.putFeedback>;
const ana = idOf('ana');
const rubric = rubricOf();
const nothing: Written = {
  second: [],
  feedback: [],
  adviceLimit: 1,
  fix: null,
  suggestions: [],
  carried: null,
  lateCards: [],
};
const written = (version: number, keep: string): Feedback => ({
  author: ana,
  version,
  keep,
  keepAt: null,
  advice: [],
  nextTime: '',
  task: '',
  updatedAt: '2026-01-05T09:00:00.000Z',
});

const fixOf = (version: number, text: string): NonNullable<Written['fix']> => ({
  text,
  version,
  by: idOf('tom'),
  agreed: [],
  isAgreed: false,
  isCarriedOn: false,
});

/** What the server holds, and the versions that were sent to it. */
let stored: Written;
let sent: [string, number][];
/** Until then the server answers no write. */
let held: Promise<void>;
/** What every write is refused with, if anything. */
let refused: { code: string; status: number } | null;
const versionOf = (what: string): number =>
  (what === 'fix'
    ? [stored.fix]
    : what === 'feedback'
      ? stored.feedback
      : what === 'second'
        ? stored.second
        : stored.suggestions)[0]?.version ?? 0;
const before = globalThis.fetch;
beforeEach(() => {
  stored = nothing;
  sent = [];
  held = Promise.resolve();
  refused = null;
  localStorage.clear();
  globalThis.fetch = async (input, init) => {
    const what = new URL(String(input), 'http://localhost').pathname.split('/').at(-1) ?? '';
    if (what === 'debrief') return Response.json(stored);
    if (init?.method !== 'PUT') throw new Error(`nothing answers ${what}`);
    const { version, ...body } = JSON.parse(String(init.body)) as { version: number } & Record<string, never>;
    sent.push([what, version]);
    await held;
    const refusal = refused ?? (version !== versionOf(what) ? { code: 'conflict', status: 409 } : null);
    if (refusal)
      return Response.json(
        { ok: false, code: refusal.code, message: 'Not now.', requestId: 'r', retryable: false },
        { status: refusal.status },
      );
    if (what === 'fix') {
      stored = { ...stored, fix: fixOf(version + 1, body['text'] ?? '') };
      return Response.json(stored.fix);
    }
    if (what === 'feedback') stored = { ...stored, feedback: [{ ...written(version + 1, ''), ...body, advice: [] }] };
    if (what === 'second')
      stored = { ...stored, second: [{ participant: ana, levels: body['levels'] ?? [], version: version + 1 }] };
    if (what === 'suggestion')
      stored = { ...stored, suggestions: [{ author: ana, text: body['text'] ?? '', version: version + 1 }] };
    return Response.json(what === 'feedback' ? stored.feedback[0] : { ...body, version: version + 1 });
  };
});
afterEach(() => {
  globalThis.fetch = before;
});

const opened = (): BuiltRoom => room().with('ana', 'tom').briefed().started().scoring().locked('ana', 'tom');
const Page = () => {
  const round = useRoom().rounds[0];
  const debrief = useDebrief(1, true);
  if (!round || !debrief.data) return null;
  const cards = (round.cards ?? []).map(({ participant, card }) => ({ participant, card, isLate: false }));
  return (
    <>
      <FeedbackPart round={round} written={debrief.data} />
      <Fix round={round} written={debrief.data} />
      <JudgeAgain round={round} rubric={rubric} cards={cards} written={debrief.data} />
    </>
  );
};
const draw = async (who = 'ana') => {
  const drawn = renderIn(opened(), who, <Page />);
  await screen.findByRole('textbox', { name: who === 'ana' ? 'Keep this' : 'The fix' });
  return drawn;
};
const field = (name: string) => screen.getByRole<HTMLTextAreaElement>('textbox', { name });
const type = (name: string, value: string) =>
  act(async () => void fireEvent.change(field(name), { target: { value } }));
const press = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));
const conflict = () =>
  screen.findByText(/in another tab/).then((said) => within(said.closest('[role=alert]') as HTMLElement));

describe('what is written in two tabs', () => {
  it('feedback: both stay on the screen until one is chosen, and what is chosen is written', async () => {
    await draw();
    stored = { ...nothing, feedback: [written(4, 'Theirs')] };
    await type('Keep this', 'Mine');
    const both = await conflict();
    expect([both.getByText('Mine'), both.getByText('Theirs')]).toHaveLength(2);
    expect(field('Keep this').value).toBe('Mine');
    expect(stored.feedback[0]?.keep).toBe('Theirs');
    await press('Keep this one');
    await waitFor(() => expect(stored.feedback[0]).toMatchObject({ keep: 'Mine', version: 5 }));
    expect(sent).toEqual([
      ['feedback', 0],
      ['feedback', 4],
    ]);
    await screen.findByText('Saved');
    expect(screen.queryByText(/in another tab/)).toBeNull();
  });

  it('feedback: the other one is taken into the fields', async () => {
    await draw();
    stored = { ...nothing, feedback: [written(4, 'Theirs')] };
    await type('Keep this', 'Mine');
    await conflict();
    await press('Take the other');
    expect(field('Keep this').value).toBe('Theirs');
    await type('Keep this', 'Theirs and more');
    await waitFor(() => expect(stored.feedback[0]).toMatchObject({ keep: 'Theirs and more', version: 5 }));
  });

  it('a suggestion replaces what was read when it was begun, and nothing newer unasked', async () => {
    await draw();
    await type('How you would word it', 'Mine');
    stored = { ...nothing, suggestions: [{ author: ana, text: 'Theirs', version: 2 }] };
    await press('Suggest this');
    await conflict();
    expect(field('How you would word it').value).toBe('Mine');
    await press('Keep this one');
    await waitFor(() => expect(stored.suggestions).toMatchObject([{ text: 'Mine', version: 3 }]));
  });

  it('levels judged again: presses in a row meet no conflict, another tab does', async () => {
    await draw();
    const again = (dimension: string) => screen.getByRole('combobox', { name: `About ${dimension}, now` });
    const choose = (dimension: string, level: number) =>
      fireEvent.change(again(dimension), { target: { value: String(level) } });
    let release = () => undefined as void;
    held = new Promise((resolve) => (release = resolve));
    await act(async () => {
      choose('goal', 1);
    });
    await act(async () => {
      choose('user', 2);
    });
    release();
    await waitFor(() =>
      expect(stored.second[0]).toMatchObject({ levels: [{ dimension: 'goal' }, { dimension: 'user' }], version: 2 }),
    );
    expect(sent).toEqual([
      ['second', 0],
      ['second', 1],
    ]);
    await waitFor(() => expect(screen.queryByText(/in another tab/)).toBeNull());
    stored = { ...nothing, second: [{ participant: ana, levels: [{ dimension: 'insight', level: 4 }], version: 3 }] };
    await act(async () => {
      choose('solution', 4);
    });
    const both = await conflict();
    expect(both.getByText(/About solution: 4/)).toBeTruthy();
    expect(both.getByText(/About insight: 4/)).toBeTruthy();
    await press('Take the other');
    expect(stored.second[0]?.version).toBe(3);
  });

  it('what was written here waits for its choice over a reload, and when the page goes before the answer', async () => {
    const first = await draw();
    stored = { ...nothing, feedback: [written(4, 'Theirs')] };
    await type('Keep this', 'Mine');
    // The page goes before the words were sent: they are, and meet the other tab's.
    await act(async () => first.unmount());
    await waitFor(() => expect(sent).toHaveLength(1));
    await act(async () => void (await new Promise((later) => setTimeout(later, 50))));
    await draw();
    const both = await conflict();
    expect([both.getByText('Mine'), both.getByText('Theirs')]).toHaveLength(2);
    expect(field('Keep this').value).toBe('Mine');
    await press('Take the other');
    expect(field('Keep this').value).toBe('Theirs');
    expect(Object.keys(localStorage)).toEqual([]);
  });

  it('what was typed in the last moment goes with “mine” and never over “theirs”', async () => {
    await draw();
    stored = { ...nothing, feedback: [written(4, 'Theirs')] };
    await type('Keep this', 'Mine');
    await conflict();
    await type('Keep this', 'Mine, and more');
    await press('Take the other');
    await act(async () => void (await new Promise((later) => setTimeout(later, 800))));
    expect(stored.feedback[0]).toMatchObject({ keep: 'Theirs', version: 4 });
    stored = { ...nothing, feedback: [written(9, 'Theirs again')] };
    await type('Keep this', 'Mine');
    await conflict();
    await type('Keep this', 'Mine, to the last');
    await press('Keep this one');
    await waitFor(() => expect(stored.feedback[0]).toMatchObject({ keep: 'Mine, to the last', version: 10 }));
    expect(field('Keep this').value).toBe('Mine, to the last');
  });

  it('a refusal is said at once and not sent again', async () => {
    await draw();
    refused = { code: 'forbidden', status: 403 };
    await type('How you would word it', 'Mine');
    await press('Suggest this');
    await screen.findByText('Not now.');
    await type('Keep this', 'A moment');
    await waitFor(() => expect(screen.getAllByText('Not now.')).toHaveLength(2));
    expect(sent).toHaveLength(2);
  });

  it('a suggestion that is changed while two wait keeps the change, and words typed meanwhile stay', async () => {
    await draw();
    await type('How you would word it', 'Mine');
    stored = { ...nothing, suggestions: [{ author: ana, text: 'Theirs', version: 2 }] };
    await press('Suggest this');
    await conflict();
    await type('How you would word it', 'Mine and theirs');
    let release = () => undefined as void;
    held = new Promise((resolve) => (release = resolve));
    await press('Keep this one');
    await type('How you would word it', 'Mine and theirs, shorter');
    await act(async () => release());
    await waitFor(() => expect(stored.suggestions).toMatchObject([{ text: 'Mine and theirs', version: 3 }]));
    await act(async () => void (await new Promise((later) => setTimeout(later, 50))));
    expect(field('How you would word it').value).toBe('Mine and theirs, shorter');
  });

  it('a wording of the fix replaces the one it was begun from, and another one only after it was shown', async () => {
    stored = { ...nothing, fix: fixOf(1, 'Say the range') };
    const { client } = await draw('tom');
    await type('The fix', 'Say the range first');
    const suggestions = [{ author: ana, text: 'Read here', version: 1 }];
    stored = { ...nothing, fix: fixOf(2, 'Draw the tree'), suggestions };
    await act(async () => void (await client.invalidateQueries()));
    await screen.findByText('Read here');
    await press('Propose this wording');
    await screen.findByText(/Meanwhile: “Draw the tree”/);
    expect(stored.fix?.text).toBe('Draw the tree');
    expect(field('The fix').value).toBe('Say the range first');
    await press('Propose this wording');
    await waitFor(() => expect(stored.fix).toMatchObject({ text: 'Say the range first', version: 3 }));
    expect(sent).toEqual([
      ['fix', 1],
      ['fix', 2],
    ]);
  });
});
