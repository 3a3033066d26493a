import * as z from 'zod/mini';
import { dimensionKey, interviewType } from '../domain';
import { cursor, id, instant } from '../ids';
import { text } from '../text';
import { route } from './route';

/** How a rubric may be worded and weighed. Lengths in characters, weights in percent. */
export const RUBRIC_LIMITS = {
  name: 60,
  sentence: 160,
  why: 300,
  leastWeight: 5,
  mostRedFlags: 10,
} as const;

const rubricDimension = z.strictObject({
  key: z.string(),
  name: z.string(),
  weight: z.number(),
  skill: z.string(),
  levels: z.array(z.string()),
});
/** A type's rubric: dimensions in order with weights that sum to 100 and four public sentences each. */
export const rubric = z.strictObject({
  type: interviewType,
  version: z.int(),
  dimensions: z.array(rubricDimension),
  redFlags: z.array(z.string()),
});
export type RubricView = z.infer<typeof rubric>;

const sentence = text(RUBRIC_LIMITS.sentence);
/** What of a rubric can be changed. Which dimensions there are, and what skill each measures, is fixed by the type. */
export const rubricWords = z.strictObject({
  dimensions: z
    .array(
      z.strictObject({
        key: dimensionKey,
        name: text(RUBRIC_LIMITS.name),
        weight: z.int().check(z.gte(0), z.lte(100)),
        levels: z.array(sentence).check(z.length(4)),
      }),
    )
    .check(z.maxLength(10)),
  redFlags: z.array(sentence).check(z.maxLength(RUBRIC_LIMITS.mostRedFlags)),
});
export type RubricWords = z.infer<typeof rubricWords>;

const versionNumber = z.int().check(z.gte(1), z.lte(100000));
const rubricParams = z.strictObject({ type: interviewType });

/** A version in the list of its type: who made it, when and why. */
export const rubricVersion = z.strictObject({
  version: z.int(),
  at: instant,
  /** Null for those that came with the server, and for readers without an account. */
  author: z.nullable(z.string()),
  isShipped: z.boolean(),
  why: z.string(),
});
export type RubricVersion = z.infer<typeof rubricVersion>;

export const rubricRoutes = {
  getRubric: route({
    method: 'GET',
    path: '/api/rubrics/:type',
    access: 'public',
    summary: 'The rubric of a type, its current version. The four sentences per dimension are public.',
    params: rubricParams,
    response: rubric,
  }),
  listRubricVersions: route({
    method: 'GET',
    path: '/api/rubrics/:type/versions',
    access: 'public',
    summary: 'The versions of a rubric, newest first, 20 a page.',
    params: rubricParams,
    query: z.strictObject({ cursor: z.optional(cursor) }),
    response: z.strictObject({ versions: z.array(rubricVersion), next: z.nullable(cursor) }),
  }),
  getRubricVersion: route({
    method: 'GET',
    path: '/api/rubrics/:type/versions/:version',
    access: 'public',
    summary: 'A rubric as it was in one version.',
    params: z.strictObject({
      type: interviewType,
      version: z.string().check(z.regex(/^[1-9]\d{0,4}$/, 'is not a version')),
    }),
    response: rubric,
  }),
  saveRubric: route({
    method: 'POST',
    path: '/api/rubrics/:type/versions',
    access: 'admin',
    summary:
      'Make a new version of a rubric, current from now on. `basedOn` is the version it was made from; 409 when there is a newer one.',
    perMinute: 30,
    params: rubricParams,
    body: z.strictObject({ basedOn: versionNumber, why: text(RUBRIC_LIMITS.why, 1), rubric: rubricWords }),
    response: rubric,
  }),
  listRubricRounds: route({
    method: 'GET',
    path: '/api/rubrics/:type/rounds',
    access: 'signed-in',
    summary: 'My own rounds of this type, newest first, 20 a page, each with the version of the rubric that it keeps.',
    params: rubricParams,
    query: z.strictObject({ cursor: z.optional(cursor) }),
    response: z.strictObject({
      rounds: z.array(
        z.strictObject({
          session: id,
          round: z.int(),
          version: z.int(),
          title: z.nullable(z.string()),
          candidate: z.string(),
          startedAt: instant,
        }),
      ),
      next: z.nullable(cursor),
    }),
  }),
} as const;

/** What keeps a rubric from being saved: where (a path such as `dimensions.0.levels.2`), and one sentence. */
export interface RubricFault {
  field: string;
  sentence: string;
}

const tidy = (words: string): string => words.replace(/\s+/g, ' ').trim();

/** The words as they are stored: single spaces, nothing around them. */
export const tidyRubric = ({ dimensions, redFlags }: RubricWords): RubricWords => ({
  dimensions: dimensions.map(({ key, name, weight, levels }) => ({
    key,
    name: tidy(name),
    weight,
    levels: levels.map(tidy),
  })),
  redFlags: redFlags.map(tidy),
});

/** What is left to give of the 100; negative when too much has been given. */
export const weightLeft = ({ dimensions }: Pick<RubricWords, 'dimensions'>): number =>
  100 - dimensions.reduce((sum, { weight }) => sum + weight, 0);

/**
 * Everything that keeps a rubric from being saved, in the order of the form; empty when it can be. `keys` are the
 * dimensions of its type, in order: prompts hang their anchors on them, so none may come or go.
 */
export const rubricFaults = (words: RubricWords, keys: readonly string[]): RubricFault[] => {
  const { dimensions, redFlags } = tidyRubric(words);
  const faults: RubricFault[] = [];
  const fault = (field: string, sentence: string) => faults.push({ field, sentence });
  const repeats = (list: readonly string[], index: number) =>
    list.findIndex((each) => each.toLowerCase() === list[index]?.toLowerCase()) < index;

  if (dimensions.map(({ key }) => key).join() !== keys.join())
    fault('dimensions', 'The dimensions of a type stay as they are, in their order: prompts have anchors for each.');
  const names = dimensions.map(({ name }) => name);
  dimensions.forEach(({ name, weight, levels }, at) => {
    if (!name) fault(`dimensions.${at}.name`, 'Give this dimension a name.');
    else if (repeats(names, at)) fault(`dimensions.${at}.name`, 'Another dimension has this name.');
    if (!Number.isInteger(weight)) fault(`dimensions.${at}.weight`, 'Write the weight as a whole number.');
    else if (weight < RUBRIC_LIMITS.leastWeight)
      fault(`dimensions.${at}.weight`, `Every dimension keeps at least ${RUBRIC_LIMITS.leastWeight}.`);
    levels.forEach((level, index) => {
      const field = `dimensions.${at}.levels.${index}`;
      if (!level) fault(field, 'Write the sentence of this level.');
      else if (level.length > RUBRIC_LIMITS.sentence)
        fault(field, `Say it in at most ${RUBRIC_LIMITS.sentence} characters.`);
      else if (repeats(levels, index)) fault(field, 'A lower level of this dimension says the same.');
    });
  });
  const left = weightLeft({ dimensions });
  if (left > 0) fault('weights', `The weights sum to ${100 - left}: ${left} left to give.`);
  if (left < 0) fault('weights', `The weights sum to ${100 - left}: ${-left} too many.`);
  redFlags.forEach((flag, at) => {
    if (!flag) fault(`redFlags.${at}`, 'Write this red flag, or remove it.');
    else if (flag.length > RUBRIC_LIMITS.sentence)
      fault(`redFlags.${at}`, `Say it in at most ${RUBRIC_LIMITS.sentence} characters.`);
    else if (repeats(redFlags, at)) fault(`redFlags.${at}`, 'This red flag is in the list already.');
  });
  return faults;
};
