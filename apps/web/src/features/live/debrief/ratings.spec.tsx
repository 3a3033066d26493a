import { idOf, room } from '@debrief/live-core/testing';
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { forgetKeptDrafts } from '../../../shared/kept-drafts';
import { useRoom } from '../live-context';
import { renderIn } from '../testing';
import { Ratings } from './ratings';

const partner = {
  participant: idOf('tom'),
  mine: null,
  received: null,
  isUnsealed: false,
  bothAgain: false,
};
let sent: unknown[];
const before = globalThis.fetch;
beforeEach(() => {
  sent = [];
  globalThis.fetch = async (_input, init) => {
    if (init?.method === 'PUT') {
      sent.push(JSON.parse(String(init.body)));
      return new Response(null, { status: 204 });
    }
    return Response.json({
      closesAt: '2099-01-08T09:00:00.000Z',
      partners: [sent.length ? { ...partner, mine: sent[0] } : partner],
    });
  };
});
afterEach(() => {
  globalThis.fetch = before;
  localStorage.clear();
});

const Page = () => {
  const round = useRoom().rounds[0];
  return round ? <Ratings round={round} /> : null;
};
const draw = () =>
  renderIn(room().with('ana', 'tom').briefed().started().scoring().locked('ana', 'tom'), 'ana', <Page />);
const scores = () => screen.getAllByRole<HTMLInputElement>('radio', { name: '3' });
const thanks = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Thanks, if you like' });

const begin = async () => {
  draw();
  fireEvent.click(await screen.findByRole('button', { name: /^Rate Tom/ }));
  fireEvent.click(scores()[0]!);
  fireEvent.change(thanks(), { target: { value: 'For the range.' } });
  expect(sent).toEqual([]);
};

test('a rating that is half filled in is there after a reload, and none of it has been sent', async () => {
  await begin();
  cleanup();
  draw();
  await screen.findByRole('textbox', { name: 'Thanks, if you like' });
  expect(scores()[0]?.checked).toBe(true);
  expect(thanks().value).toBe('For the range.');
  expect(sent).toEqual([]);
});

test('nothing of it is left once it is sent, or once somebody signs out', async () => {
  await begin();
  for (const score of scores()) fireEvent.click(score);
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Send it' })));
  expect(sent).toHaveLength(1);
  expect(localStorage.length).toBe(0);

  localStorage.setItem('debrief.rating-draft.somebody', '{}');
  forgetKeptDrafts();
  expect(localStorage.length).toBe(0);
});
