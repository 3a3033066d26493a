import { comparable } from './comparable';
import { seeded } from './seeded';

const rated = (rater: string, candidate: string, skill = 'USER') => ({ rater, candidate, skill });

test('two who have rated one skill of one person can be compared, and whoever is linked through others', () => {
  const history = [rated('ana', 'tom'), rated('ben', 'tom'), rated('ben', 'ivy'), rated('cleo', 'ivy')];
  expect(comparable(history)).toEqual(new Map(['ana', 'ben', 'cleo'].map((who) => [who, 3])));
});

test('another skill of the same person links nobody, and rating somebody is not being rated', () => {
  expect(comparable([rated('ana', 'tom', 'USER'), rated('ben', 'tom', 'TECH')])).toEqual(
    new Map([
      ['ana', 1],
      ['ben', 1],
    ]),
  );
  expect(comparable([rated('ana', 'ben'), rated('ben', 'tom')]).get('ana')).toBe(1);
  expect(comparable([])).toEqual(new Map());
});

test('a bridge joins two groups, whatever the order', () => {
  const groups = ['a', 'b'].flatMap((group) =>
    Array.from({ length: 60 }, (_, n) => rated(`${group}${n % 7}`, `${group} person ${n % 11}`)),
  );
  const shuffled = <T>(list: readonly T[], seed: number): T[] => {
    const random = seeded(seed);
    return list
      .map((each) => ({ each, at: random() }))
      .sort((x, y) => x.at - y.at)
      .map(({ each }) => each);
  };
  for (let seed = 1; seed <= 50; seed += 1) {
    expect(new Set(comparable(shuffled(groups, seed)).values())).toEqual(new Set([7]));
    const joined = [...groups, rated('a3', 'b person 4')];
    expect(new Set(comparable(shuffled(joined, seed)).values())).toEqual(new Set([14]));
  }
});
