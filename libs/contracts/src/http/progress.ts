import * as z from 'zod/mini';
import { card, confidence, dimensionKey, evidence, interviewType, level, overall } from '../domain';
import { id, instant, promptId } from '../ids';
import { text } from '../text';
import { route } from './route';

/** Rounds a week that somebody can set out to practise. */
export const GOAL_LIMITS = { least: 1, most: 14 } as const;
/** How much one answer about progress holds at most. */
export const PROGRESS_LIMITS = { points: 60, weeks: 12, rounds: 30, prompts: 5 } as const;
/** From when on an agreement beyond chance is worth a figure. */
export const AGREEMENT_GATE = { units: 10, sessions: 3 } as const;
/** What passing the calibration takes, over the two reference sessions together. */
export const CALIBRATION_PASS = { sessions: 2, meanGap: 0.6, wideGap: 2, mostWide: 1, coverage: 0.6 } as const;

const count = z.int().check(z.gte(0));
const share = z.number().check(z.gte(0), z.lte(1));
/** A calendar day in the reader's own time zone, such as `2026-11-23`. */
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a day'));
/** One of the fifteen skills that rubric dimensions measure, such as `INSIGHT`. */
const skill = z.string();

/** On the scale of levels, 1 to 4, with its 90 % interval: what an average rater gives on an average prompt. */
const fair = { level: z.number(), low: z.number(), high: z.number() };
/** After one session in which the skill was rated. */
const point = z.strictObject({
  session: id,
  at: instant,
  ...fair,
  isEarly: z.boolean(),
  /** The plain mean of that session's own levels and how many there were. */
  raw: z.strictObject({ mean: z.number(), count }),
});
/** A level is never shown without its interval and what it rests on. */
const estimate = {
  ...fair,
  /** So few levels yet that the words are “early estimate”. */
  isEarly: z.boolean(),
  /** How sure it is that an average rater on an average prompt gives “Solid” or better at least every second time. */
  solid: share,
  sessions: count,
  raters: count,
  /** The same levels uncorrected: nobody's severity, no prompt's difficulty, the old as heavy as the new. */
  raw: z.strictObject({ mean: z.number(), count }),
  /** Oldest first, at most 60. The level above is as of today: after weeks without a round its interval is wider. */
  trend: z.array(point),
};
export const skillProgress = z.strictObject({
  skill,
  /** Which dimensions of which types measure it. */
  measuredBy: z.array(z.strictObject({ type: interviewType, dimension: z.string(), name: z.string() })),
  ...estimate,
});
export type SkillProgress = z.infer<typeof skillProgress>;
export const typeProgress = z.strictObject({
  type: interviewType,
  /** How much of the type's weight lies on skills that have been rated; the others stand at what is assumed of anybody. */
  coverage: share,
  ...estimate,
});
export type TypeProgress = z.infer<typeof typeProgress>;

const minutes = z.strictObject({ long: z.number(), short: z.number() });
const difficulty = z.enum(['easy', 'medium', 'hard']);

/** The five terms of what a prompt is worth to somebody now, each from 0 to 1. */
const terms = z.strictObject({ need: share, info: share, spacing: share, novelty: share, fit: share });
/** Which term speaks most for a prompt, with what its one-line reason says. */
const reason = z.strictObject({
  term: z.enum(['need', 'info', 'spacing', 'novelty', 'fit']),
  /** `need`: the skill furthest from the bar; `info`: the least certain one. Both of those that the prompt weighs. */
  skill: z.nullable(skill),
  /** `spacing`: whole days since the last round of this type; null when there was none. */
  days: z.nullable(count),
  /** `fit`: the chance of “Solid” or better on this prompt. */
  chance: z.nullable(share),
});
export const nextPrompt = z.strictObject({
  prompt: promptId,
  title: z.string(),
  type: interviewType,
  domain: z.string(),
  difficulty,
  minutes,
  reason,
  /** Weighted together (.30, .25, .20, .15, .10), less what it loses. */
  utility: z.number(),
  terms,
  /** The third round of one type running; more than its part of everybody's rounds this week. */
  loses: z.array(z.enum(['third-running', 'much-used'])),
  /** What it asks for, heaviest first; the shares sum to 1. */
  skills: z.array(z.strictObject({ skill, share })),
});
export type NextPrompt = z.infer<typeof nextPrompt>;

/** A figure, or why there is none yet: how many of what there are, and how many it takes. */
const measured = z.discriminatedUnion('measurable', [
  z.strictObject({
    measurable: z.literal(true),
    value: z.number(),
    /** The 90 % interval, where the figure has one. */
    interval: z.nullable(z.strictObject({ low: z.number(), high: z.number() })),
  }),
  z.strictObject({
    measurable: z.literal(false),
    /** `same`: every level is the same, so nothing can be compared. `apart`: nobody else has rated the same people. */
    why: z.enum(['too-few', 'same', 'apart']),
    of: z.enum(['ratings', 'rounds', 'people', 'sessions']),
    have: count,
    need: count,
  }),
]);
export type Measured = z.infer<typeof measured>;

/** `k` of `n` with the 90 % Jeffreys interval. */
const counted = z.strictObject({ k: count, n: count, share, low: share, high: share });
export const dimensionAgreement = z.strictObject({
  dimension: z.string(),
  name: z.string(),
  /** Rounds in which at least two people judged it blind, and the sessions these lie in. */
  units: count,
  sessions: count,
  /** Pairs of scorers with the same level, and with levels at most one apart; null without a pair. */
  exact: z.nullable(counted),
  withinOne: z.nullable(counted),
  /** Krippendorff's ordinal alpha; null below 10 rounds or 3 sessions. `interval` is null where too few draws could be measured. */
  alpha: z.nullable(
    z.discriminatedUnion('measurable', [
      z.strictObject({
        measurable: z.literal(true),
        value: z.number(),
        interval: z.nullable(z.strictObject({ low: z.number(), high: z.number() })),
        band: z.enum(['firm', 'tentative', 'calibrate']),
      }),
      z.strictObject({ measurable: z.literal(false), why: z.literal('same') }),
    ]),
  ),
  /** False: candidates differ on it no more than scorers of one candidate do. Null below 10 rounds or 5 candidates. */
  separatesPeople: z.nullable(z.boolean()),
});
export type DimensionAgreement = z.infer<typeof dimensionAgreement>;

const calibrationState = z.strictObject({
  /** `ready`: there are reference sessions to score; `none`: this server has none. */
  state: z.enum(['none', 'ready', 'begun', 'passed', 'not-passed']),
  /** How many of the two were scored; only the first scoring of each counts. */
  done: count,
  of: count,
  /** Mean distance to the reference over both, and dimensions that lie two or more apart; null before the first. */
  meanGap: z.nullable(z.number()),
  wide: count,
});
export type CalibrationState = z.infer<typeof calibrationState>;
/** A scoring of a reference session beside its reference. */
export const comparison = z.strictObject({
  key: dimensionKey,
  at: instant,
  /** Scored before the reference was shown; later ones are kept out of the state. */
  isFirst: z.boolean(),
  dimensions: z.array(
    z.strictObject({
      dimension: z.string(),
      name: z.string(),
      mine: level,
      evidence: z.array(evidence),
      reference: level,
      /** Why the reference has this level: the moments, the sentence it meets and the one it misses. */
      reason: z.string(),
      /** Mine less the reference; null where either was not observed. */
      gap: z.nullable(z.int()),
    }),
  ),
  overall: z.strictObject({
    mine: z.nullable(overall),
    confidence: z.nullable(confidence),
    reference: z.nullable(overall),
  }),
  meanGap: z.nullable(z.number()),
  wide: count,
});
export type Comparison = z.infer<typeof comparison>;
export const referenceSession = z.strictObject({
  key: dimensionKey,
  session: id,
  round: z.int(),
  type: interviewType,
  title: z.string(),
  minutes: z.number(),
  /** My first scoring; null before it, and so is the reference. */
  mine: z.nullable(comparison),
});
export type ReferenceSession = z.infer<typeof referenceSession>;

const goal = z.nullable(z.int().check(z.gte(GOAL_LIMITS.least), z.lte(GOAL_LIMITS.most)));

export const progressRoutes = {
  getProgress: route({
    method: 'GET',
    path: '/api/me/progress',
    access: 'signed-in',
    summary:
      'My skills and types with their intervals over time, my weeks against my goal, my last rounds. Nobody else’s.',
    perMinute: 60,
    response: z.strictObject({
      /** Rated skills only, in the order of the skill codes. */
      skills: z.array(skillProgress),
      /** Types of which a round of mine has been rated. */
      types: z.array(typeProgress),
      /** What all of it rests on: blind cards of others in stress mode. Learning rounds, self-scores and late cards count nowhere. */
      basis: z.strictObject({ rounds: count, sessions: count, cards: count, raters: count }),
      /** Null before anything was counted. Cards that opened a moment ago may still be missing. */
      computedAt: z.nullable(instant),
      practice: z.strictObject({
        /** Rounds a week; null while there is no goal, or it is paused. */
        goal,
        /** From Monday on in my time zone, oldest first; the last is the present week. Solo rounds count as candidate. */
        weeks: z.array(z.strictObject({ from: day, asCandidate: count, asInterviewer: count })),
      }),
      /** Newest first, at most 30, as candidate or interviewer. */
      rounds: z.array(
        z.strictObject({
          session: id,
          round: z.int(),
          type: interviewType,
          title: z.string(),
          role: z.enum(['candidate', 'interviewer']),
          startedAt: instant,
          /** My part of what candidate and interviewers spoke, an estimate; null without a call or before the opening. */
          talkShare: z.nullable(share),
          /** Each phase that began, with what the plan and added time gave it; pauses are not counted. */
          phases: z.array(z.strictObject({ key: z.string(), name: z.string(), plannedMs: count, spentMs: count })),
        }),
      ),
    }),
  }),
  putGoal: route({
    method: 'PUT',
    path: '/api/me/goal',
    access: 'signed-in',
    summary: 'Set how many rounds a week I mean to practise, or null to pause.',
    perMinute: 60,
    body: z.strictObject({ rounds: goal }),
    response: z.strictObject({ rounds: goal }),
  }),
  getNextPrompts: route({
    method: 'GET',
    path: '/api/me/next-prompts',
    access: 'signed-in',
    summary:
      'Prompts worth practising next, the first one drawn from the best five, with the reason of each; and a drill of the weakest skill.',
    perMinute: 60,
    query: z.strictObject({
      type: z.optional(interviewType),
      /** Days until the interview; 42 when not said. */
      days: z.optional(text(3, 1).check(z.regex(/^[1-9]\d{0,2}$/, 'is not a number of days from 1 to 999'))),
    }),
    response: z.strictObject({
      /** At most 5, the drawn one first. Empty when every prompt is known or avoided. */
      prompts: z.array(nextPrompt),
      /** A short solo round on a prompt that weighs the weakest skill; null before a skill was rated, or without such a prompt. */
      drill: z.nullable(
        z.strictObject({
          skill,
          ...fair,
          isEarly: z.boolean(),
          prompt: promptId,
          title: z.string(),
          type: interviewType,
          difficulty,
          minutes,
          /** How much of the prompt is about the skill. */
          share,
          /** When the skill was practised last, and from when on the next time is worth most. */
          lastAt: z.nullable(instant),
          dueAt: instant,
        }),
      ),
    }),
  }),
  getRater: route({
    method: 'GET',
    path: '/api/me/rater',
    access: 'signed-in',
    summary: 'How I rate: severity, halo, centrality and fit, each with what it rests on. Shown to me alone.',
    perMinute: 60,
    response: z.strictObject({
      ratings: count,
      rounds: count,
      /** People I have rated. At least 3 are needed before my severity can be told from their skill. */
      candidates: count,
      /** Raters with whom my severity is compared: we have rated the same people, directly or through others. `apart`: the rest. */
      compared: z.strictObject({ with: count, apart: count }),
      /** In levels: how much less than an average rater I give for the same performance; negative is milder. */
      severity: measured,
      /** From 0 to 1: how much closer together the levels on one card of mine lie than on others' cards. Negative: further apart. */
      halo: measured,
      /** My share of levels 2 and 3, less everybody's. */
      centrality: measured,
      /** Mean squared surprise of my levels; 1 is as expected, below .5 or above 1.7 is worth a look. */
      fit: measured,
      calibration: calibrationState,
    }),
  }),
  getAgreement: route({
    method: 'GET',
    path: '/api/agreement',
    access: 'signed-in',
    summary:
      'How far people who scored the same rounds agree, dimension by dimension: over the rounds I was in; `everyone` is for the admin.',
    perMinute: 20,
    query: z.strictObject({ of: z.optional(z.enum(['mine', 'everyone'])) }),
    response: z.strictObject({
      of: z.enum(['mine', 'everyone']),
      /** Over the newest rounds of each type, at most 200. Types without a round that two people scored are left out. */
      types: z.array(z.strictObject({ type: interviewType, rounds: count, dimensions: z.array(dimensionAgreement) })),
    }),
  }),
  getCalibration: route({
    method: 'GET',
    path: '/api/calibration',
    access: 'signed-in',
    summary: 'The reference sessions, and how my scoring of them compares. A reference is shown once I have scored it.',
    response: z.strictObject({ state: calibrationState, sessions: z.array(referenceSession) }),
  }),
  putCalibration: route({
    method: 'PUT',
    path: '/api/calibration/:key',
    access: 'signed-in',
    summary: 'Score a reference session with evidence; answers with the comparison. Only the first time counts.',
    perMinute: 30,
    params: z.strictObject({ key: dimensionKey }),
    body: z.strictObject({ card }),
    response: z.strictObject({ comparison, state: calibrationState }),
  }),
} as const;
