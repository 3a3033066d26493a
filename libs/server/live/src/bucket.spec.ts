import { Bucket } from './bucket';

const takeAll = (bucket: Bucket, now: number): number => {
  let taken = 0;
  while (bucket.take(now)) taken += 1;
  return taken;
};

test('a burst goes through at once and no more', () => {
  expect(takeAll(new Bucket({ perSecond: 30, burst: 200 }, 0), 0)).toBe(200);
});

test('it refills with time, never beyond its size', () => {
  const bucket = new Bucket({ perSecond: 30, burst: 200 }, 0);
  takeAll(bucket, 0);
  expect(takeAll(bucket, 1_000)).toBe(30);
  expect(takeAll(bucket, 1_000)).toBe(0);
  expect(takeAll(bucket, 3_600_000)).toBe(200);
});

test('a steady sender at its rate is never refused', () => {
  const bucket = new Bucket({ perSecond: 30, burst: 200 }, 0);
  for (let at = 0; at < 60_000; at += 34) expect(bucket.take(at)).toBe(true);
});
