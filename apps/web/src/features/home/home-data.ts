import { routes } from '@debrief/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../shared/http';

export const openSessionsQuery = queryOptions({
  queryKey: ['sessions', 'open'],
  queryFn: ({ signal }) => call(routes.listOpenSessions, {}, signal),
});
export const recentRoundsQuery = queryOptions({
  queryKey: ['rounds', 'recent'],
  queryFn: ({ signal }) => call(routes.listRounds, { query: {} }, signal),
});
