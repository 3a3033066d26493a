import { routes, type FixOutcome } from '@debrief/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './http';
import { i18n } from './i18n';

/** My open fix: the one that travels. */
export const lastFixQuery = queryOptions({
  queryKey: ['me', 'fix'],
  queryFn: ({ signal }) => call(routes.lastFix, {}, signal),
});

/** Fixes that were brought to me and that I have not marked. */
export const fixQuestionsQuery = queryOptions({
  queryKey: ['me', 'fix-questions'],
  queryFn: ({ signal }) => call(routes.listFixQuestions, {}, signal),
});

/** What an interviewer saw of a fix. */
export const outcomeName = (outcome: FixOutcome): string =>
  ({ fixed: i18n.t('Fixed'), partly: i18n.t('Partly'), not: i18n.t('Not yet') })[outcome];
