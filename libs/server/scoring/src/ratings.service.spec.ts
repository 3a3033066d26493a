import { bandOf } from './ratings.service';

test('words stand for ratings from the fifth on, and a few ratings do not decide alone', () => {
  expect(bandOf(1, 4)).toBeNull();
  expect([1, 0.85, 0.84, 0.5, 0.43, 0].map((mean) => bandOf(mean, 5))).toEqual([
    'very-useful',
    'very-useful',
    'very-useful',
    'useful',
    'partly-useful',
    'partly-useful',
  ]);
  expect(bandOf(0.6, 100)).toBe('useful');
  expect(bandOf(0.5, 100)).toBe('partly-useful');
});
