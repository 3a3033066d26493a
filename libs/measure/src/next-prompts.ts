import { levelInformation, levelSpread } from './information';
import { cumulative } from './normal';
import { chanceAbove, priors, type Belief } from './skill';

/** Somebody who looks for a prompt. */
export interface PromptSeeker {
  /** By skill code; a skill that is not here is unrated and stands at the prior. */
  readonly skills: Readonly<Record<string, Belief>>;
  /** Prompts they have met in any role or whose guide they opened; never proposed. */
  readonly known: readonly string[];
  /** Their own rounds as a candidate, in any order, with the prompt's domain and skills as tags. */
  readonly rounds: readonly { readonly type: string; readonly tags: readonly string[]; readonly at: number }[];
  /** Days until the interview, 42 unless said. */
  readonly days?: number;
  /** The level of θ aimed for; 0, "Solid as often as not", unless said. */
  readonly bar?: number;
}
export interface PromptOffered {
  readonly id: string;
  readonly type: string;
  /** Domain and skill codes: what makes two prompts alike. */
  readonly tags: readonly string[];
  /** Weight share of each skill, summing to 1. */
  readonly shares: Readonly<Record<string, number>>;
  readonly difficulty: Belief;
  /** Its part of everybody's rounds this week, 0–1. */
  readonly weekShare?: number;
}
export const promptTerms = ['need', 'info', 'spacing', 'novelty', 'fit'] as const;
export type PromptTerm = (typeof promptTerms)[number];
export interface PromptProposed {
  readonly id: string;
  /** U: the terms, each 0–1, weighted .30, .25, .20, .15, .10, less what it loses. */
  readonly utility: number;
  readonly terms: Readonly<Record<PromptTerm, number>>;
  /** −.15 as the third of its type running; −.10 above 5 % of all use this week. */
  readonly loses: readonly ('third-running' | 'much-used')[];
  /** The term that sets it apart from the others most, with what a sentence about it says. */
  readonly reason: {
    readonly term: PromptTerm;
    /** `need`: the skill furthest below the bar; `info`: the least certain; both of those it weighs. */
    readonly skill: string | null;
    /** `spacing`: whole days since the type was practised; null when never. */
    readonly days: number | null;
    /** `fit`: the chance of level 3 or better. */
    readonly chance: number | null;
  };
}

const WEIGHTS: Readonly<Record<PromptTerm, number>> = { need: 0.3, info: 0.25, spacing: 0.2, novelty: 0.15, fit: 0.1 };
const DAY = 86_400_000;
const DEFAULT_DAYS = 42;
const NOVEL_FOR = 60 * DAY;
const BITS_OF_FOUR = 2;
const FIT = { chance: 0.6, width: 0.25 } as const;
const LOSSES = { 'third-running': 0.15, 'much-used': 0.1 } as const;
const MUCH_USED = 0.05;
const DRAWN_FROM = 5;
const TEMPERATURE = 0.05;

/**
 * g* = R·clamp(0.30·(R/7)^−0.36, 0.05, 0.40): the best gap in days between two rounds of one kind when the test is R
 * days away (fitted to N. Cepeda and others, 2008: 20–40 % of a week, 5–10 % of a year).
 */
export const bestGap = (days: number): number => {
  if (!(days > 0)) throw new RangeError('The interview lies in the future.');
  return days * Math.min(0.4, Math.max(0.05, 0.3 * (days / 7) ** -0.36));
};

/** 1 − |a ∩ b| / |a ∪ b|; 1 when both are empty. */
const unlike = (a: readonly string[], b: readonly string[]): number => {
  const [left, right] = [new Set(a), new Set(b)];
  const shared = [...left].filter((tag) => right.has(tag)).length;
  const all = left.size + right.size - shared;
  return all ? 1 - shared / all : 1;
};

/** Mulberry32: numbers in [0, 1) that one seed repeats exactly. */
const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/**
 * What to practise next: U = .30·Need + .25·Info + .20·Spacing + .15·Novelty + .10·Fit of every prompt that is not known.
 * One of the best five is drawn with probability ∝ exp(U/.05), so that not everybody gets the same; it stands first, the
 * others follow by U.
 *
 * - Need = Σ q·P(θ below the bar). Info = Σ q·I/2 with I in bits ({@link levelInformation}).
 * - Spacing = 1 − 2^(−Δ/g*), Δ days since the type; 1 when never. Novelty = 1 − the greatest Jaccard likeness to the
 *   prompts of 60 days. Fit = exp(−((P₃ − .60)/.25)²), P₃ the chance of level 3 or better.
 *
 * @param now ms since 1970 @param seed the draw's; the same seed draws the same prompt
 * @throws RangeError when the shares of a prompt do not sum to 1, or a time is not a number
 */
export const nextPrompts = (
  candidate: PromptSeeker,
  prompts: readonly PromptOffered[],
  now: number,
  seed: number,
): PromptProposed[] => {
  if (!Number.isFinite(now) || candidate.rounds.some(({ at }) => !Number.isFinite(at)))
    throw new RangeError('Times are finite numbers.');
  const known = new Set(candidate.known);
  const open = prompts.filter(({ id }) => !known.has(id));
  const gap = bestGap(candidate.days ?? DEFAULT_DAYS);
  const rounds = [...candidate.rounds].sort((a, b) => b.at - a.at);
  const recent = rounds.filter(({ at }) => now - at <= NOVEL_FOR);
  const lastTwo = rounds.slice(0, 2).map(({ type }) => type);
  const beliefOf = (skill: string): Belief => candidate.skills[skill] ?? priors.skill;
  const bar = candidate.bar ?? 0;
  // Hundreds of prompts ask the same of few pairs of skill and difficulty.
  const told = new Map<string, number>();
  const bitsOf = (skill: string, difficulty: Belief): number => {
    const key = `${skill} ${difficulty.mean} ${difficulty.variance}`;
    const bits = told.get(key) ?? levelInformation(beliefOf(skill), difficulty).bits;
    told.set(key, bits);
    return bits;
  };

  const valued = open.map((prompt) => {
    const shares = Object.entries(prompt.shares);
    if (Math.abs(shares.reduce((sum, [, share]) => sum + share, 0) - 1) > 1e-6)
      throw new RangeError(`The shares of ${prompt.id} do not sum to 1.`);
    const over = (worth: (skill: string) => number) => shares.reduce((sum, [skill, q]) => sum + q * worth(skill), 0);
    const last = rounds.find(({ type }) => type === prompt.type);
    const days = last ? Math.max(0, (now - last.at) / DAY) : null;
    const chance = over((skill) => {
      const { mean, variance } = beliefOf(skill);
      return cumulative(
        (mean - prompt.difficulty.mean) / Math.sqrt(levelSpread(prompt.difficulty.variance) + variance),
      );
    });
    const terms = {
      need: over((skill) => 1 - chanceAbove(beliefOf(skill), bar)),
      info: Math.min(
        1,
        over((skill) => bitsOf(skill, prompt.difficulty) / BITS_OF_FOUR),
      ),
      spacing: days === null ? 1 : 1 - 2 ** (-days / gap),
      novelty: Math.min(1, ...recent.map(({ tags }) => unlike(prompt.tags, tags))),
      fit: Math.exp(-(((chance - FIT.chance) / FIT.width) ** 2)),
    };
    const loses: (keyof typeof LOSSES)[] = [];
    if (lastTwo.length === 2 && lastTwo.every((type) => type === prompt.type)) loses.push('third-running');
    if ((prompt.weekShare ?? 0) > MUCH_USED) loses.push('much-used');
    const utility =
      promptTerms.reduce((sum, term) => sum + WEIGHTS[term] * terms[term], 0) -
      loses.reduce((sum, loss) => sum + LOSSES[loss], 0);
    return { prompt, terms, loses, utility, days, chance };
  });
  valued.sort((a, b) => b.utility - a.utility || (a.prompt.id < b.prompt.id ? -1 : 1));

  const usual = (term: PromptTerm) => valued.reduce((sum, { terms }) => sum + terms[term], 0) / valued.length;
  const averages = Object.fromEntries(promptTerms.map((term) => [term, usual(term)])) as Record<PromptTerm, number>;
  const most = (skills: readonly string[], worth: (belief: Belief) => number): string | null =>
    skills.reduce<string | null>(
      (best, skill) => (best === null || worth(beliefOf(skill)) > worth(beliefOf(best)) ? skill : best),
      null,
    );
  const proposed = valued.map(({ prompt, terms, loses, utility, days, chance }): PromptProposed => {
    const lead = (term: PromptTerm): number => WEIGHTS[term] * (terms[term] - averages[term]);
    const term = promptTerms.reduce((best, each) => (lead(each) > lead(best) + 1e-12 ? each : best));
    const skills = Object.keys(prompt.shares);
    return {
      id: prompt.id,
      utility,
      terms,
      loses,
      reason: {
        term,
        skill:
          term === 'need'
            ? most(skills, (belief) => 1 - chanceAbove(belief, bar))
            : term === 'info'
              ? most(skills, ({ variance }) => variance)
              : null,
        days: term === 'spacing' && days !== null ? Math.floor(days) : null,
        chance: term === 'fit' ? chance : null,
      },
    };
  });
  const drawn = draw(proposed.slice(0, DRAWN_FROM), seeded(seed)());
  return drawn ? [drawn, ...proposed.filter((each) => each !== drawn)] : proposed;
};

/** `at` in [0, 1) picks one with probability ∝ exp(U/T). */
const draw = (best: readonly PromptProposed[], at: number): PromptProposed | undefined => {
  const top = best[0]?.utility ?? 0;
  const odds = best.map(({ utility }) => Math.exp((utility - top) / TEMPERATURE));
  let left = at * odds.reduce((sum, each) => sum + each, 0);
  return best.find((_, index) => (left -= odds[index] ?? 0) < 0) ?? best.at(-1);
};
