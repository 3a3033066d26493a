import * as z from 'zod/mini';
import { interviewType } from '../domain';
import { cursor, id, instant, promptId } from '../ids';
import { isStorable, text } from '../text';
import { guide, promptCard } from './prompts';
import { route } from './route';

/** Largest draft of a prompt, as JSON, in bytes. */
export const MAX_DRAFT = 256 * 1024;

/** Every string and key of a value can be stored; walked without recursion. */
const isStorableThroughout = (value: unknown): boolean => {
  const queue = [value];
  for (let at = 0; at < queue.length; at += 1) {
    const next = queue[at];
    if (typeof next === 'string' && !isStorable(next)) return false;
    if (typeof next !== 'object' || next === null) continue;
    if (!Object.keys(next).every(isStorable)) return false;
    queue.push(...Object.values(next));
  }
  return true;
};

/** The fields of a prompt while it is written: any of them may be missing or wrong. */
const draftContent = z
  .record(z.string(), z.unknown())
  .check(z.refine(isStorableThroughout, 'contains a character that cannot be stored'));

const promptParams = z.strictObject({ prompt: promptId });
const versionNumber = z.int().check(z.gte(1), z.lte(9999));

/** What a reviewer says yes to, each; a prompt is good when all of them are. */
export const reviewChecks = ['realistic', 'fair', 'discriminates', 'playable', 'correct', 'original'] as const;
const reviewCheck = z.enum(reviewChecks);

const verdict = z.strictObject({
  reviewer: z.string(),
  version: z.int(),
  verdict: z.enum(['good', 'change']),
  words: z.string(),
  /** What they said yes to. */
  checks: z.array(reviewCheck),
  /** They have been its candidate or interviewed with it. */
  played: z.boolean(),
  at: instant,
});
export type Verdict = z.infer<typeof verdict>;

/** A prompt as its writer sees where it stands. */
const authored = z.strictObject({
  id: promptId,
  title: z.string(),
  type: interviewType,
  /** `retired` wins over the rest; a prompt that is offered and has a new version in review is `public` or `private`. */
  state: z.enum(['draft', 'in-review', 'private', 'public', 'retired']),
  /** The version that is offered; null before there is one. */
  version: z.nullable(z.int()),
  /** The version that waits for reviews. */
  reviewVersion: z.nullable(z.int()),
  /** The draft holds something that the newest version does not. */
  isChanged: z.boolean(),
  uses: z.int(),
  openReports: z.int(),
  updatedAt: instant,
});
export type Authored = z.infer<typeof authored>;

const promptVersion = z.strictObject({ version: z.int(), author: z.string(), at: instant });

const report = z.strictObject({
  id,
  prompt: promptId,
  title: z.string(),
  version: z.int(),
  kind: z.enum(['leaked', 'faulty']),
  words: z.string(),
  at: instant,
  closedAt: z.nullable(instant),
  answer: z.nullable(z.string()),
});
export type PromptReport = z.infer<typeof report>;

/** What the writer sees beside the draft: where the prompt stands, its versions, and what reviewers said. */
const desk = z.strictObject({
  standing: authored,
  versions: z.array(promptVersion),
  verdicts: z.array(verdict),
  /** Reviews that have begun and have no verdict yet. */
  reading: z.int(),
  /** Everything that publishing asks for is there. */
  canPublish: z.boolean(),
});
export type Desk = z.infer<typeof desk>;

const step = { access: 'account', perMinute: 30, params: promptParams, response: desk } as const;

export const authoringRoutes = {
  listMyPrompts: route({
    method: 'GET',
    path: '/api/my-prompts',
    access: 'account',
    summary: 'The prompts I have written, last changed first, 50 a page.',
    query: z.strictObject({ cursor: z.optional(cursor) }),
    response: z.strictObject({ prompts: z.array(authored), next: z.nullable(cursor) }),
  }),
  createPrompt: route({
    method: 'POST',
    path: '/api/my-prompts',
    access: 'account',
    summary: 'Begin a prompt: a draft with a place for everything that its type needs. Its guide counts as seen.',
    perMinute: 10,
    body: z.strictObject({ type: interviewType, title: text(60, 2) }),
    response: z.strictObject({ prompt: promptId }),
  }),
  getPromptDraft: route({
    method: 'GET',
    path: '/api/my-prompts/:prompt',
    access: 'account',
    summary: 'My draft of a prompt, and where the prompt stands. The writer only.',
    params: promptParams,
    response: z.strictObject({ content: draftContent, rev: z.int(), savedAt: instant, author: z.string(), desk }),
  }),
  savePromptDraft: route({
    method: 'PUT',
    path: '/api/my-prompts/:prompt/draft',
    access: 'account',
    summary:
      'Store my draft, finished or not; `rev` is the one it was made from. Refused `conflict` when another is newer.',
    perMinute: 120,
    json: MAX_DRAFT + 1024,
    params: promptParams,
    body: z.strictObject({ rev: z.int().check(z.gte(0)), content: draftContent }),
    response: z.strictObject({ rev: z.int(), savedAt: instant }),
  }),
  getPromptVersion: route({
    method: 'GET',
    path: '/api/my-prompts/:prompt/versions/:version',
    access: 'account',
    summary: 'One version as it was written: for its writer, for the reviewers of that version, and for admins.',
    params: z.strictObject({
      prompt: promptId,
      version: z.string().check(z.regex(/^[1-9]\d{0,3}$/, 'is not a version')),
    }),
    response: z.strictObject({ content: draftContent }),
  }),
  usePromptPrivately: route({
    ...step,
    method: 'POST',
    path: '/api/my-prompts/:prompt/use',
    summary: 'Make a version of my draft that only I can host sessions with. It needs no review, and no fault.',
    body: z.strictObject({ rev: z.int() }),
  }),
  askForReview: route({
    ...step,
    method: 'POST',
    path: '/api/my-prompts/:prompt/review',
    summary: 'Make a version of my draft and ask others to review it. What is offered now stays offered until then.',
    body: z.strictObject({ rev: z.int() }),
  }),
  takeBackReview: route({
    ...step,
    method: 'DELETE',
    path: '/api/my-prompts/:prompt/review',
    summary: 'Stop waiting for reviews.',
  }),
  publishPrompt: route({
    ...step,
    method: 'POST',
    path: '/api/my-prompts/:prompt/publish',
    summary: 'Offer the reviewed version to everybody: two others found it good, one of whom has played it.',
    body: z.strictObject({ version: versionNumber }),
  }),
  retirePrompt: route({
    ...step,
    method: 'POST',
    path: '/api/my-prompts/:prompt/retire',
    summary: 'Offer my prompt no longer. Sessions that were played with it keep their version.',
  }),
  returnPrompt: route({
    ...step,
    method: 'DELETE',
    path: '/api/my-prompts/:prompt/retire',
    summary: 'Take the retirement back: the prompt stands where it stood.',
  }),
  listWaitingReviews: route({
    method: 'GET',
    path: '/api/reviews',
    access: 'account',
    summary: 'Prompts of others that wait for a review, longest waiting first, 50 a page: cards, nothing of any guide.',
    query: z.strictObject({ cursor: z.optional(cursor) }),
    response: z.strictObject({
      prompts: z.array(
        z.strictObject({
          card: promptCard,
          since: instant,
          good: z.int(),
          played: z.boolean(),
          mine: z.enum(['none', 'reading', 'good']),
        }),
      ),
      next: z.nullable(cursor),
    }),
  }),
  getReview: route({
    method: 'GET',
    path: '/api/reviews/:prompt',
    access: 'account',
    summary: 'A prompt that waits for a review, as whoever has not opened it may know it, and my review of it.',
    params: promptParams,
    response: z.strictObject({
      card: promptCard,
      played: z.boolean(),
      isReading: z.boolean(),
      mine: z.nullable(verdict),
      good: z.int(),
    }),
  }),
  openReview: route({
    method: 'POST',
    path: '/api/reviews/:prompt',
    access: 'account',
    summary: 'Begin a review: the statement and the whole guide. Recorded as seen first.',
    perMinute: 30,
    params: promptParams,
    body: z.strictObject({ understood: z.literal(true) }),
    response: guide,
  }),
  giveVerdict: route({
    method: 'PUT',
    path: '/api/reviews/:prompt',
    access: 'account',
    summary: 'Say whether the version is good or what has to change, once it was opened. A change sends it back.',
    perMinute: 30,
    params: promptParams,
    body: z.strictObject({
      version: versionNumber,
      verdict: z.enum(['good', 'change']),
      words: text(2000),
      checks: z.array(reviewCheck).check(z.maxLength(reviewChecks.length)),
    }),
  }),
  reportPrompt: route({
    method: 'POST',
    path: '/api/prompts/:prompt/reports',
    access: 'account',
    summary: 'Say that a prompt has leaked or has a fault: one open report per prompt, ten a day.',
    perMinute: 10,
    params: promptParams,
    body: z.strictObject({ kind: z.enum(['leaked', 'faulty']), words: text(2000, 10) }),
    response: z.strictObject({ id }),
  }),
  listReports: route({
    method: 'GET',
    path: '/api/prompt-reports',
    access: 'account',
    summary:
      'Open reports of my prompts, for admins of those that came with the server too; and what I have reported myself.',
    response: z.strictObject({ toAnswer: z.array(report), mine: z.array(report) }),
  }),
  answerReport: route({
    method: 'POST',
    path: '/api/prompt-reports/:id',
    access: 'account',
    summary: 'Answer a report and close it: the writer of the prompt, and admins for one that came with the server.',
    perMinute: 30,
    params: z.strictObject({ id }),
    body: z.strictObject({ answer: text(2000, 2) }),
  }),
} as const;
