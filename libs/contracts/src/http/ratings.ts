import * as z from 'zod/mini';
import { id, instant } from '../ids';
import { text } from '../text';
import { roundNumber, roundParams } from './live';
import { route } from './route';

/** Hours after the opening of the cards in which a partner may be rated; then every rating is unsealed. */
export const RATING_HOURS = 72;
/** Ratings it takes before they are said in words. */
export const RATINGS_FOR_BAND = 5;
/** What is asked, in the order of the form. The first three say how useful somebody was. */
export const ratingQuestions = ['specific', 'usable', 'fair', 'kept'] as const;
export type RatingQuestion = (typeof ratingQuestions)[number];
/** What ratings of many partners come to, in three words; never a number. */
export const ratingBands = ['very-useful', 'useful', 'partly-useful'] as const;
export const ratingBand = z.enum(ratingBands);
export type RatingBand = z.infer<typeof ratingBand>;

const score = z.int().check(z.gte(1), z.lte(4));
const scores = { specific: score, usable: score, fair: score, kept: score };
/**
 * One partner's view of the other, 1 (not at all) to 4 (fully). Sent once, never changed, no part of any skill. Whether
 * they would practise with them again need not be said.
 */
export const rating = z.strictObject({ ...scores, again: z.nullable(z.boolean()), thanks: text(300) });
export type Rating = z.infer<typeof rating>;

export const ratingRoutes = {
  getRatings: route({
    method: 'GET',
    path: '/api/sessions/:session/rounds/:round/ratings',
    access: 'signed-in',
    summary: 'Whom I may rate in this round, what I sent, and what I was sent once both have or 72 hours are over.',
    params: roundParams,
    response: z.strictObject({
      /** Null before the cards open. */
      closesAt: z.nullable(instant),
      partners: z.array(
        z.strictObject({
          participant: id,
          mine: z.nullable(rating),
          /** Null while sealed, whether or not there is one. */
          received: z.nullable(z.strictObject({ ...scores, thanks: z.string() })),
          isUnsealed: z.boolean(),
          /** Both said yes, once unsealed. A no, no answer and no rating are the same: nothing. */
          bothAgain: z.boolean(),
        }),
      ),
    }),
  }),
  sendRating: route({
    method: 'PUT',
    path: '/api/sessions/:session/rounds/:round/ratings/:participant',
    access: 'signed-in',
    summary: 'Rate a partner of this round, once: the candidate each interviewer, each interviewer the candidate.',
    params: z.strictObject({ session: id, round: roundNumber, participant: id }),
    body: rating,
  }),
  myRating: route({
    method: 'GET',
    path: '/api/me/rating',
    access: 'signed-in',
    summary:
      'What my partners say of me, in words from five counted ratings on, and their thanks, at most the last 20.',
    response: z.strictObject({
      counted: z.int(),
      band: z.nullable(ratingBand),
      thanks: z.array(z.strictObject({ from: z.string(), text: z.string(), session: id, round: z.int(), at: instant })),
    }),
  }),
} as const;
