import { Buffer } from 'node:buffer';
import * as Y from 'yjs';
import { numberOfPlain, numbersOfUpdate, plainEdit, Writer } from './edits';
import { scheduleOf } from './schedule';
import { latencyOf, Tally } from './tally';

/** Two readers at places 1 and 2 hear a sender at place 0 of ten edits. */
const tenSent = (): Tally => {
  const tally = new Tally();
  for (let edit = 0; edit < 10; edit += 1) tally.send(edit, 0, 2);
  return tally;
};
const hear = (tally: Tally, order: readonly number[]): void => {
  for (const [place, reader] of [
    [1, 101],
    [2, 102],
  ] as const)
    for (const edit of order) tally.deliver(edit, place, reader);
};
const all = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

test('a clean turn has nothing to report', () => {
  const tally = tenSent();
  hear(tally, all);
  for (const edit of all) tally.ack(edit);
  expect(tally.isComplete).toBe(true);
  expect(tally.losses()).toEqual({
    edits: 10,
    deliveries: 20,
    lost: 0,
    duplicated: 0,
    reordered: 0,
    unacked: 0,
    refused: 0,
  });
});

test('each kind of mistake is counted for each reader, and only as itself', () => {
  const tally = tenSent();
  // 3 never comes, 5 comes twice, 7 comes after 8; nobody answers 9.
  hear(tally, [0, 1, 2, 4, 5, 5, 6, 8, 7, 9]);
  for (const edit of all.slice(0, 9)) tally.ack(edit);
  expect(tally.losses()).toMatchObject({ deliveries: 18, lost: 2, duplicated: 2, reordered: 2, unacked: 1 });
});

test('an edit is known by its text, in a plain frame and inside a real document update', () => {
  expect(numberOfPlain(plainEdit(1234))).toBe(1234);
  const writer = new Writer();
  const updates = [writer.write(7), writer.write(42)];
  expect(updates.flatMap((update) => numbersOfUpdate(Buffer.from(update)))).toEqual([7, 42]);
  expect(numbersOfUpdate(Buffer.from(Y.mergeUpdates(updates)))).toEqual([7, 42]);
  expect(numbersOfUpdate(Buffer.from(writer.opening))).toEqual([]);
  const doc = new Y.Doc();
  for (const update of [writer.opening, ...updates]) Y.applyUpdate(doc, update);
  expect(doc.getXmlFragment('content').toString()).toContain('#00000042');
});

test('arrivals are in time order, come at their rate, and repeat with their seed', () => {
  const place = { headers: {} };
  const rooms = Array.from({ length: 50 }, (_, at) => ({ id: `${at}`, places: [place, place, place] }));
  const plan = { rooms, seed: 3, warmup: 0, measure: 60_000, editsPerSecond: 5, burst: { size: 10, every: 5_000 } };
  const due = scheduleOf(plan);
  expect(due).toEqual(scheduleOf(plan));
  expect(due.every(({ at }, index) => at >= (due[index - 1]?.at ?? 0))).toBe(true);
  // 50 rooms, a minute, 5 + 2 edits a second: 21,000, give or take four standard deviations.
  expect(Math.abs(due.length - 21_000)).toBeLessThan(500);
});

test('percentiles are those of the sorted list', () => {
  expect(latencyOf(Array.from({ length: 100 }, (_, at) => 100 - at))).toEqual({ p50: 50, p99: 99, max: 100 });
  expect(latencyOf([])).toEqual({ p50: 0, p99: 0, max: 0 });
});
