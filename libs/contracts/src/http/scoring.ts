import * as z from 'zod/mini';
import { card, dimensionKey, level, ms } from '../domain';
import { id, instant } from '../ids';
import { text } from '../text';
import { carriedFix, fix } from './fixes';
import { roundParams, roundNumber } from './live';
import { route } from './route';

const words = text(600);
const advicePart = text(240);
const version = z.int().check(z.gte(0), z.lte(1000000));

/** How many pieces of advice one author may give: one to somebody with fewer than five rounds as a candidate. */
export const ADVICE_LIMITS = { few: 5, beginner: 1, most: 3 } as const;

/** A draft card; `version` 0 means nothing is stored yet. */
export const draft = z.strictObject({ version, card: z.nullable(card), updatedAt: z.nullable(instant) });

/** Advice for the future: in which moment, what to try instead, and what that would change. */
export const adviceWords = z.strictObject({ when: advicePart, attempt: advicePart, because: advicePart });
export type AdviceWords = z.infer<typeof adviceWords>;
/** What the candidate does with a piece of advice. */
export const adviceAnswers = ['use', 'later', 'disagree'] as const;
export const adviceAnswer = z.enum(adviceAnswers);
export type AdviceAnswer = z.infer<typeof adviceAnswer>;
export const advice = z.strictObject({
  place: z.int().check(z.gte(1), z.lte(ADVICE_LIMITS.most)),
  /** Grows with every change of the words, which also takes the answer back. */
  version,
  when: z.string(),
  attempt: z.string(),
  because: z.string(),
  /** Read by the candidate and by the author; null for everybody else. */
  answer: z.nullable(adviceAnswer),
});

/** What one person wrote after the cards opened. */
export const feedback = z.strictObject({
  author: id,
  /** Grows with every change; 0 stands for nothing stored. */
  version,
  keep: z.string(),
  /** The moment of the round in which it was seen. */
  keepAt: z.nullable(ms),
  advice: z.array(advice),
  /** Advice in one piece, as it was written before there were three fields for it. */
  nextTime: z.string(),
  task: z.string(),
  updatedAt: instant,
});
/** Levels given again after the talk. They stand beside the locked card, which alone counts as blind. */
export const secondLevels = z
  .array(z.strictObject({ dimension: dimensionKey, level }))
  .check(z.minLength(1), z.maxLength(10));

export const scoringRoutes = {
  getDraft: route({
    method: 'GET',
    path: '/api/sessions/:session/rounds/:round/draft',
    access: 'signed-in',
    summary: 'My own draft card.',
    params: roundParams,
    response: draft,
  }),
  putDraft: route({
    method: 'PUT',
    path: '/api/sessions/:session/rounds/:round/draft',
    access: 'signed-in',
    summary: 'Store my draft. `version` is the one it was made from; another tab that was faster gives 409.',
    perMinute: 600,
    params: roundParams,
    body: z.strictObject({ version, card }),
    response: z.strictObject({ version, updatedAt: instant }),
  }),
  lockLate: route({
    method: 'POST',
    path: '/api/sessions/:session/rounds/:round/late-card',
    access: 'signed-in',
    summary: 'Lock a card after the round has opened. It is shown as non-blind and never counts as blind.',
    params: roundParams,
    body: z.strictObject({ card }),
    response: z.strictObject({ lockedAt: instant }),
  }),
  getDebrief: route({
    method: 'GET',
    path: '/api/sessions/:session/rounds/:round/debrief',
    access: 'public',
    summary: 'What was written once the cards had opened: keep, next time, task, the fix, late cards, second values.',
    params: roundParams,
    response: z.strictObject({
      second: z.array(z.strictObject({ participant: id, levels: secondLevels, version })),
      feedback: z.array(feedback),
      /** How many pieces of advice one author may give this candidate; null for who writes none. */
      adviceLimit: z.nullable(z.int()),
      fix: z.nullable(fix),
      /** How interviewers would word it; one that was taken back is empty, and listed for its author alone. */
      suggestions: z.array(z.strictObject({ author: id, text: z.string(), version })),
      /** The fix the candidate brought into this round; for them and their interviewers alone. */
      carried: z.nullable(carriedFix),
      lateCards: z.array(z.strictObject({ participant: id, card, lockedAt: instant })),
    }),
  }),
  putSecond: route({
    method: 'PUT',
    path: '/api/sessions/:session/rounds/:round/second',
    access: 'signed-in',
    summary:
      'Judge some dimensions again after the talk, made from `version`; a faster tab gives 409. The locked card stays as it is.',
    perMinute: 120,
    params: roundParams,
    body: z.strictObject({ version, levels: secondLevels }),
    response: z.strictObject({ version, levels: secondLevels }),
  }),
  putFeedback: route({
    method: 'PUT',
    path: '/api/sessions/:session/rounds/:round/feedback',
    access: 'signed-in',
    summary:
      'Keep, next time and one practice task, once the cards are open, made from `version`; a faster tab gives 409.',
    params: roundParams,
    body: z.strictObject({
      version,
      keep: words,
      keepAt: z.nullable(ms),
      advice: z.array(adviceWords).check(z.maxLength(ADVICE_LIMITS.most)),
      task: words,
    }),
    response: feedback,
  }),
  answerAdvice: route({
    method: 'PUT',
    path: '/api/sessions/:session/rounds/:round/advice/:author/:place',
    access: 'signed-in',
    summary: 'What I, the candidate, do with a piece of advice; null takes the answer back. Reworded advice gives 409.',
    perMinute: 120,
    params: z.strictObject({
      session: id,
      round: roundNumber,
      author: id,
      place: z.string().check(z.regex(/^[1-3]$/, 'is not a piece of advice')),
    }),
    body: z.strictObject({ version, answer: z.nullable(adviceAnswer) }),
    response: advice,
  }),
} as const;
