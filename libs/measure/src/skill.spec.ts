import { cumulative, density, mass } from './normal';
import { replayRatings, type RatingGiven } from './replay';
import {
  chanceAbove,
  drifted,
  expectedLevel,
  fairLevel,
  matchMoments,
  priors,
  shownLevel,
  thresholds,
  typeLevel,
  updateSkill,
  type SkillState,
} from './skill';

const start: SkillState = {
  skill: { mean: 0, variance: 1 },
  form: { mean: 0, variance: 0.25 },
  difficulty: { mean: 0.4, variance: 0.16 },
  severity: { mean: 0, variance: 0.25 },
};
const rounded = ({ mean, variance }: { mean: number; variance: number }) => [
  Number(mean.toFixed(4)),
  Number(variance.toFixed(4)),
];

describe('The normal distribution', () => {
  it('agrees with its own integral and is symmetric', () => {
    let area = 0.5;
    const step = 1e-4;
    for (let x = 0; x < 3; x += step) area += (step / 6) * (density(x) + 4 * density(x + step / 2) + density(x + step));
    expect(cumulative(3)).toBeCloseTo(area, 10);
    expect(cumulative(-1.3) + cumulative(1.3)).toBeCloseTo(1, 14);
    expect(cumulative(1.959963984540054)).toBeCloseTo(0.975, 12);
    expect([cumulative(-Infinity), cumulative(Infinity), cumulative(-50)]).toEqual([0, 1, 0]);
    expect(mass(8, 9)).toBeGreaterThan(0);
  });
});

describe('One level', () => {
  it('teaches what the vectors say', () => {
    const next = updateSkill(start, { level: 3 });
    expect([next.skill, next.form, next.difficulty, next.severity].map(rounded)).toEqual([
      [0.4029, 0.6493],
      [0.1007, 0.2281],
      [0.3355, 0.151],
      [-0.1007, 0.2281],
    ]);
    const card = updateSkill(start, { level: 3, dimensions: 5 });
    expect([card.difficulty, card.severity].map(rounded)).toEqual([
      [0.3752, 0.1565],
      [-0.0387, 0.2416],
    ]);
    expect(card.skill).toEqual(next.skill);
  });

  it('is the posterior of θ, integrated on a grid of 4001 points', () => {
    const spread = Math.sqrt(1 + 0.25 + 0.16 + 0.25);
    let weight = 0;
    let first = 0;
    let second = 0;
    for (let at = 0; at <= 4000; at += 1) {
      const theta = -8 + (16 * at) / 4000;
      const w = density(theta) * mass((0 - theta + 0.4) / spread, (1.5 - theta + 0.4) / spread);
      weight += w;
      first += w * theta;
      second += w * theta * theta;
    }
    const { skill } = updateSkill(start, { level: 3 });
    expect(skill.mean).toBeCloseTo(first / weight, 6);
    expect(skill.variance).toBeCloseTo(second / weight - (first / weight) ** 2, 6);
  });

  it('with two facets is the published update of two players', () => {
    const sigma = (25 / 3) ** 2 + (25 / 300) ** 2;
    const beta = 25 / 6;
    const play = (low: number, high: number) =>
      matchMoments(
        [
          { mean: 25, variance: sigma, sign: 1 },
          { mean: 25, variance: sigma, sign: -1 },
        ],
        low,
        high,
        2 * beta * beta,
      ).map(({ mean, variance }) => [Number(mean.toFixed(3)), Number(Math.sqrt(variance).toFixed(3))]);
    expect(play(0.740467, Infinity)).toEqual([
      [29.396, 7.171],
      [20.604, 7.171],
    ]);
    expect(play(-0.740467, 0.740467)).toEqual([
      [25, 6.458],
      [25, 6.458],
    ]);
  });

  it('moves each facet its own way, never widens it, and never leaves the numbers', () => {
    const wild: SkillState[] = [
      start,
      { ...start, skill: { mean: 40, variance: 1e-6 } },
      { ...start, skill: { mean: -400, variance: 1.5 } },
      { ...start, severity: { mean: 30, variance: 100 } },
    ];
    for (const state of wild)
      for (const level of [1, 2, 3, 4]) {
        const next = updateSkill(state, { level });
        for (const key of ['skill', 'form', 'difficulty', 'severity'] as const) {
          expect(Number.isFinite(next[key].mean)).toBe(true);
          expect(next[key].variance).toBeGreaterThanOrEqual(0);
          expect(next[key].variance).toBeLessThanOrEqual(state[key].variance);
        }
      }
    const means = [1, 2, 3, 4].map((level) => updateSkill(start, { level }).skill.mean);
    expect([...means].sort((a, b) => a - b)).toEqual(means);
    const harsh = [1, 2, 3, 4].map((level) => updateSkill(start, { level }).severity.mean);
    expect([...harsh].sort((a, b) => b - a)).toEqual(harsh);
  });

  it('refuses what is no level and no belief', () => {
    for (const level of [0, 5, 2.5, Number.NaN]) expect(() => updateSkill(start, { level })).toThrow(RangeError);
    expect(() => updateSkill({ ...start, skill: { mean: 0, variance: -1 } }, { level: 2 })).toThrow(RangeError);
    expect(() => matchMoments([], 1, 1)).toThrow(RangeError);
    expect(() => typeLevel([])).toThrow(RangeError);
  });
});

describe('A level as people read it', () => {
  it('lies between 1 and 4, at 2.5 for θ = 0, and rises with θ', () => {
    expect(fairLevel(0)).toBeCloseTo(2.5, 12);
    expect(fairLevel(-Infinity)).toBe(1);
    expect(fairLevel(Infinity)).toBe(4);
    expect(fairLevel(0.5)).toBeGreaterThan(fairLevel(0.4));
  });

  it('is what an average rater is expected to give when nothing else varies', () => {
    const exact = { mean: 0, variance: 0 };
    const { mean, chances } = expectedLevel({
      skill: { mean: 0.7, variance: 0 },
      form: exact,
      difficulty: exact,
      severity: exact,
    });
    expect(mean).toBeCloseTo(fairLevel(0.7), 10);
    expect(chances.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });

  it('comes with its interval and says while it is early', () => {
    const wide = shownLevel(priors.skill);
    expect(wide.isEarly).toBe(true);
    expect(wide.low).toBeLessThan(wide.level);
    expect(shownLevel({ mean: 0, variance: 0.5 }).isEarly).toBe(false);
    expect(chanceAbove({ mean: 0, variance: 1 })).toBeCloseTo(0.5, 12);
    expect(chanceAbove({ mean: 1, variance: 0 })).toBe(1);
  });

  it('of a type weighs its skills and keeps what they share', () => {
    const one = { mean: 1, variance: 0.5, weight: 20 };
    expect(typeLevel([one])).toEqual({ mean: 1, variance: 0.5 });
    const two = typeLevel([one, { mean: 0, variance: 0.5, weight: 20 }]);
    expect(two.mean).toBeCloseTo(0.5, 12);
    expect(two.variance).toBeCloseTo(0.25 * (0.5 + 0.5 + 2 * 0.3 * 0.5), 12);
  });

  it('grows uncertain with time, up to a bound, and never surer', () => {
    expect(drifted({ mean: 1, variance: 0.3 }, 10)).toEqual({ mean: 1, variance: 0.5 });
    expect(drifted({ mean: 1, variance: 0.3 }, 10_000).variance).toBe(1.5);
    expect(drifted({ mean: 1, variance: 2 }, 5).variance).toBe(2);
  });
});

const rating = (change: Partial<RatingGiven>): RatingGiven => ({
  candidate: 'ana',
  rater: 'tom',
  session: 's1',
  prompt: 'p',
  difficulty: 'medium',
  skill: 'USER',
  order: 0,
  level: 3,
  at: 1_000,
  lockedAt: 2_000,
  ...change,
});
/** A small world: 6 people who rate each other over 30 sessions. */
const world = (): RatingGiven[] => {
  const people = ['ana', 'tom', 'kim', 'lea', 'max', 'eva'];
  const list: RatingGiven[] = [];
  for (let n = 0; n < 30; n += 1)
    for (let r = 1; r <= 2; r += 1)
      ['USER', 'INSIGHT', 'INSIGHT', 'COMM'].forEach((skill, order) =>
        list.push(
          rating({
            candidate: people[n % 6] ?? '',
            rater: people[(n + r) % 6] ?? '',
            session: `s${String(n).padStart(3, '0')}`,
            prompt: `p${n % 4}`,
            difficulty: (['easy', 'medium', 'hard'] as const)[n % 3] ?? 'medium',
            skill,
            order,
            level: 1 + ((n * 7 + r * 3 + order * 5) % 4),
            at: n * 86_400_000,
            lockedAt: n * 86_400_000 + r,
          }),
        ),
      );
  return list;
};

describe('A replay', () => {
  it('is one update from the priors when there is one rating', () => {
    const { skills, raters, prompts, shift } = replayRatings([rating({})]);
    const once = updateSkill({ ...priors, difficulty: priors.difficulty.medium }, { level: 3 });
    expect(skills).toEqual([
      { candidate: 'ana', skill: 'USER', ...once.skill, points: [{ ...once.skill, session: 's1', at: 1_000 }] },
    ]);
    expect(raters).toEqual([{ rater: 'tom', ratings: 1, ...once.severity }]);
    expect(prompts).toEqual([{ prompt: 'p', ratings: 1, ...once.difficulty }]);
    expect(shift).toBe(0);
  });

  it('gives the same bits in whatever order the ratings arrive', () => {
    const list = world();
    const first = JSON.stringify(replayRatings(list));
    let seed = 7;
    for (let turn = 0; turn < 5; turn += 1) {
      const shuffled = [...list];
      for (let at = shuffled.length - 1; at > 0; at -= 1) {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        const other = seed % (at + 1);
        const kept = shuffled[at];
        const taken = shuffled[other];
        if (kept && taken) [shuffled[at], shuffled[other]] = [taken, kept];
      }
      expect(JSON.stringify(replayRatings(shuffled))).toBe(first);
    }
  });

  it('has active raters average 0, and shifts skills with them', () => {
    const { raters, shift } = replayRatings(world());
    expect(raters.reduce((total, { mean }) => total + mean, 0) / raters.length).toBeCloseTo(0, 12);
    expect(shift).not.toBe(0);
    const harsh = replayRatings(world().map((each) => (each.rater === 'tom' ? { ...each, level: 1 } : each)));
    const tom = harsh.raters.find((each) => each.rater === 'tom');
    expect(tom?.mean).toBeGreaterThan(0.3);
  });

  it('keeps a point for every session of a skill, and lets uncertainty grow in between', () => {
    const near = replayRatings([rating({}), rating({ session: 's2', at: 86_400_000 })]);
    const far = replayRatings([rating({}), rating({ session: 's2', at: 200 * 86_400_000 })]);
    expect(near.skills[0]?.points).toHaveLength(2);
    expect(far.skills[0]?.variance).toBeGreaterThan(near.skills[0]?.variance ?? Infinity);
  });

  it('takes the levels of one card as less than so many levels of the rater', () => {
    const card = ['A', 'B', 'C', 'D', 'E'].map((skill, order) => rating({ skill, order, level: 1 }));
    const apart = card.map((each, n) => ({ ...each, session: `s${n}` }));
    const tom = (list: RatingGiven[]) => replayRatings(list).raters[0]?.mean ?? 0;
    expect(tom(card)).toBeLessThan(tom(apart));
  });

  it('refuses what is no rating', () => {
    expect(() => replayRatings([rating({ level: 7 })])).toThrow(RangeError);
    expect(() => replayRatings([rating({ at: Number.NaN })])).toThrow(RangeError);
    expect(replayRatings([])).toEqual({ skills: [], raters: [], prompts: [], surprises: [], shift: 0 });
    expect(thresholds).toHaveLength(3);
  });
});
