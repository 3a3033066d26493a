import type { Belief } from './skill';

/** Somebody who looks for a partner, as the other would see them. */
export interface Partner {
  /** θ on the type that is wanted; the prior N(0, 1) for somebody nobody rated. */
  readonly skill: Belief;
  /** How useful partners found them as an interviewer: the sum of "useful" (each 0–1) and how many there were. */
  readonly useful: { readonly sum: number; readonly count: number };
  /** Slots kept and missed; a late cancellation is half a miss. */
  readonly kept: number;
  readonly missed: number;
  /** Sessions with each partner in the last 60 days, by the partner's id. */
  readonly together: Readonly<Record<string, number>>;
  readonly id: string;
}
export interface MatchQuality {
  /** Q, 0–1: level^.30 · interviewer^.25 · reliability^.25 · variety^.20. */
  readonly quality: number;
  readonly level: number;
  readonly interviewer: number;
  readonly reliability: number;
  readonly variety: number;
}

const NOISE = 1;
const USEFUL = { worth: 8, prior: 0.7 } as const;

/**
 * How even two people are: √(2β²/(2β² + s²ᵢ + s²ⱼ))·exp(−(μᵢ − μⱼ)²/(2(2β² + s²ᵢ + s²ⱼ))), 1 for two known equals, less
 * for what lies between them and for what is not known (the draw margin's limit of a two-player rating).
 *
 * @param beta standard deviation of one performance; 1 in units of θ
 */
export const evenness = (one: Belief, other: Belief, beta = NOISE): number => {
  const noise = 2 * beta * beta;
  const all = noise + one.variance + other.variance;
  if (!(one.variance >= 0 && other.variance >= 0 && beta > 0))
    throw new RangeError('Variances are 0 or more, β above 0.');
  return Math.sqrt(noise / all) * Math.exp(-((one.mean - other.mean) ** 2) / (2 * all));
};

const usefulness = ({ useful: { sum, count } }: Partner): number => {
  if (!(count >= 0 && sum >= 0 && sum <= count)) throw new RangeError('Each "useful" lies between 0 and 1.');
  return (USEFUL.worth * USEFUL.prior + sum) / (USEFUL.worth + count);
};
const reliance = ({ kept, missed }: Partner): number => {
  if (!(kept >= 0 && missed >= 0)) throw new RangeError('Kept and missed slots are 0 or more.');
  return (8 + kept) / (9 + kept + missed);
};

/**
 * How good a pair two people would be, of those who may meet at all (time, language, blocks and seen prompts are settled
 * before). Symmetric in the two.
 *
 * @throws RangeError for a negative variance or count
 */
export const matchQuality = (a: Partner, b: Partner): MatchQuality => {
  const level = evenness(a.skill, b.skill);
  const interviewer = Math.sqrt(usefulness(a) * usefulness(b));
  const reliability = reliance(a) * reliance(b);
  const variety = 1 / (1 + Math.max(a.together[b.id] ?? 0, b.together[a.id] ?? 0));
  return {
    quality: level ** 0.3 * interviewer ** 0.25 * reliability ** 0.25 * variety ** 0.2,
    level,
    interviewer,
    reliability,
    variety,
  };
};
