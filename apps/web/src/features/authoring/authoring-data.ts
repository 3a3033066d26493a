import { type InterviewType, routes } from '@debrief/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../shared/http';

export const myPromptsQuery = infiniteQueryOptions({
  queryKey: ['my-prompts'],
  queryFn: ({ pageParam, signal }) =>
    call(routes.listMyPrompts, { query: pageParam === '' ? {} : { cursor: pageParam } }, signal),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
});
export const waitingQuery = infiniteQueryOptions({
  queryKey: ['reviews'],
  queryFn: ({ pageParam, signal }) =>
    call(routes.listWaitingReviews, { query: pageParam === '' ? {} : { cursor: pageParam } }, signal),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
});
export const reportsQuery = queryOptions({
  queryKey: ['prompt-reports'],
  queryFn: ({ signal }) => call(routes.listReports, {}, signal),
});
export const reviewQuery = (prompt: string) =>
  queryOptions({
    queryKey: ['review', prompt],
    queryFn: ({ signal }) => call(routes.getReview, { params: { prompt } }, signal),
  });
/** Read once when the page opens: from then on the page itself knows the draft best. */
export const draftQuery = (prompt: string) =>
  queryOptions({
    queryKey: ['prompt-draft', prompt],
    queryFn: ({ signal }) => call(routes.getPromptDraft, { params: { prompt } }, signal),
    staleTime: 0,
    gcTime: 0,
    refetchOnReconnect: false,
  });
export const versionQuery = (prompt: string, version: number) =>
  queryOptions({
    queryKey: ['prompt-version', prompt, version],
    queryFn: ({ signal }) => call(routes.getPromptVersion, { params: { prompt, version: String(version) } }, signal),
    staleTime: Infinity,
  });
/** What the dimensions of a type are called in its present rubric. */
export const dimensionNamesQuery = (type: InterviewType) =>
  queryOptions({
    queryKey: ['rubric', type, 'names'],
    queryFn: async ({ signal }) => {
      const { dimensions } = await call(routes.getRubric, { params: { type } }, signal);
      return Object.fromEntries(dimensions.map(({ key, name }) => [key, name]));
    },
  });
