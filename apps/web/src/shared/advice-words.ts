import type { AdviceAnswer, AdviceWords } from '@debrief/contracts';
import { i18n } from './i18n';

const bare = (words: string): string => words.trim().replace(/[.,;]+$/, '');

/** Advice as one sentence, however many of its three parts are written. */
export const adviceSentence = ({ when, attempt, because }: AdviceWords): string => {
  const clauses = [
    bare(when) && i18n.t('when {when}', { when: bare(when) }),
    bare(attempt) && i18n.t('try {attempt}', { attempt: bare(attempt) }),
    bare(because) && i18n.t('because {because}', { because: bare(because) }),
  ].filter(Boolean);
  const sentence = clauses.join(', ');
  return sentence && `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
};

/** Words about the person instead of about what was done, such as “you are unstructured”. */
export const isAboutPerson = (words: string): boolean =>
  /\b(you|he|she|they)(\s+are|\s+is|['’](re|s))(\s+(a|an|not|too|very|so|just|really))*\s+(?!.*ing\b)\p{L}/iu.test(
    words,
  );

export const answerName = (answer: AdviceAnswer): string =>
  ({ use: i18n.t('I will use it'), later: i18n.t('Later'), disagree: i18n.t('I disagree') })[answer];
