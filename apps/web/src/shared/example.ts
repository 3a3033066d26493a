import { routes } from '@debrief/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './http';

/** Which session is the labelled example, once it has been made. */
export const exampleQuery = queryOptions({
  queryKey: ['example'],
  queryFn: ({ signal }) => call(routes.getExample, {}, signal),
  staleTime: 10 * 60_000,
});
