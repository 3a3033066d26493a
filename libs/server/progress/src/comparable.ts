import type { RatingGiven } from '@debrief/measure';

/**
 * With how many raters each can be compared, itself among them: two can when both have rated one skill of one person, or
 * when a chain of such pairs leads from one to the other. Between raters whom nothing links, severity cannot be told
 * from the skill of those they rate.
 */
export const comparable = (
  history: readonly Pick<RatingGiven, 'rater' | 'candidate' | 'skill'>[],
): Map<string, number> => {
  const above = new Map<string, string>();
  const topOf = (one: string): string => {
    let top = one;
    for (let next = above.get(top); next !== undefined; next = above.get(top)) top = next;
    // Whoever asks again is there in a step or two.
    for (let at = one; at !== top;) {
      const next = above.get(at) ?? top;
      above.set(at, top);
      at = next;
    }
    return top;
  };
  const raters = new Set<string>();
  for (const { rater, candidate, skill } of history) {
    raters.add(rater);
    const [by, of] = [topOf(`by ${rater}`), topOf(`of ${candidate} ${skill}`)];
    if (by !== of) above.set(by, of);
  }
  const sizes = new Map<string, number>();
  for (const rater of raters) {
    const top = topOf(`by ${rater}`);
    sizes.set(top, (sizes.get(top) ?? 0) + 1);
  }
  return new Map([...raters].map((rater) => [rater, sizes.get(topOf(`by ${rater}`)) ?? 1]));
};
