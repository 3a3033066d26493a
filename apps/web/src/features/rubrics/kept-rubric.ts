import { rubricWords, type InterviewType, type RubricWords } from '@debrief/contracts';
import * as z from 'zod/mini';
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
  try {
    const found = kept.safeParse(JSON.parse(localStorage.getItem(nameOf(account, type)) ?? 'null'));
    const fits = found.success && found.data.words.dimensions.map(({ key }) => key).join() === keys.join();
    return fits ? found.data : null;
  } catch {
    // Without storage there is no draft.
    return null;
  }
};

/** False when this browser keeps nothing. */
export const keepRubric = (account: string, type: InterviewType, draft: RubricDraft): boolean => {
  try {
    localStorage.setItem(nameOf(account, type), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
};

export const forgetRubric = (account: string, type: InterviewType): void => {
  try {
    localStorage.removeItem(nameOf(account, type));
  } catch {
    // Nothing was kept.
  }
};
