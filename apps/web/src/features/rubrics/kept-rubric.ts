import { rubricWords, type InterviewType, type RubricWords } from '@debrief/contracts';
import * as z from 'zod/mini';
import { readKept, writeKept } from '../../shared/kept';
import { KEPT_RUBRICS } from '../../shared/kept-drafts';

const kept = z.object({ basedOn: z.int(), why: z.string(), words: rubricWords });
/** A rubric that is being changed: nothing of it is on the server before it is saved. */
export interface RubricDraft {
  /** The version that it was made from. */
  basedOn: number;
  why: string;
  words: RubricWords;
}

const nameOf = (account: string, type: InterviewType) => `${KEPT_RUBRICS}${account}.${type}`;

/** The draft that this browser keeps for this account; one that no longer fits the type's dimensions is none. */
export const keptRubric = (account: string, type: InterviewType, keys: readonly string[]): RubricDraft | null => {
  const found = kept.safeParse(readKept(nameOf(account, type)));
  const fits = found.success && found.data.words.dimensions.map(({ key }) => key).join() === keys.join();
  return fits ? found.data : null;
};

/** Keeps or, with null, forgets it. False when this browser keeps nothing. */
export const keepRubric = (account: string, type: InterviewType, draft: RubricDraft | null): boolean =>
  writeKept(nameOf(account, type), draft);
