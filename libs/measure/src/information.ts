import { cumulative, density } from './normal';
import { thresholds, type Belief } from './skill';

/** H = −Σ p log₂ p in bits, of counts or proportions in any unit; 0 for nothing. */
export const entropy = (counts: readonly number[]): number => {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (counts.some((count) => !(count >= 0))) throw new RangeError('Counts are 0 or more.');
  return total > 0
    ? counts.reduce((sum, count) => (count > 0 ? sum - (count / total) * Math.log2(count / total) : sum), 0)
    : 0;
};

/**
 * How much knowing the row tells of the column, in bits: H(columns) − Σ share(row)·H(row). The gain of a split in
 * J. R. Quinlan's decision trees (1986), and the mutual information of the two.
 */
export const informationGain = (rows: readonly (readonly number[])[]): number => {
  const total = rows.flat().reduce((sum, count) => sum + count, 0);
  if (!(total > 0)) return 0;
  const columns = (rows[0] ?? []).map((_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0));
  const within = rows.reduce((sum, row) => sum + (row.reduce((a, b) => a + b, 0) / total) * entropy(row), 0);
  return Math.max(0, entropy(columns) - within);
};

const POINTS = 201;
const REACH = 5;
/** Spread of a level around θ − δ: its noise, the session's form, the prompt's uncertainty, an unknown rater. */
export const levelSpread = (difficultyVariance: number): number => 1 + 0.25 + difficultyVariance + 0.25;

/**
 * What one more level would tell of a skill: the mutual information of θ and the level, in bits, and the chances of the
 * four levels. θ runs over 201 points within 5 standard deviations.
 *
 * @param skill what is believed of θ @param difficulty of the prompt (δ)
 */
export const levelInformation = (
  skill: Belief,
  difficulty: Belief,
): { readonly bits: number; readonly chances: readonly number[] } => {
  const deviation = Math.sqrt(skill.variance);
  const spread = Math.sqrt(levelSpread(difficulty.variance));
  const chances = [0, 0, 0, 0];
  let total = 0;
  let within = 0;
  // Plain loops: a bank of hundreds of prompts asks this hundreds of times for one page.
  for (let at = 0; at < POINTS; at += 1) {
    const z = -REACH + (2 * REACH * at) / (POINTS - 1);
    const weight = density(z);
    total += weight;
    let below = 0;
    for (let k = 0; k < chances.length; k += 1) {
      const border = thresholds[k];
      const until =
        border === undefined ? 1 : cumulative((border + difficulty.mean - skill.mean - z * deviation) / spread);
      const chance = until - below;
      below = until;
      chances[k] = (chances[k] ?? 0) + weight * chance;
      if (chance > 0) within -= weight * chance * Math.log2(chance);
    }
  }
  return {
    bits: Math.max(0, entropy(chances) - within / total),
    chances: chances.map((mass) => mass / total),
  };
};
