import { type InterviewType, routes } from '@debrief/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type promptsSearch } from '../../app/search';
import { type output } from 'zod/mini';
import { call } from '../../shared/http';

export type Filters = output<typeof promptsSearch>;

/** The library, filtered. The list before stays while another is on its way. */
export const libraryQuery = (filters: Filters) =>
  queryOptions({
    queryKey: ['prompts', filters],
    queryFn: ({ signal }) => call(routes.listPrompts, { query: filters }, signal),
    placeholderData: keepPreviousData,
  });
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
