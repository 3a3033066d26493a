import { routes } from '@debrief/contracts';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './http';

/** Who is signed in, if anybody, and what this instance allows. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  // Without `signal`: the router waits for the same answer, and must not lose it when a component goes.
  queryFn: () => call(routes.getMe, {}),
  staleTime: 60_000,
});
export const useMe = () => useQuery(meQuery);

/** Call after signing in, out or up: everything on the page belonged to somebody else. */
export const useForgetEverything = () => {
  const client = useQueryClient();
  return async () => {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
    await client.fetchQuery({ ...meQuery, staleTime: 0 });
  };
};
