import { type RouteResult, routes } from '@debrief/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../shared/http';

export type Progress = RouteResult<typeof routes.getProgress>;
export type Rater = RouteResult<typeof routes.getRater>;
export type Agreement = RouteResult<typeof routes.getAgreement>;
export type Drill = NonNullable<RouteResult<typeof routes.getNextPrompts>['drill']>;

export const progressQuery = queryOptions({
  queryKey: ['progress'],
  queryFn: ({ signal }) => call(routes.getProgress, {}, signal),
});
export const nextPromptsQuery = (type: Progress['types'][number]['type'] | undefined) =>
  queryOptions({
    queryKey: ['progress', 'next', type ?? 'any'],
    queryFn: ({ signal }) => call(routes.getNextPrompts, { query: { type } }, signal),
  });
export const fixesQuery = queryOptions({
  queryKey: ['fix', 'all'],
  queryFn: ({ signal }) => call(routes.listFixes, { query: {} }, signal),
});
export const raterQuery = queryOptions({
  queryKey: ['progress', 'rater'],
  queryFn: ({ signal }) => call(routes.getRater, {}, signal),
});
export const agreementQuery = (of: 'mine' | 'everyone') =>
  queryOptions({
    queryKey: ['progress', 'agreement', of],
    queryFn: ({ signal }) => call(routes.getAgreement, { query: { of } }, signal),
  });
