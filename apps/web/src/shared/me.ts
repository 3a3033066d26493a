import { routes } from '@debrief/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './http';

const ME = ['me'];

/** Who is signed in, if anybody, and what this instance allows. */
export const useMe = () => useQuery({ queryKey: ME, queryFn: ({ signal }) => call(routes.getMe, {}, signal), staleTime: 60_000 });

/** Call after signing in, out or up: everything on the page belonged to somebody else. */
export const useForgetEverything = () => {
  const client = useQueryClient();
  return async () => {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] });
    await client.invalidateQueries({ queryKey: ME });
  };
};
