import { type InterviewType, routes } from '@debrief/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { type promptsSearch } from '../../app/search';
import { type output } from 'zod/mini';
import { call } from '../../shared/http';

export type Filters = output<typeof promptsSearch>;

/** The library, filtered, page by page. The list before stays while another is on its way. */
export const libraryQuery = (filters: Filters) =>
  infiniteQueryOptions({
    queryKey: ['prompts', 'pages', filters],
    queryFn: ({ signal, pageParam }) =>
      call(routes.listPrompts, { query: { ...filters, ...(pageParam && { after: pageParam }) } }, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
/** How much there is in the whole library, and of each kind: what its first page without a filter says. */
export const useWhole = () => useInfiniteQuery(libraryQuery({})).data?.pages[0];
export const promptQuery = (prompt: string) =>
  queryOptions({
    queryKey: ['prompt', prompt],
    queryFn: ({ signal }) => call(routes.getPrompt, { params: { prompt } }, signal),
  });
export const rubricQuery = (type: InterviewType) =>
  queryOptions({
    queryKey: ['rubric', type],
    queryFn: ({ signal }) => call(routes.getRubric, { params: { type } }, signal),
    staleTime: Infinity,
  });
