import { allSame, mean, sum, tooFew, type Measured } from './measured';

/** One blind level beside what was expected of it, as a replay tells ({@link replayRatings}, `surprises`). */
export interface RatingJudged {
  readonly rater: string;
  /** All levels that one rater gave one candidate in one session. */
  readonly card: string;
  readonly level: number;
  /** E[y] and sd[y] of the model before the level was taken in; `deviation` above 0. */
  readonly expected: number;
  readonly deviation: number;
}
type Figure = Measured<{ readonly value: number }>;
export interface RaterDiagnosis {
  readonly rater: string;
  readonly ratings: number;
  /** Mean of expected less given, in levels: positive is harsher than the model expects of the average rater. */
  readonly severity: Figure;
  /** 1 − the mean variance of levels on one's cards ÷ the same of everybody: near 1 when all levels of a card are alike. */
  readonly halo: Figure;
  /** Share of levels 2 and 3, less everybody's. */
  readonly centrality: Figure;
  /** Mean of ((y − E)/sd)²; 1 as expected, to be watched below .5 and above 1.7. */
  readonly fit: Figure;
}

/** Fewer levels than this say nothing about a manner of rating. */
const LEAST = 10;

const variance = (values: readonly number[]): number => {
  const middle = mean(values);
  return sum(values.map((value) => (value - middle) ** 2)) / (values.length - 1);
};
const spreadOf = (cards: readonly (readonly number[])[]): number | null => {
  const full = cards.filter(({ length }) => length >= 2);
  return full.length ? mean(full.map(variance)) : null;
};
const figure = (value: number): Figure => ({ measurable: true, value });

/**
 * How each rater rates, against everybody in `ratings`: severity, halo, centrality and fit, each only from 10 levels on.
 *
 * @returns one entry per rater, by name; halo cannot be measured without a card of two levels (`too-few`) or when nobody's
 *   levels differ within a card (`same`)
 * @throws RangeError for a figure that is not finite or a deviation that is not above 0
 */
export const raterDiagnostics = (ratings: readonly RatingJudged[]): RaterDiagnosis[] => {
  const byRater = new Map<string, { given: RatingJudged[]; cards: Map<string, number[]> }>();
  for (const rating of ratings) {
    if (![rating.level, rating.expected, rating.deviation].every(Number.isFinite) || rating.deviation <= 0)
      throw new RangeError('Levels are finite, and a deviation is above 0.');
    const own = byRater.get(rating.rater) ?? { given: [], cards: new Map<string, number[]>() };
    byRater.set(rating.rater, own);
    own.given.push(rating);
    own.cards.set(rating.card, [...(own.cards.get(rating.card) ?? []), rating.level]);
  }
  const middle = (given: readonly RatingJudged[]): number =>
    given.filter(({ level }) => level === 2 || level === 3).length / given.length;
  const poolMiddle = middle(ratings);
  const poolSpread = spreadOf([...byRater.values()].flatMap(({ cards }) => [...cards.values()]));
  return [...byRater]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([rater, { given, cards }]) => {
      if (given.length < LEAST)
        return { rater, ratings: given.length, severity: tooFew, halo: tooFew, centrality: tooFew, fit: tooFew };
      const spread = spreadOf([...cards.values()]);
      return {
        rater,
        ratings: given.length,
        severity: figure(mean(given.map(({ expected, level }) => expected - level))),
        halo:
          spread === null || poolSpread === null ? tooFew : poolSpread > 0 ? figure(1 - spread / poolSpread) : allSame,
        centrality: figure(middle(given) - poolMiddle),
        fit: figure(mean(given.map(({ level, expected, deviation }) => ((level - expected) / deviation) ** 2))),
      };
    });
};
