import { allSame, mean, sum, tooFew, Z90, type Measured } from './measured';

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
type Figure = Measured<{
  readonly value: number;
  /** 90 %, by leaving out one card at a time; null with fewer than three cards. The pool is taken as known. */
  readonly interval: readonly [low: number, high: number] | null;
}>;
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

/** Fewer cards than this say nothing about how a figure scatters from card to card. */
const LEAST_CARDS = 3;

/**
 * A figure that is a mean over all levels or cards, as Σ of / Σ by with one part per card, turned by `shown`. Levels of
 * one card are alike, so it scatters by card: the delete-one jackknife, (m − 1)/m · Σ(T₍ᵢ₎ − T̄)² (J. Tukey, 1958).
 */
const figure = (
  parts: readonly { readonly of: number; readonly by: number }[],
  shown: (mean: number) => number,
  [least, most]: readonly [number, number],
): Figure => {
  const of = sum(parts.map((part) => part.of));
  const by = sum(parts.map((part) => part.by));
  const value = shown(of / by);
  if (parts.length < LEAST_CARDS) return { measurable: true, value, interval: null };
  const without = parts.map((part) => shown((of - part.of) / (by - part.by)));
  const middle = mean(without);
  const spread = ((parts.length - 1) / parts.length) * sum(without.map((each) => (each - middle) ** 2));
  const half = Z90 * Math.sqrt(spread);
  return { measurable: true, value, interval: [Math.max(least, value - half), Math.min(most, value + half)] };
};

/**
 * How each rater rates, against everybody in `ratings`: severity, halo, centrality and fit, each only from 10 levels on.
 *
 * @returns one entry per rater, by name; halo cannot be measured without a card of two levels (`too-few`) or when nobody's
 *   levels differ within a card (`same`)
 * @throws RangeError for a figure that is not finite or a deviation that is not above 0
 */
export const raterDiagnostics = (ratings: readonly RatingJudged[]): RaterDiagnosis[] => {
  const byRater = new Map<string, { given: RatingJudged[]; cards: Map<string, RatingJudged[]> }>();
  for (const rating of ratings) {
    if (![rating.level, rating.expected, rating.deviation].every(Number.isFinite) || rating.deviation <= 0)
      throw new RangeError('Levels are finite, and a deviation is above 0.');
    const own = byRater.get(rating.rater) ?? { given: [], cards: new Map<string, RatingJudged[]>() };
    byRater.set(rating.rater, own);
    own.given.push(rating);
    own.cards.set(rating.card, [...(own.cards.get(rating.card) ?? []), rating]);
  }
  const middle = (given: readonly RatingJudged[]): number =>
    given.filter(({ level }) => level === 2 || level === 3).length / given.length;
  const poolMiddle = middle(ratings);
  const levels = (card: readonly RatingJudged[]): number[] => card.map(({ level }) => level);
  const poolSpread = spreadOf([...byRater.values()].flatMap(({ cards }) => [...cards.values()].map(levels)));
  return [...byRater]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([rater, { given, cards }]) => {
      if (given.length < LEAST)
        return { rater, ratings: given.length, severity: tooFew, halo: tooFew, centrality: tooFew, fit: tooFew };
      const own = [...cards.values()];
      const full = own.map(levels).filter(({ length }) => length >= 2);
      const over = (worth: (rating: RatingJudged) => number) =>
        own.map((card) => ({ of: sum(card.map(worth)), by: card.length }));
      const isMiddle = ({ level }: RatingJudged): number => (level === 2 || level === 3 ? 1 : 0);
      const surprise = ({ level, expected, deviation }: RatingJudged) => ((level - expected) / deviation) ** 2;
      return {
        rater,
        ratings: given.length,
        severity: figure(
          over(({ expected, level }) => expected - level),
          (less) => less,
          [-3, 3],
        ),
        halo:
          !full.length || poolSpread === null
            ? tooFew
            : poolSpread > 0
              ? figure(
                  full.map((card) => ({ of: variance(card), by: 1 })),
                  (spread) => 1 - spread / poolSpread,
                  [-Infinity, 1],
                )
              : allSame,
        centrality: figure(over(isMiddle), (share) => share - poolMiddle, [-1, 1]),
        fit: figure(over(surprise), (square) => square, [0, Infinity]),
      };
    });
};
