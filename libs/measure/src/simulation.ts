import { mean, sum, Z90 } from './measured';
import { replayRatings, type RatingGiven } from './replay';
import { fairLevel, priors, thresholds, type Difficulty } from './skill';

/** A made-up world in which everything that the model has to find is known. */
export interface World {
  readonly people: number;
  readonly prompts: number;
  /** Each person is a candidate in 1 to so many sessions. */
  readonly mostSessions: number;
  readonly skills: number;
  /** Share of sessions with three raters instead of one. */
  readonly panels: number;
  /** Correlation of one rater's levels in one session beyond the candidate. */
  readonly halo: number;
  /** Variance that a skill gains a day. */
  readonly drift: number;
  readonly daysBetween: number;
}
export const standardWorld: World = {
  people: 120,
  prompts: 60,
  mostSessions: 30,
  skills: 5,
  panels: 0.25,
  halo: 0.4,
  drift: 0.006,
  daysBetween: 4,
};

/** Found against true, summed up: divide by `n`. */
interface Tally {
  n: number;
  inside: number;
  squares: number;
  plainSquares: number;
}
const empty = (): Tally => ({ n: 0, inside: 0, squares: 0, plainSquares: 0 });
export interface SimulatedRun {
  /** By number of sessions that an estimate rests on: its 90 % interval, and squared errors in levels of the fair level and the plain mean. */
  readonly bySessions: readonly Tally[];
  readonly severity: Tally;
  readonly difficulty: Tally;
  /** Of estimated with true severity. */
  readonly severityCorrelation: number;
  readonly ratings: number;
}

const DAY = 86_400_000;
const words: readonly Difficulty[] = ['easy', 'medium', 'hard'];

/** Uniform numbers by Mulberry32 and normal ones by Box and Muller. */
const dice = (seed: number) => {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = (variance: number): number =>
    Math.sqrt(-2 * Math.log(1 - uniform()) * variance) * Math.cos(2 * Math.PI * uniform());
  const below = (n: number): number => Math.floor(uniform() * n);
  return { uniform, normal, below };
};

const levelOf = (z: number): number => 1 + thresholds.filter((threshold) => z > threshold).length;

/**
 * One world by its seed, rated as the model says people rate, replayed, and compared with what is true. Skills are
 * compared as fair levels at the time of each session: an early estimate then, not what was learnt later.
 */
export const simulate = (seed: number, world: World = standardWorld): SimulatedRun => {
  const { uniform, normal, below } = dice(seed);
  const severities = Array.from({ length: world.people }, () => normal(priors.severity.variance));
  const difficulties = Array.from({ length: world.prompts }, (_, at) => {
    const prior = priors.difficulty[words[at % 3] ?? 'medium'];
    return prior.mean + normal(prior.variance);
  });
  const history: RatingGiven[] = [];
  /** True skills by candidate, skill and session. */
  const truth = new Map<string, number>();
  for (let candidate = 0; candidate < world.people; candidate += 1) {
    const thetas = Array.from({ length: world.skills }, () => normal(priors.skill.variance));
    let day = uniform() * 30;
    const sessions = 1 + below(world.mostSessions);
    for (let n = 0; n < sessions; n += 1) {
      const gap = n ? -Math.log(1 - uniform()) * world.daysBetween : 0;
      day += gap;
      const session = `${candidate}-${n}`;
      const prompt = below(world.prompts);
      const forms = thetas.map((theta, skill) => {
        thetas[skill] = theta + normal(world.drift * gap);
        truth.set(`${candidate} ${skill} ${session}`, thetas[skill]);
        return normal(priors.form.variance);
      });
      const raters = new Set<number>();
      const wanted = uniform() < world.panels ? 3 : 1;
      while (raters.size < wanted) {
        const rater = below(world.people);
        if (rater !== candidate) raters.add(rater);
      }
      for (const rater of raters) {
        const shared = normal(world.halo);
        thetas.forEach((theta, skill) => {
          const z = theta + (forms[skill] ?? 0) - (difficulties[prompt] ?? 0) - (severities[rater] ?? 0);
          history.push({
            candidate: String(candidate),
            rater: String(rater),
            session,
            prompt: String(prompt),
            difficulty: words[prompt % 3] ?? 'medium',
            skill: String(skill),
            order: skill,
            level: levelOf(z + shared + normal(1 - world.halo)),
            at: Math.round(day * DAY),
            lockedAt: Math.round(day * DAY) + rater,
          });
        });
      }
    }
  }

  const replayed = replayRatings(history);
  // What the model calls 0 is its average active rater, so the truth is told from there too.
  const active = replayed.raters.filter(({ ratings }) => ratings >= 10).map(({ rater }) => Number(rater));
  const zero = replayed.shift === 0 ? 0 : mean(active.map((rater) => severities[rater] ?? 0));
  const bySessions = Array.from({ length: world.mostSessions }, empty);
  const given = new Map<string, number[]>();
  for (const { candidate, skill, session, level } of history) {
    const key = `${candidate} ${skill} ${session}`;
    given.set(key, [...(given.get(key) ?? []), level]);
  }
  for (const { candidate, skill, points } of replayed.skills) {
    const levels: number[] = [];
    points.forEach(({ mean: found, variance, session }, at) => {
      const key = `${candidate} ${skill} ${session}`;
      levels.push(...(given.get(key) ?? []));
      const theta = (truth.get(key) ?? 0) - zero;
      const tally = bySessions[at] ?? empty();
      tally.n += 1;
      tally.inside += Math.abs(found - theta) <= Z90 * Math.sqrt(variance) ? 1 : 0;
      tally.squares += (fairLevel(found) - fairLevel(theta)) ** 2;
      tally.plainSquares += (mean(levels) - fairLevel(theta)) ** 2;
    });
  }
  const severity = empty();
  const pairs: [number, number][] = [];
  for (const { rater, mean: found, variance } of replayed.raters) {
    const is = (severities[Number(rater)] ?? 0) - zero;
    severity.n += 1;
    severity.inside += Math.abs(found - is) <= Z90 * Math.sqrt(variance) ? 1 : 0;
    severity.squares += (found - is) ** 2;
    pairs.push([found, is]);
  }
  const difficulty = empty();
  for (const { prompt, mean: found, variance } of replayed.prompts) {
    const is = difficulties[Number(prompt)] ?? 0;
    difficulty.n += 1;
    difficulty.inside += Math.abs(found - is) <= Z90 * Math.sqrt(variance) ? 1 : 0;
    difficulty.squares += (found - is) ** 2;
  }
  return { bySessions, severity, difficulty, severityCorrelation: correlation(pairs), ratings: history.length };
};

const correlation = (pairs: readonly (readonly [number, number])[]): number => {
  const [x, y] = [mean(pairs.map(([a]) => a)), mean(pairs.map(([, b]) => b))];
  const both = sum(pairs.map(([a, b]) => (a - x) * (b - y)));
  return both / Math.sqrt(sum(pairs.map(([a]) => (a - x) ** 2)) * sum(pairs.map(([, b]) => (b - y) ** 2)));
};

const BANDS = [
  [1, 1],
  [2, 3],
  [4, 7],
  [8, 15],
  [16, 30],
] as const;

/** The means over several runs: what the bars ask for. */
export const summary = (runs: readonly SimulatedRun[]) => {
  const over = (tallies: readonly Tally[]) => {
    const n = sum(tallies.map((each) => each.n));
    return {
      n,
      coverage: sum(tallies.map(({ inside }) => inside)) / n,
      rmse: Math.sqrt(sum(tallies.map(({ squares }) => squares)) / n),
      plainRmse: Math.sqrt(sum(tallies.map(({ plainSquares }) => plainSquares)) / n),
    };
  };
  const counts = (runs[0]?.bySessions ?? []).map((_, at) =>
    over(runs.map(({ bySessions }) => bySessions[at] ?? empty())),
  );
  return {
    runs: runs.length,
    ratings: sum(runs.map(({ ratings }) => ratings)),
    skills: over(runs.flatMap(({ bySessions }) => bySessions)),
    bands: BANDS.map(([from, to]) => ({
      sessions: `${from}–${to}`,
      ...over(runs.flatMap(({ bySessions }) => bySessions.slice(from - 1, to))),
    })),
    /** Numbers of sessions at which the fair level lies no nearer to the truth than the plain mean. */
    worseThanPlain: counts.flatMap(({ n, rmse, plainRmse }, at) => (n > 0 && rmse >= plainRmse ? [at + 1] : [])),
    severity: over(runs.map(({ severity }) => severity)),
    difficulty: over(runs.map(({ difficulty }) => difficulty)),
    severityCorrelation: mean(runs.map(({ severityCorrelation }) => severityCorrelation)),
  };
};
