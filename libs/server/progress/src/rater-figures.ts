import { raterDiagnostics, type Replayed } from '@debrief/measure';
import { comparable } from './comparable';
import { grouped } from './grouped';
import type { Rating } from './replay-all';

export type RaterFigure = 'halo' | 'centrality' | 'fit';
/** How far each figure may lie off, low and high; null where too few cards tell. */
export type RaterIntervals = Record<RaterFigure, readonly [number, number] | null>;

/** Rows of `progress_rater`: what its ratings cannot tell is null. Severity is the replay's, which knows who was rated. */
export const raterFigures = (history: readonly Rating[], { raters, surprises }: Replayed) => {
  const within = comparable(history);
  const byRater = grouped(history, ({ rater }) => rater);
  const diagnoses = new Map(
    raterDiagnostics(
      surprises.map(({ rating: { rater, session, candidate, level }, expected, deviation }) => ({
        rater,
        card: `${session} ${candidate}`,
        level,
        expected,
        deviation,
      })),
    ).map((diagnosis) => [diagnosis.rater, diagnosis]),
  );
  return raters.map(({ rater: who, mean, variance, ratings }) => {
    const own = byRater.get(who) ?? [];
    const diagnosis = diagnoses.get(who);
    const figure = (name: RaterFigure): number | null => {
      const found = diagnosis?.[name];
      return found?.measurable ? found.value : null;
    };
    const interval = (name: RaterFigure): readonly [number, number] | null => {
      const found = diagnosis?.[name];
      return found?.measurable ? found.interval : null;
    };
    return {
      who,
      mean,
      variance,
      ratings,
      rounds: new Set(own.map(({ session, round }) => `${session} ${round}`)).size,
      candidates: new Set(own.map(({ candidate }) => candidate)).size,
      comparable: within.get(who) ?? 1,
      halo: figure('halo'),
      centrality: figure('centrality'),
      fit: figure('fit'),
      intervals: { halo: interval('halo'), centrality: interval('centrality'), fit: interval('fit') },
    };
  });
};
