import { routes } from '@debrief/contracts';
import { lastRound } from '@debrief/live-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../../../shared/http';
import { useLiveSession, useRoom, useSessionId } from '../live-context';

export const briefKey = (session: string) => ['live', session, 'brief'];

/** The brief card of whoever is candidate now or next; fetched again when they change it, and when the candidate changes. */
export const useBrief = () => {
  const session = useSessionId();
  const live = useLiveSession();
  const client = useQueryClient();
  const room = useRoom();
  const about = `${room.rounds.length}:${lastRound(room)?.stage === 'debrief'}:${room.nextCandidate ?? ''}`;
  useEffect(
    () =>
      live.onChanged(({ kind }) => {
        if (kind === 'brief') void client.invalidateQueries({ queryKey: briefKey(session) });
      }),
    [live, client, session],
  );
  useEffect(() => void client.invalidateQueries({ queryKey: briefKey(session) }), [client, session, about]);
  return useQuery({
    queryKey: briefKey(session),
    queryFn: ({ signal }) => call(routes.getBrief, { params: { session } }, signal),
  });
};
