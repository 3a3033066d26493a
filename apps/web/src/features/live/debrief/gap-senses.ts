import type { Gap } from '@debrief/live-core';

/** The two ways in which levels of one dimension can lie apart. */
export interface Senses {
  /** The candidate's own level minus the mean of the others', null when one side gave none. */
  self: number | null;
  /** Highest minus lowest level of the others, null when fewer than two gave one. */
  scorers: number | null;
}

/** Late levels are shown beside the others but were not given blind: they take no part in a gap. */
export const sensesOf = ({ levels }: Gap, candidate: string, late: ReadonlySet<string>): Senses => {
  const own = late.has(candidate) ? 0 : (levels[candidate] ?? 0);
  const others = Object.entries(levels).flatMap(([who, level]) =>
    who === candidate || late.has(who) || level === 0 ? [] : [level as number],
  );
  const mean = others.reduce((sum, level) => sum + level, 0) / others.length;
  return {
    self: own === 0 || others.length === 0 ? null : own - mean,
    scorers: others.length < 2 ? null : Math.max(...others) - Math.min(...others),
  };
};

/** How far apart a dimension is in its wider sense. */
export const widthOf = ({ self, scorers }: Senses): number => Math.max(Math.abs(self ?? 0), scorers ?? 0);

/** At most one decimal: a mean of a few levels has no more to say. */
export const gapNumber = (gap: number): string => String(Math.round(Math.abs(gap) * 10) / 10);
