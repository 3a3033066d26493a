import type { SignalData } from '@debrief/contracts';
import { refusal } from '../testing';
import { SignalQueue } from './signal-queue';

const offer = (sdp: string, link = 'a'): SignalData => ({ link, description: { type: 'offer', sdp, isFirst: false } });
const way = (candidate: string, link = 'a'): SignalData => ({ link, candidates: [{ candidate }] });
const ok = { ok: true };

/** A server that answers when it is told to. */
const slow = () => {
  const sent: SignalData[] = [];
  const waiting: ((answer: unknown) => void)[] = [];
  const queue = new SignalQueue((data) => {
    sent.push(data);
    return new Promise((resolve) => waiting.push(resolve));
  });
  const answer = async (with_: unknown = ok) => {
    waiting.shift()?.(with_);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { queue, sent, answer };
};

test('what gathers while a message is on its way goes out together, in order', async () => {
  const { queue, sent, answer } = slow();
  queue.add(offer('1'));
  for (const word of ['x', 'y', 'z']) queue.add(way(word));
  expect(sent).toEqual([offer('1')]);
  await answer();
  expect(sent.at(-1)?.candidates?.map(({ candidate }) => candidate)).toEqual(['x', 'y', 'z']);
  await answer();
  expect(sent).toHaveLength(2);
});

test('while nobody answers the words wait; a new offer makes the old ones worthless', async () => {
  const { queue, sent, answer } = slow();
  queue.add(offer('1'));
  await answer(undefined);
  queue.add(way('old'));
  await answer(undefined);
  queue.add(offer('2'));
  queue.add(way('new'));
  await answer(refusal('not-now'));
  sent.length = 0;
  queue.wake();
  await answer();
  await answer();
  expect(sent).toEqual([offer('2'), way('new')]);
});

test('an answer that is owed is not lost to an offer of our own', async () => {
  const { queue, sent, answer } = slow();
  queue.add(way('first'));
  queue.add({ link: 'a', description: { type: 'answer', sdp: 'yes', isFirst: false } });
  queue.add(offer('1'));
  for (let at = 0; at < 3; at += 1) await answer();
  expect(sent.map(({ description }) => description?.type)).toEqual([undefined, 'answer', 'offer']);
});

test('words of an older connection are dropped, a word refused for good too', async () => {
  const { queue, sent, answer } = slow();
  queue.add(offer('1'));
  queue.add(way('old'));
  queue.add({ link: 'b', anew: true });
  await answer(refusal('bad-input'));
  expect(sent).toEqual([offer('1'), { link: 'b', anew: true }]);
});

test('more candidates than a message may hold go in several', async () => {
  const { queue, sent, answer } = slow();
  queue.add(offer('1'));
  for (let at = 0; at < 50; at += 1) queue.add(way(`c${at}`));
  for (let at = 0; at < 3; at += 1) await answer();
  expect(sent.map(({ candidates }) => candidates?.length)).toEqual([undefined, 40, 10]);
});

test('too much at once is said again a second later', async () => {
  jest.useFakeTimers();
  const { queue, sent, answer } = slow();
  queue.add(offer('1'));
  await answer(refusal('too-many'));
  expect(sent).toHaveLength(1);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(sent).toEqual([offer('1'), offer('1')]);
  queue.close();
  jest.useRealTimers();
});
