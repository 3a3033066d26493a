/** What the digits answer: a dimension by its place, then the whole, then how sure one is. */
export type Step = { kind: 'dimension'; at: number } | { kind: 'overall' } | { kind: 'confidence' };

/** The step at `index` of a card with so many dimensions; beyond the last it is the last. */
export const stepAt = (index: number, dimensions: number): Step =>
  index < dimensions
    ? { kind: 'dimension', at: index }
    : index === dimensions
      ? { kind: 'overall' }
      : { kind: 'confidence' };

/** Where a refused field is asked for; undefined for one that no step asks for. */
export const stepOf = (field: string, dimensions: readonly string[]): number | undefined => {
  if (field === 'overall') return dimensions.length;
  if (field === 'confidence') return dimensions.length + 1;
  const at = dimensions.findIndex((dimension) => field === `levels.${dimension}`);
  return at < 0 ? undefined : at;
};
