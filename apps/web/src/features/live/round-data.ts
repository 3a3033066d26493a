import { routes, type Guide, type RubricView } from '@debrief/contracts';
import type { RoundState } from '@debrief/live-core';
import { queryOptions, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../../shared/http';
import { useLiveSession, useSessionId } from './live-context';

const key = (session: string, round: number, what: string) => ['live', session, round, what];
const where = (session: string, round: number) => ({ params: { session, round: String(round) } });

/** The guide of a round, for its interviewers. Asking for it is recorded as having seen it. */
export const useGuide = (round: number, isWanted: boolean, version: string): UseQueryResult<Guide> => {
  const session = useSessionId();
  return useQuery({
    queryKey: [...key(session, round, 'guide'), version],
    queryFn: ({ signal }) => call(routes.getRoundGuide, where(session, round), signal),
    enabled: isWanted,
    staleTime: Infinity,
  });
};

/** The rubric of a round: the version it keeps once its prompt has appeared, before that the current one. */
export const useRubric = ({ round, rubric }: Pick<RoundState, 'round' | 'rubric'>): UseQueryResult<RubricView> => {
  const session = useSessionId();
  return useQuery({
    queryKey: [...key(session, round, 'rubric'), rubric],
    queryFn: ({ signal }) => call(routes.getRoundRubric, where(session, round), signal),
    staleTime: Infinity,
  });
};

export const debriefKey = (session: string, round: number) => key(session, round, 'debrief');
/** What is written once the cards are open. */
export const debriefQuery = (session: string, round: number) =>
  queryOptions({
    queryKey: debriefKey(session, round),
    queryFn: ({ signal }) => call(routes.getDebrief, where(session, round), signal),
  });

/** The same, fetched again when the server says that it has changed. */
export const useDebrief = (round: number, isOpen: boolean) => {
  const session = useSessionId();
  const live = useLiveSession();
  const client = useQueryClient();
  useEffect(
    () =>
      live.onChanged((change) => {
        if (change.round === round) void client.invalidateQueries({ queryKey: debriefKey(session, round) });
      }),
    [live, client, session, round],
  );
  return useQuery({ ...debriefQuery(session, round), enabled: isOpen });
};
