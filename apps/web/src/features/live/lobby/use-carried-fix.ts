import { routes } from '@debrief/contracts';
import { type RoundState } from '@debrief/live-core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../shared/http';
import { useMe, useSessionId } from '../live-context';

/** The fix that the candidate of a round brings, for its interviewers, from the brief on; null where there is none. */
export const useCarriedFix = (round: RoundState | undefined): string | null => {
  const session = useSessionId();
  const me = useMe();
  const n = String(round?.round ?? 0);
  const { data } = useQuery({
    queryKey: ['live', session, n, 'carried-fix'],
    queryFn: ({ signal }) => call(routes.getCarriedFix, { params: { session, round: n } }, signal),
    enabled: round !== undefined && round.stage !== 'debrief' && round.interviewers.includes(me),
    staleTime: Infinity,
  });
  return data?.fix?.text ?? null;
};
