import * as z from 'zod/mini';
import { interviewType } from '../domain';
import { cursor, id, instant } from '../ids';
import { text } from '../text';
import { roundParams } from './live';
import { route } from './route';

const version = z.int().check(z.gte(0), z.lte(1000000));
const roundOf = { session: id, round: z.int().check(z.gte(1), z.lte(99)) };

/** The one thing to do differently, in the candidate's words, as it stands in the round that it came from. */
export const fix = z.strictObject({
  text: z.string(),
  version,
  by: id,
  agreed: z.array(id),
  isAgreed: z.boolean(),
  /** It is the one that the candidate brought into this round, carried on. */
  isCarriedOn: z.boolean(),
});

/** What an interviewer saw of a fix that a candidate brought into a round. */
export const fixOutcomes = ['fixed', 'partly', 'not'] as const;
export const fixOutcome = z.enum(fixOutcomes);
export type FixOutcome = z.infer<typeof fixOutcome>;

/** Where a fix stands: `fixed` when all who saw it last say so, `replaced` by a newer one, `dropped` by the candidate. */
export const fixState = z.enum(['open', 'fixed', 'replaced', 'dropped']);
export type FixState = z.infer<typeof fixState>;

/** A fix that was brought into a round. An interviewer reads the others' outcomes once their own is given. */
export const carriedFix = z.strictObject({
  text: z.string(),
  wordedAt: instant,
  outcomes: z.array(z.strictObject({ participant: id, outcome: fixOutcome, at: instant })),
});

/** A fix with all that became of it, for the progress page of whose fix it is. */
export const fixChain = z.strictObject({
  /** The round in which it was worded. */
  ...roundOf,
  type: interviewType,
  /** The prompt of that round. */
  title: z.nullable(z.string()),
  text: z.string(),
  wordedAt: instant,
  isAgreed: z.boolean(),
  state: fixState,
  /** The rounds that it was brought into, oldest first, at most the last 20. */
  rounds: z.array(
    z.strictObject({
      ...roundOf,
      type: interviewType,
      title: z.nullable(z.string()),
      at: instant,
      /** Empty as long as nobody has marked it. */
      outcomes: z.array(z.strictObject({ by: z.string(), outcome: fixOutcome, at: instant })),
      /** The candidate chose to go on with it there. */
      isCarriedOn: z.boolean(),
    }),
  ),
});
export type FixChain = z.infer<typeof fixChain>;

export const fixRoutes = {
  proposeFix: route({
    method: 'PUT',
    path: '/api/sessions/:session/rounds/:round/fix',
    access: 'signed-in',
    summary: 'Word my fix, as the candidate. A new wording needs the agreement of an interviewer again.',
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
  suggestFix: route({
    method: 'PUT',
    path: '/api/sessions/:session/rounds/:round/fix/suggestion',
    access: 'signed-in',
    summary: 'How I, an interviewer, would word the fix; no words take it back. Another tab that was faster gives 409.',
    perMinute: 120,
    params: roundParams,
    body: z.strictObject({ text: text(300), version }),
    response: z.strictObject({ text: z.string(), version }),
  }),
  carryFix: route({
    method: 'POST',
    path: '/api/sessions/:session/rounds/:round/fix/carry',
    access: 'signed-in',
    summary: 'Go on with the fix I brought into this round instead of wording another one.',
    params: roundParams,
    body: z.strictObject({ version }),
    response: fix,
  }),
  getCarriedFix: route({
    method: 'GET',
    path: '/api/sessions/:session/rounds/:round/carried-fix',
    access: 'signed-in',
    summary: 'The fix the candidate brings into this round, for them and their interviewers, from the brief on.',
    params: roundParams,
    response: z.strictObject({ fix: z.nullable(z.strictObject({ text: z.string(), wordedAt: instant })) }),
  }),
  markFix: route({
    method: 'PUT',
    path: '/api/sessions/:session/rounds/:round/carried-fix/outcome',
    access: 'signed-in',
    summary: 'What I saw, as an interviewer, of the fix brought into this round. Only once the cards are open.',
    params: roundParams,
    body: z.strictObject({ outcome: fixOutcome }),
    response: carriedFix,
  }),
  lastFix: route({
    method: 'GET',
    path: '/api/me/fix',
    access: 'signed-in',
    summary: 'My open fix: the one that the interviewers of my next round read first.',
    response: z.strictObject({
      fix: z.nullable(z.strictObject({ ...roundOf, text: z.string(), wordedAt: instant, isAgreed: z.boolean() })),
    }),
  }),
  dropFix: route({
    method: 'PUT',
    path: '/api/me/fix',
    access: 'signed-in',
    summary: 'Drop a fix of mine, so that it travels no further, or take it up again.',
    body: z.strictObject({ ...roundOf, isDropped: z.boolean() }),
  }),
  listFixes: route({
    method: 'GET',
    path: '/api/me/fixes',
    access: 'signed-in',
    summary: 'My fixes and what became of them, newest first, 20 a page.',
    query: z.strictObject({ cursor: z.optional(cursor) }),
    response: z.strictObject({
      fixes: z.array(fixChain),
      next: z.nullable(cursor),
      /** Of all of them, whatever the page. */
      counts: z.strictObject({ open: z.int(), fixed: z.int(), replaced: z.int(), dropped: z.int() }),
    }),
  }),
  listFixQuestions: route({
    method: 'GET',
    path: '/api/me/fix-questions',
    access: 'signed-in',
    summary: 'Fixes that candidates brought to me and that I have not marked yet, newest first, at most 20.',
    response: z.strictObject({
      questions: z.array(z.strictObject({ ...roundOf, candidate: z.string(), text: z.string(), openedAt: instant })),
    }),
  }),
} as const;
