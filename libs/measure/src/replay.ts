import { mean as meanOf } from './measured';
import { drifted, expectedLevel, priors, updateSkill, type Belief, type Difficulty } from './skill';

/** One blind level by one rater: everything the model reads of it. */
export interface RatingGiven {
  readonly candidate: string;
  readonly rater: string;
  readonly session: string;
  readonly prompt: string;
  /** What the prompt's author thinks; the prior of δ. */
  readonly difficulty: Difficulty;
  readonly skill: string;
  /** Place of the dimension in its rubric; two dimensions may measure one skill and are two ratings. */
  readonly order: number;
  /** 1–4. */
  readonly level: number;
  /** When the session was, and when the rater locked the card, ms since 1970. */
  readonly at: number;
  readonly lockedAt: number;
}
export interface TrendPoint extends Belief {
  readonly session: string;
  readonly at: number;
}
export interface SkillReplayed extends Belief {
  readonly candidate: string;
  readonly skill: string;
  /** After each session in which the skill was rated, oldest first; the last is the state now. */
  readonly points: readonly TrendPoint[];
}
export interface RaterReplayed extends Belief {
  readonly rater: string;
  readonly ratings: number;
}
export interface PromptReplayed extends Belief {
  readonly prompt: string;
  readonly ratings: number;
}
/** A rating beside what was expected of it just before it was taken in: what the diagnostics of a rater need. */
export interface Surprise {
  readonly rating: RatingGiven;
  readonly expected: number;
  readonly deviation: number;
}
export interface Replayed {
  readonly skills: readonly SkillReplayed[];
  readonly raters: readonly RaterReplayed[];
  readonly prompts: readonly PromptReplayed[];
  readonly surprises: readonly Surprise[];
  /** How far severities (and with them skills) were shifted so that active raters average 0. */
  readonly shift: number;
}

const DAY = 86_400_000;
/** A rater counts for the average from here on, and the average from so many raters on. */
const ACTIVE = { ratings: 10, raters: 3 } as const;

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** One order for one set of ratings, whatever order they came in: sessions in time, raters as they locked, rubric order. */
const inOrder = (a: RatingGiven, b: RatingGiven): number =>
  a.at - b.at ||
  text(a.session, b.session) ||
  text(a.candidate, b.candidate) ||
  a.lockedAt - b.lockedAt ||
  text(a.rater, b.rater) ||
  a.order - b.order ||
  text(a.skill, b.skill) ||
  a.level - b.level ||
  text(a.prompt, b.prompt) ||
  text(a.difficulty, b.difficulty);

/** Adjacent runs of equal key in a sorted list. */
const runs = <T>(list: readonly T[], key: (item: T) => string): T[][] => {
  const found: T[][] = [];
  let last: string | undefined;
  for (const item of list) {
    const now = key(item);
    if (now !== last) found.push([]);
    found.at(-1)?.push(item);
    last = now;
  }
  return found;
};

interface Known {
  belief: Belief;
  at: number;
  points: TrendPoint[];
}

/**
 * All ratings from the first to the last: the only truth about skills, severities and difficulties. The ratings are put
 * in order first, so that the same set gives the same bits in whatever order it arrived.
 *
 * Every session begins with the skill's drift since the session before (0.02 a day) and a form of its own, which is
 * forgotten afterwards. At the end severities are shifted so that raters with at least 10 ratings average 0, once there
 * are three of them; skills are shifted by the same amount, which changes no prediction. With fewer the prior's mean of 0
 * is the average. The shift is not fed back: a replay always starts from the priors.
 *
 * @param history in any order; not changed
 * @throws RangeError for a level outside 1–4 or a time that is not a number
 */
export const replayRatings = (history: readonly RatingGiven[]): Replayed => {
  for (const { at, lockedAt } of history)
    if (!Number.isFinite(at) || !Number.isFinite(lockedAt)) throw new RangeError('A rating needs its times.');
  const skills = new Map<string, Map<string, Known>>();
  const raters = new Map<string, RaterReplayed>();
  const prompts = new Map<string, PromptReplayed>();
  const surprises: Surprise[] = [];

  for (const round of runs([...history].sort(inOrder), ({ session, candidate }) => `${session}\n${candidate}`)) {
    const forms = new Map<string, Belief>();
    const touched = new Map<string, Known>();
    for (const card of runs(round, ({ rater }) => rater)) {
      for (const rating of card) {
        const own = skills.get(rating.candidate) ?? new Map<string, Known>();
        skills.set(rating.candidate, own);
        let known = touched.get(rating.skill);
        if (!known) {
          const before = own.get(rating.skill);
          known = before ?? { belief: priors.skill, at: rating.at, points: [] };
          known.belief = drifted(known.belief, (rating.at - known.at) / DAY);
          known.at = rating.at;
          own.set(rating.skill, known);
          touched.set(rating.skill, known);
        }
        const rater = raters.get(rating.rater) ?? { rater: rating.rater, ratings: 0, ...priors.severity };
        const prompt = prompts.get(rating.prompt) ?? {
          prompt: rating.prompt,
          ratings: 0,
          ...priors.difficulty[rating.difficulty],
        };
        const state = {
          skill: known.belief,
          form: forms.get(rating.skill) ?? priors.form,
          difficulty: prompt,
          severity: rater,
        };
        const { mean: expected, deviation } = expectedLevel(state);
        surprises.push({ rating, expected, deviation });
        const next = updateSkill(state, { level: rating.level, dimensions: card.length });
        known.belief = next.skill;
        forms.set(rating.skill, next.form);
        prompts.set(rating.prompt, { ...next.difficulty, prompt: rating.prompt, ratings: prompt.ratings + 1 });
        raters.set(rating.rater, { ...next.severity, rater: rating.rater, ratings: rater.ratings + 1 });
      }
    }
    for (const known of touched.values())
      known.points.push({ ...known.belief, session: round[0]?.session ?? '', at: known.at });
  }

  const active = [...raters.values()].filter(({ ratings }) => ratings >= ACTIVE.ratings);
  active.sort((a, b) => text(a.rater, b.rater));
  const shift = active.length >= ACTIVE.raters ? meanOf(active.map(({ mean }) => mean)) : 0;
  const shifted = <B extends Belief>(belief: B): B => ({ ...belief, mean: belief.mean - shift });
  return {
    skills: [...skills].flatMap(([candidate, own]) =>
      [...own].map(([skill, { belief, points }]) => ({
        ...shifted(belief),
        candidate,
        skill,
        points: points.map(shifted),
      })),
    ),
    raters: [...raters.values()].map(shifted),
    prompts: [...prompts.values()],
    surprises,
    shift,
  };
};
