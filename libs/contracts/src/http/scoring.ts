import * as z from 'zod/mini';
import { card, dimensionKey, level } from '../domain';
import { id, instant } from '../ids';
import { text } from '../text';
import { roundParams } from './live';
import { route } from './route';

const words = text(600);
const version = z.int().check(z.gte(0), z.lte(1000000));

/** A draft card; `version` 0 means nothing is stored yet. */
export const draft = z.strictObject({ version, card: z.nullable(card), updatedAt: z.nullable(instant) });

/** What one person wrote after the cards opened. */
export const feedback = z.strictObject({
  author: id,
  keep: z.string(),
  nextTime: z.string(),
  task: z.string(),
  updatedAt: instant,
});
/** Levels given again after the talk. They stand beside the locked card, which alone counts as blind. */
export const secondLevels = z
  .array(z.strictObject({ dimension: dimensionKey, level }))
  .check(z.minLength(1), z.maxLength(10));

export const fix = z.strictObject({ text: z.string(), version, by: id, agreed: z.array(id), isAgreed: z.boolean() });

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
      second: z.array(z.strictObject({ participant: id, levels: secondLevels })),
      feedback: z.array(feedback),
      fix: z.nullable(fix),
      lateCards: z.array(z.strictObject({ participant: id, card, lockedAt: instant })),
    }),
  }),
  putSecond: route({
    method: 'PUT',
    path: '/api/sessions/:session/rounds/:round/second',
    access: 'signed-in',
    summary: 'Judge some dimensions again after the talk. Stored as a second value; the locked card stays as it is.',
    perMinute: 120,
    params: roundParams,
    body: z.strictObject({ levels: secondLevels }),
    response: z.strictObject({ levels: secondLevels }),
  }),
  putFeedback: route({
    method: 'PUT',
    path: '/api/sessions/:session/rounds/:round/feedback',
    access: 'signed-in',
    summary: 'Keep, next time and one practice task, for the candidate. Only once the cards are open.',
    params: roundParams,
    body: z.strictObject({ keep: words, nextTime: words, task: words }),
    response: feedback,
  }),
  proposeFix: route({
    method: 'PUT',
    path: '/api/sessions/:session/rounds/:round/fix',
    access: 'signed-in',
    summary: 'Word the one fix. A new wording needs the agreement of both again.',
    params: roundParams,
    body: z.strictObject({ text: text(300, 1), version }),
    response: fix,
  }),
  agreeFix: route({
    method: 'POST',
    path: '/api/sessions/:session/rounds/:round/fix/agree',
    access: 'signed-in',
    summary: 'Agree to the fix as it is worded now.',
    params: roundParams,
    body: z.strictObject({ version }),
    response: fix,
  }),
  lastFix: route({
    method: 'GET',
    path: '/api/me/fix',
    access: 'signed-in',
    summary: 'The fix I agreed on last.',
    response: z.strictObject({
      fix: z.nullable(z.strictObject({ text: z.string(), agreedAt: instant, session: id, round: z.int() })),
    }),
  }),
} as const;
