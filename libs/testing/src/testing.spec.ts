import { eventually, fakeClock, seededRandom } from './index';

test('the fake clock moves only when told to', () => {
  const clock = fakeClock(1000);
  expect(clock.now().getTime()).toBe(1000);
  clock.advance(500);
  expect(clock.now().getTime()).toBe(1500);
  expect(clock.set(10).getTime()).toBe(10);
});

test('a seed repeats every choice, another seed does not', () => {
  const choices = (seed: number): unknown[] => {
    const random = seededRandom(seed);
    return [random.next(), random.int(1, 6), random.pick(['a', 'b', 'c']), random.uuid()];
  };
  expect(choices(7)).toEqual(choices(7));
  expect(choices(7)).not.toEqual(choices(8));
  expect(seededRandom(3).uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const throws = Array.from(
    { length: 600 },
    (
      (random) => () =>
        random.int(1, 6)
    )(seededRandom(1)),
  );
  expect(new Set(throws)).toEqual(new Set([1, 2, 3, 4, 5, 6]));
});

test('eventually waits, and reports the last failure', async () => {
  let tries = 0;
  await expect(
    eventually(() => {
      tries += 1;
      if (tries < 3) throw new Error('early');
      return tries;
    }),
  ).resolves.toBe(3);
  await expect(
    eventually(
      () => {
        throw new Error('never');
      },
      60,
      10,
    ),
  ).rejects.toThrow('never');
});
