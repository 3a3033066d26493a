import { type RubricView, type RubricWords } from '@debrief/contracts';
import { useState } from 'react';
import { wordsOf } from './rubric-data';
import { keepRubric, keptRubric, type RubricDraft } from './kept-rubric';

/** What is being changed, kept in this browser alone until it is saved. */
export const useRubricDraft = (rubric: RubricView, account: string) => {
  const { type, version } = rubric;
  const fresh = (): RubricDraft => ({ basedOn: version, why: '', words: wordsOf(rubric) });
  const [draft, setDraft] = useState<RubricDraft>(
    () =>
      keptRubric(
        account,
        type,
        rubric.dimensions.map(({ key }) => key),
      ) ?? fresh(),
  );
  const [isKept, setKept] = useState(true);
  const put = (next: RubricDraft) => {
    setDraft(next);
    setKept(keepRubric(account, type, next));
  };
  const dimension = (at: number, change: Partial<RubricWords['dimensions'][number]>) =>
    put({
      ...draft,
      words: {
        ...draft.words,
        dimensions: draft.words.dimensions.map((each, index) => (index === at ? { ...each, ...change } : each)),
      },
    });
  return {
    draft,
    /** False when a reload would lose it: this browser stores nothing. */
    isKept,
    dimension,
    level: (at: number, level: number, sentence: string) =>
      dimension(at, {
        levels: (draft.words.dimensions[at]?.levels ?? []).map((each, index) => (index === level ? sentence : each)),
      }),
    redFlags: (redFlags: string[]) => put({ ...draft, words: { ...draft.words, redFlags } }),
    why: (why: string) => put({ ...draft, why }),
    /** The same words, now made from a newer version. */
    rebase: (basedOn: number) => put({ ...draft, basedOn }),
    /** Back to what is stored; answers with what is dropped, so that it can be taken back. */
    drop: (): RubricDraft => {
      keepRubric(account, type, null);
      setDraft(fresh());
      return draft;
    },
    put,
  };
};
export type Draft = ReturnType<typeof useRubricDraft>;
