import { routes, type InterviewType, type RubricView, type RubricWords } from '@debrief/contracts';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../shared/http';

export const currentQuery = (type: InterviewType) =>
  queryOptions({
    queryKey: ['rubrics', type, 'current'],
    queryFn: ({ signal }) => call(routes.getRubric, { params: { type } }, signal),
  });

/** A version never changes, so it is asked for once. */
export const versionQuery = (type: InterviewType, version: number) =>
  queryOptions({
    queryKey: ['rubrics', type, 'version', version],
    queryFn: ({ signal }) => call(routes.getRubricVersion, { params: { type, version: String(version) } }, signal),
    staleTime: Infinity,
  });

export const versionsQuery = (type: InterviewType) =>
  infiniteQueryOptions({
    queryKey: ['rubrics', type, 'versions'],
    queryFn: ({ pageParam, signal }) =>
      call(routes.listRubricVersions, { params: { type }, query: pageParam ? { cursor: pageParam } : {} }, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });

export const roundsQuery = (type: InterviewType) =>
  infiniteQueryOptions({
    queryKey: ['rubrics', type, 'rounds'],
    queryFn: ({ pageParam, signal }) =>
      call(routes.listRubricRounds, { params: { type }, query: pageParam ? { cursor: pageParam } : {} }, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });

/** What of a rubric can be changed. */
export const wordsOf = ({ dimensions, redFlags }: RubricView): RubricWords => ({
  dimensions: dimensions.map(({ key, name, weight, levels }) => ({ key, name, weight, levels })),
  redFlags,
});

/** Makes a new version out of these words. */
export const useSave = (type: InterviewType) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { basedOn: number; why: string; rubric: RubricWords }) =>
      call(routes.saveRubric, { params: { type }, body }),
    onSuccess: async (made) => {
      client.setQueryData(currentQuery(type).queryKey, made);
      // Also what the library shows of it.
      await Promise.all([
        client.invalidateQueries({ queryKey: versionsQuery(type).queryKey }),
        client.invalidateQueries({ queryKey: ['rubric', type] }),
      ]);
    },
  });
};
